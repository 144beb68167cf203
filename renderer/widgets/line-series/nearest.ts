/** Searches in ascending numbers. */

/** First position whose value is ≥ `wanted`; the length when there is none. */
export function lowerBound(ascending: ArrayLike<number>, wanted: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle] < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** Position of the value nearest to `wanted`, the earlier one at equal distance; −1 when there are no values. */
export function nearestIndex(ascending: ArrayLike<number>, wanted: number): number {
  const after = lowerBound(ascending, wanted)
  if (after === 0) return ascending.length === 0 ? -1 : 0
  if (after === ascending.length) return after - 1
  return wanted - ascending[after - 1] <= ascending[after] - wanted ? after - 1 : after
}

/** Position of the latest value ≤ `wanted`; −1 when all are later. */
export function latestIndex(ascending: ArrayLike<number>, wanted: number): number {
  const after = lowerBound(ascending, wanted)
  return after < ascending.length && ascending[after] === wanted ? after : after - 1
}
