/** Random orders. */
import type { Random } from './random'

/** The numbers 0 … count − 1 in random order, each order equally likely (Fisher–Yates); [count] u32. */
export function permutation(count: number, random: Random): Uint32Array {
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i += 1) {
    const j = random.integer(i + 1)
    order[i] = order[j]
    order[j] = i
  }
  return order
}
