/**
 * Which points stay when there are too many to keep: of every bucket the lowest and highest of each metric, the first and the
 * last of all. What stays are measured points with all their values, so thinning again keeps the extremes of the whole.
 * The engine does the same with a long history (main/store/metrics/decimate.ts).
 */

/** At most `most` (2 or more) ascending positions of `count` points, for columns of that length; NaN counts as missing. */
export function keptPositions(columns: readonly Float64Array[], count: number, most: number): Uint32Array {
  if (count <= most) return Uint32Array.from({ length: count }, (_, i) => i)
  let buckets = Math.max(1, Math.floor(most / 4))
  for (;;) {
    const positions = extremesOf(columns, count, buckets)
    if (positions.length <= most) return positions
    if (buckets === 1) return evenly(positions, most)
    buckets = Math.max(1, Math.floor(Math.min(0.9, most / positions.length) * buckets))
  }
}

function extremesOf(columns: readonly Float64Array[], count: number, buckets: number): Uint32Array {
  const isKept = new Uint8Array(count)
  isKept[0] = 1
  isKept[count - 1] = 1
  for (const column of columns)
    for (let bucket = 0; bucket < buckets; bucket++) {
      const from = Math.floor((bucket * count) / buckets)
      const to = Math.floor(((bucket + 1) * count) / buckets)
      markExtremes(column, from, to, isKept)
    }
  const positions: number[] = []
  for (let i = 0; i < count; i++) if (isKept[i]) positions.push(i)
  return Uint32Array.from(positions)
}

function markExtremes(column: Float64Array, from: number, to: number, isKept: Uint8Array): void {
  let low = -1
  let high = -1
  for (let i = from; i < to; i++) {
    const value = column[i]
    if (Number.isNaN(value)) continue
    if (low < 0 || value < column[low]) low = i
    if (high < 0 || value > column[high]) high = i
  }
  if (low >= 0) isKept[low] = 1
  if (high >= 0) isKept[high] = 1
}

/** So few are wanted that not even one bucket fits: spread evenly, ends kept. */
function evenly(positions: Uint32Array, most: number): Uint32Array {
  return Uint32Array.from({ length: most }, (_, i) => positions[Math.round((i * (positions.length - 1)) / (most - 1))])
}
