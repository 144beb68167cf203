/** Which columns (features) of sparse activations fired, counted from their entries. */
import type { Entries } from './entries'
import type { Tensor1D } from './library'

export interface EntryUsage {
  /** [columns]: how many entries above 0 each has. */
  fired: Uint32Array
  /** Number of entries above 0, and their sum. */
  l0: number
  l1: number
  /** The smallest above 0; infinite where there is none. */
  least: number
}

/** `values` [n] of the entries; those that are not above 0 did not fire. */
export function entryUsage({ columns }: Entries, values: Tensor1D, columnCount: number): EntryUsage {
  const usage: EntryUsage = { fired: new Uint32Array(columnCount), l0: 0, l1: 0, least: Number.POSITIVE_INFINITY }
  const activations = values.dataSync()
  for (let i = 0; i < activations.length; i += 1) {
    const value = activations[i]
    if (!(value > 0)) continue
    usage.fired[columns[i]] += 1
    usage.l0 += 1
    usage.l1 += value
    if (value < usage.least) usage.least = value
  }
  return usage
}
