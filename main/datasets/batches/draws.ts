/** How often a weighted row is drawn per epoch. */
import { mixSeeds } from '../../maths/random'

/**
 * ⌊weight⌋ times, and once more with the probability of the rest. Decided by seed and row alone, the same in every epoch: so
 * every epoch has the same length and batch n can be found without counting the epochs before it.
 */
export function timesDrawn(seed: number, row: number, weight: number): number {
  const whole = Math.floor(weight)
  const rest = weight - whole
  return rest > 0 && mixSeeds(seed, 3, row) / 2 ** 32 < rest ? whole + 1 : whole
}
