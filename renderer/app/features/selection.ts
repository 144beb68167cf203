/** Selecting features in a list: one, one more or less, or all from the anchor to here. Pure. */

export interface Selection {
  selected: ReadonlySet<number>
  /** Feature where a range starts. */
  anchor: number | undefined
}

export const nothingSelected: Selection = { selected: new Set(), anchor: undefined }

/** Largest range that one step selects; more is said to be too many. */
export const largestRange = 10_000

export function toggled({ selected }: Selection, feature: number): Selection {
  const next = new Set(selected)
  if (!next.delete(feature)) next.add(feature)
  return { selected: next, anchor: feature }
}

/** Adds everything between the anchor and `to`, both included, in the order of `ids`. */
export function withRange({ selected, anchor }: Selection, ids: Uint32Array, to: number): Selection {
  const from = anchor === undefined ? to : ids.indexOf(anchor)
  if (from < 0) return toggled({ selected, anchor }, ids[to] ?? 0)
  const [first, last] = from <= to ? [from, to] : [to, from]
  const next = new Set(selected)
  for (const feature of ids.subarray(first, Math.min(last + 1, first + largestRange))) next.add(feature)
  return { selected: next, anchor }
}

/** Features that an action means: the selected ones, else the primary one. */
export function meantFeatures(selected: ReadonlySet<number>, primary: number | null): number[] {
  if (selected.size > 0) return [...selected]
  return primary === null ? [] : [primary]
}
