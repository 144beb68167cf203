/**
 * A sample of rows that is the same whenever it is asked for: validation rows first, then training rows. In stretches of
 * neighbors spread evenly over all rows of a use, so that examples come with their context and from everywhere.
 */
import type { Batch } from '../../contract/records/arrays'
import type { Dataset } from '../../contract/records/dataset'
import type { ActivationReader } from './activations'
import { clipNorm, clipRows } from './batches/clip'
import { throwIfCancelled } from './cancel'
import { useCodes } from './row-index/layout'
import type { RowIndex } from './row-index/reader'

/** Rows of a stretch. */
const together = 64
/** Rows whose uses are looked at at a time. */
const window = 65_536

type Uses = Pick<RowIndex, 'rows' | 'uses'>
/** Whether the row of a use with this number, counted from 0, is taken. */
type Choice = (ordinal: number) => boolean

/** Row ids, ascending, at most `most`; rows that are left out are not among them. Weights do not count. */
export async function fixedSample(index: Uses, most: number): Promise<Uint32Array> {
  const totals = [0, 0, 0]
  await eachRow(index, (_row, use) => {
    totals[use] += 1
  })
  const { train, validation } = useCodes
  const choices: Choice[] = [never, never, never]
  choices[validation] = choice(totals[validation], most)
  choices[train] = choice(totals[train], Math.max(0, most - totals[validation]))
  const seen = [0, 0, 0]
  const rows: number[] = []
  await eachRow(index, (row, use) => {
    if (choices[use](seen[use])) rows.push(row)
    seen[use] += 1
  })
  return Uint32Array.from(rows)
}

/** The rows with these ids (ascending), clipped as batches are; no targets. Throws `cancelled`. */
export async function rowsWithIds(
  ids: Uint32Array,
  o: { reader: ActivationReader; outliers: Dataset['outliers']; medianNorm: number; signal?: AbortSignal }
): Promise<Batch> {
  const { reader, signal } = o
  const { dIn } = reader
  const values = new Float32Array(ids.length * dIn)
  for (let from = 0; from < ids.length; ) {
    throwIfCancelled(signal)
    let to = from + 1
    while (to < ids.length && to - from < together && ids[to] === ids[to - 1] + 1) to += 1
    const part = new Float32Array(values.buffer, 4 * from * dIn, (to - from) * dIn)
    await reader.read(ids[from], to - from, part)
    from = to
  }
  clipRows(values, dIn, 0, ids.length, clipNorm(o.outliers, o.medianNorm))
  return { count: ids.length, dIn, values, rows: ids }
}

async function eachRow(index: Uses, take: (row: number, use: number) => void): Promise<void> {
  for (let from = 0; from < index.rows; from += window) {
    const uses = await index.uses(from, Math.min(index.rows, from + window))
    for (let i = 0; i < uses.length; i += 1) take(from + i, uses[i])
  }
}

const never: Choice = () => false

/** Which of `total` rows are among the at most `most` that are taken. */
function choice(total: number, most: number): Choice {
  if (most === 0) return never
  if (total <= most) return () => true
  const length = Math.min(together, most)
  const stretches = Math.floor(most / length)
  return (ordinal) => {
    const stretch = Math.floor((ordinal * stretches) / total)
    return ordinal - Math.ceil((stretch * total) / stretches) < length
  }
}
