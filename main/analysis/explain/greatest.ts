/** The few greatest of many numbers. */

/** At most `most` of the indices 0 … count − 1, the greatest `key` first, equal ones by index; keys that are NaN never. */
export function greatestBy(count: number, most: number, key: (index: number) => number): number[] {
  const kept: { index: number; key: number }[] = []
  if (most <= 0) return []
  for (let index = 0; index < count; index += 1) {
    const own = key(index)
    if (Number.isNaN(own) || (kept.length === most && own <= kept[most - 1].key)) continue
    let at = kept.length
    while (at > 0 && kept[at - 1].key < own) at -= 1
    kept.splice(at, 0, { index, key: own })
    if (kept.length > most) kept.pop()
  }
  return kept.map(({ index }) => index)
}
