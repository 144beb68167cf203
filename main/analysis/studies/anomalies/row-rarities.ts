/** How rare the features are that fire on each row, from the activation index alone. */
import { breathe } from '../../passes/breathe'
import type { StudyIndex, StudySide } from '../material'

export interface RowRarities {
  /** [n] analyzed rows of the data set, ascending. */
  rows: Uint32Array
  /** [n] features that fire. */
  active: Uint32Array
  /** [n] mean of −ln(active rows ÷ rows) over the features that fire; where none fires −ln of the share of such rows. */
  rarity: Float32Array
  /** Rows on which nothing fires. */
  silent: number
}

export async function rowRarities(index: StudyIndex, { signal, progress }: StudySide): Promise<RowRarities> {
  const total = index.rows
  const surprise = Float64Array.from({ length: index.dSae }, (_, feature) => -Math.log(index.activeRows(feature) / total))
  const [rows, active, rarity] = [new Uint32Array(total), new Uint32Array(total), new Float32Array(total)]
  let done = 0
  for await (const { count, rowIds, starts, features } of index.rowBlocks()) {
    await breathe(signal)
    for (let i = 0; i < count; i += 1, done += 1) {
      let sum = 0
      for (let at = starts[i]; at < starts[i + 1]; at += 1) sum += surprise[features[at]]
      rows[done] = rowIds[i]
      active[done] = starts[i + 1] - starts[i]
      rarity[done] = sum / Math.max(1, active[done])
    }
    progress({ done, total, unit: 'rows', note: 'Looking at what fires' })
  }
  const silent = active.reduce((sum, one) => sum + Number(one === 0), 0)
  const silence = silent > 0 ? -Math.log(silent / total) : 0
  for (let i = 0; i < total; i += 1) if (active[i] === 0) rarity[i] = silence
  return { rows, active, rarity, silent }
}
