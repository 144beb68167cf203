/** Seeded draws without replacement, in proportion to weights. */
import { createRandom } from '../../maths/random'

/**
 * At most `count` different places of `weights` (≥ 0), in the order drawn; a place of weight 0 is never drawn. The same as
 * torch.multinomial(weights, count, replacement=False), by exponential clocks: the place whose clock rings next comes next
 * (Efraimidis and Spirakis, "Weighted random sampling with a reservoir", 2006).
 */
export function weightedSample(weights: Float64Array, count: number, seed: number): number[] {
  const random = createRandom(seed)
  const clocks = Array.from(weights, (weight, place) => ({ place, rings: -Math.log(1 - random.next()) / weight }))
  return clocks
    .filter(({ rings }) => Number.isFinite(rings))
    .sort((a, b) => a.rings - b.rings || a.place - b.place)
    .slice(0, count)
    .map(({ place }) => place)
}
