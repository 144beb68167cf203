/** Which features a person labels a second time without seeing the first: a seeded sample of what they decided. Pure. */
import type { Opinion } from '../../contract/records/annotator'
import { createRandom } from '../maths/random'
import { permutation } from '../maths/shuffle'

export interface RepeatsWanted {
  seed: number
  count: number
}

/** Labeled or not interpretable, and not said again since they were decided. The same seed gives the same order. */
export function drawRepeats(
  said: readonly Opinion[],
  repeats: readonly Opinion[],
  { seed, count }: RepeatsWanted
): { features: Uint32Array<ArrayBuffer>; available: number } {
  const repeatedAt = new Map(repeats.map(({ feature, at }) => [feature, at]))
  const open = said
    .filter(({ status }) => status === 'labeled' || status === 'not-interpretable')
    .filter(({ feature, at }) => (repeatedAt.get(feature) ?? Number.NEGATIVE_INFINITY) < at)
    .map(({ feature }) => feature)
    .sort((one, other) => one - other)
  const order = permutation(open.length, createRandom(seed))
  return { features: Uint32Array.from(order.subarray(0, count), (place) => open[place]), available: open.length }
}
