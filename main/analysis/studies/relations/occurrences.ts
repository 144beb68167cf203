/**
 * Which features fire in which set of rows, in bounded memory and with a bounded number of pairs: where all sets would be
 * too many, a random part of them is taken, whole sets each.
 */
import { createRandom } from '../../../maths/random'
import { permutation } from '../../../maths/shuffle'
import { breathe } from '../../passes/breathe'
import type { StudyIndex } from '../material'
import type { RowSets } from './row-sets'

/** Limits of what is counted. */
export interface Limits {
  /** Features in sets altogether: 4 bytes each. */
  entries: number
  /** Pairs of features in sets altogether: from some to some tens of nanoseconds each. */
  pairs: number
}

export const usualLimits: Limits = { entries: 32 * 1024 * 1024, pairs: 3e9 }

export interface Occurrences {
  /** Sets that were taken, and how many there are. */
  counted: number
  of: number
  /** [sets] place among the taken ones, −1 for the others. */
  placeOf: Int32Array
  /** Features of the taken set i, ascending: features[starts[i]] … features[starts[i + 1] − 1]. */
  starts: Uint32Array
  features: Uint32Array
  /** [dSae] taken sets in which each feature fires. */
  counts: Uint32Array
}

/** Reads the index twice. Throws cancelled. */
export async function occurrences(
  index: StudyIndex,
  sets: RowSets,
  { limits, seed, signal }: { limits: Limits; seed: number; signal: AbortSignal }
): Promise<Occurrences> {
  const sizes = new Uint32Array(sets.count)
  for await (const { ids } of setsOfFeatures(index, sets, signal)) for (const set of ids) sizes[set] += 1
  const { placeOf, counted } = taken(sizes, limits, seed)
  const starts = new Uint32Array(counted + 1)
  placeOf.forEach((place, set) => {
    if (place >= 0) starts[place + 1] = sizes[set]
  })
  for (let place = 0; place < counted; place += 1) starts[place + 1] += starts[place]
  const features = new Uint32Array(starts[counted])
  const counts = new Uint32Array(index.dSae)
  const next = starts.slice()
  for await (const { feature, ids } of setsOfFeatures(index, sets, signal)) {
    for (const set of ids) {
      const place = placeOf[set]
      if (place < 0) continue
      features[next[place]] = feature
      next[place] += 1
      counts[feature] += 1
    }
  }
  return { counted, of: sets.count, placeOf, starts, features, counts }
}

/** Features in ascending order with the sets in which they fire, each set once. `ids` is used again for the next. */
export async function* setsOfFeatures(
  index: StudyIndex,
  { of, count }: RowSets,
  signal: AbortSignal
): AsyncGenerator<{ feature: number; ids: Uint32Array }> {
  const seenBy = new Int32Array(count).fill(-1)
  const all = new Uint32Array(count)
  for await (const { first, postings } of index.blocks()) {
    await breathe(signal)
    for (const [i, { rows }] of postings.entries()) {
      const feature = first + i
      let length = 0
      for (const row of rows) {
        const set = of[row]
        if (set < 0 || seenBy[set] === feature) continue
        seenBy[set] = feature
        all[length] = set
        length += 1
      }
      yield { feature, ids: all.subarray(0, length) }
    }
  }
}

/** All sets where they fit, else as many as fit, in random order. Places follow the numbers of the sets. */
function taken(sizes: Uint32Array, limits: Limits, seed: number): { placeOf: Int32Array; counted: number } {
  const placeOf = new Int32Array(sizes.length).fill(-1)
  let [entries, pairs] = [0, 0]
  for (const set of permutation(sizes.length, createRandom(seed))) {
    entries += sizes[set]
    pairs += sizes[set] ** 2
    if (entries > limits.entries || pairs > limits.pairs) break
    placeOf[set] = 0
  }
  let counted = 0
  for (let set = 0; set < sizes.length; set += 1) {
    if (placeOf[set] < 0) continue
    placeOf[set] = counted
    counted += 1
  }
  return { placeOf, counted }
}
