/** Some rows of a source, spread evenly. */
import type { Batch } from '../../../../contract/records/arrays'

/** About `wanted` of `total` rows, every so-many-th; at least one where there is one. */
export async function spreadRows(batches: AsyncIterable<Batch>, total: number, wanted: number): Promise<Batch | undefined> {
  const stride = Math.max(1, Math.floor(total / wanted))
  const parts: Float32Array[] = []
  const ids: number[] = []
  let dIn = 0
  let seen = 0
  for await (const { values, rows, count, dIn: width } of batches) {
    dIn = width
    for (let i = 0; i < count; i += 1, seen += 1) {
      if (seen % stride !== 0) continue
      parts.push(values.slice(i * width, (i + 1) * width))
      ids.push(rows[i])
    }
  }
  if (ids.length === 0) return undefined
  const values = new Float32Array(ids.length * dIn)
  for (const [i, part] of parts.entries()) values.set(part, i * dIn)
  return { count: ids.length, dIn, values, rows: Uint32Array.from(ids) }
}
