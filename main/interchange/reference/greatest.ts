/**
 * The k greatest of some numbers by partial selection.
 */

/** Indexes of the `count` greatest values, greatest first; of equal values the lower index. */
export function greatestIndexes(values: Float64Array, count: number): number[] {
  const kept: number[] = []
  for (let index = 0; index < values.length; index += 1) {
    if (kept.length === count && !(values[index] > values[kept[count - 1]])) continue
    let at = kept.length
    while (at > 0 && values[index] > values[kept[at - 1]]) at -= 1
    kept.splice(at, 0, index)
    if (kept.length > count) kept.pop()
  }
  return kept
}
