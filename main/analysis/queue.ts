/** Orders of the annotation queue that the list of features does not have. Pure; what is read comes in as an argument. */
import type { SparseRows } from '../../contract/records/arrays'
import { createRandom } from '../maths/random'
import { permutation } from '../maths/shuffle'

/** The same seed gives the same order of the same features. */
export function randomOrder(features: Uint32Array, seed: number): Uint32Array {
  const sorted = features.slice().sort()
  return Uint32Array.from(permutation(sorted.length, createRandom(seed)), (i) => sorted[i])
}

/**
 * How much activation each feature would add that no labeled feature explains yet: Σ over rows of its activation × the share of the
 * row's activation that labeled features do not carry. [dSae], activations summed as they are.
 */
export async function unexplainedMass(
  rows: AsyncIterable<Pick<SparseRows, 'starts' | 'features' | 'values'>>,
  labeled: Uint8Array
): Promise<Float64Array> {
  const mass = new Float64Array(labeled.length)
  for await (const { starts, features, values } of rows)
    for (let row = 0; row + 1 < starts.length; row += 1) {
      let [whole, known] = [0, 0]
      for (let at = starts[row]; at < starts[row + 1]; at += 1) {
        whole += values[at]
        known += labeled[features[at]] * values[at]
      }
      const open = whole > 0 ? 1 - known / whole : 0
      for (let at = starts[row]; at < starts[row + 1]; at += 1) mass[features[at]] += open * values[at]
    }
  return mass
}

/** The greatest first, ties by id. */
export function byNumber(features: Uint32Array, numbers: ArrayLike<number>): Uint32Array {
  return features.slice().sort((one, other) => numbers[other] - numbers[one] || one - other)
}

/** Neighbors of a feature, then theirs, and so on, of those that are wanted; what is not reached comes last, in its order. */
export function byNeighbors(
  features: Uint32Array,
  from: number,
  neighborsOf: (feature: number) => readonly number[],
  most: number
) {
  const wanted = new Set(features)
  const [seen, reached] = [new Set([from]), [from]]
  for (let at = 0; at < reached.length && reached.length < most; at += 1)
    for (const neighbor of neighborsOf(reached[at]))
      if (!seen.has(neighbor)) {
        seen.add(neighbor)
        reached.push(neighbor)
      }
  const first = reached.filter((feature) => feature !== from && wanted.has(feature))
  const taken = new Set(first)
  return Uint32Array.from([...first, ...features.filter((feature) => !taken.has(feature))])
}

/** The same order, with some features after all others. */
export function lastOnes(features: Uint32Array, last: Iterable<number>): Uint32Array {
  const late = new Set(last)
  if (late.size === 0) return features
  return Uint32Array.from([
    ...features.filter((feature) => !late.has(feature)),
    ...features.filter((feature) => late.has(feature))
  ])
}
