/** The dense layer as a pattern table: mean raw activation of each input dimension over the rows of each pattern. */
import { LoupeError } from '../../../../contract/wire/errors'
import { breathe } from '../../passes/breathe'
import type { StudyMaterial, StudySide } from '../material'
import type { RowGroups } from './row-groups'

const batchRows = 4_096

export interface DenseMeans {
  dIn: number
  /** [dIn, patterns] */
  means: Float32Array
}

/** What the rows are on average, or why they can not be read: the file was moved, changed or taken away. Throws cancelled. */
export async function denseMeans(
  material: StudyMaterial,
  groups: RowGroups,
  side: StudySide
): Promise<DenseMeans | { problem: string }> {
  try {
    return await averaged(material, groups, side)
  } catch (thrown) {
    if (side.signal.aborted || !(thrown instanceof LoupeError)) throw thrown
    return { problem: thrown.message }
  }
}

async function averaged(material: StudyMaterial, groups: RowGroups, { signal, progress }: StudySide): Promise<DenseMeans> {
  const { starts, patterns, sizes } = groups
  const { rows: total } = await material.index()
  let sums = new Float64Array(0)
  let [dIn, done] = [0, 0]
  for await (const batch of material.batches(batchRows)) {
    await breathe(signal)
    if (dIn === 0) {
      dIn = batch.dIn
      sums = new Float64Array(sizes.length * dIn)
    }
    for (let i = 0; i < batch.count; i += 1)
      for (let at = starts[batch.rows[i]]; at < starts[batch.rows[i] + 1]; at += 1)
        addRow(sums, patterns[at] * dIn, batch.values, i * dIn, dIn)
    done += batch.count
    progress({ done, total, unit: 'rows', note: 'Averaging the dense layer' })
  }
  const means = new Float32Array(sums.length)
  for (let pattern = 0; pattern < sizes.length; pattern += 1)
    for (let i = 0; i < dIn; i += 1) means[i * sizes.length + pattern] = sums[pattern * dIn + i] / sizes[pattern]
  return { dIn, means }
}

function addRow(sums: Float64Array, to: number, values: Float32Array, from: number, width: number): void {
  for (let i = 0; i < width; i += 1) sums[to + i] += values[from + i]
}
