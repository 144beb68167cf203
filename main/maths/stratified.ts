/** Which rows to look at when not all can be: spread evenly over the file, the same for the same seed. */
import { createRandom } from './random'

/**
 * `count` ascending row numbers below `total` (all rows where there are no more): one at random from each of `count` equal
 * stretches, so that neither the beginning nor a period of the file is favored.
 */
export function stratifiedRows(total: number, count: number, seed: number): Float64Array {
  const wanted = Math.min(total, count)
  const random = createRandom(seed)
  return Float64Array.from({ length: wanted }, (_, i) => {
    const from = Math.floor((i * total) / wanted)
    const to = Math.floor(((i + 1) * total) / wanted)
    return from + random.integer(to - from)
  })
}
