/**
 * Random choice without a stream of random numbers: every (seed, feature, row) has a fixed priority,
 * and the rows with the greatest priorities are the sample. It does not depend on the order of rows or features.
 * (Sampling by priorities is reservoir sampling with the random keys made by a hash; Efraimidis and Spirakis 2006.)
 */
import { mixSeeds } from '../../maths/random'

/** Priorities 0 … 2^32 − 1 of the rows for one feature, to `target[i]` for `rows[i]`; gives the filled part. */
export function rowPriorities(seed: number, feature: number, rows: Uint32Array, target: Uint32Array): Uint32Array {
  const key = mixSeeds(seed, feature)
  const count = rows.length
  for (let i = 0; i < count; i += 1) target[i] = scramble(rows[i] ^ key)
  return target.subarray(0, count)
}

/** A permutation of 32-bit words whose outputs look random (the finisher of MurmurHash3, A. Appleby), twice with a constant between. */
function scramble(word: number): number {
  return finish((finish(word) + 0x9e3779b9) | 0) >>> 0
}

function finish(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
