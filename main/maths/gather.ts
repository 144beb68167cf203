/** Copies of rows. */

/**
 * Copies rows of `source` [n, width] in the order of `rows` (`count` of them from index `from`) to `target` from row `at`.
 */
export function gatherRows(
  source: Float32Array,
  width: number,
  rows: Uint32Array,
  from: number,
  count: number,
  target: Float32Array,
  at: number
): void {
  for (let i = 0; i < count; i += 1) {
    const begin = rows[from + i] * width
    if (width >= 32) target.set(source.subarray(begin, begin + width), (at + i) * width)
    else for (let j = 0; j < width; j += 1) target[(at + i) * width + j] = source[begin + j]
  }
}
