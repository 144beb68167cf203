/** A number that tells a row of f32 values again, whatever of it changes: a sign, a place, a last bit. */
import { hashWords } from './row-hash'

/** The lower word of each row's hash. `values` [count, dIn] f32; gives [count] u32. No protection from someone who wants two rows to look alike. */
export function rowDigests(values: Float32Array, dIn: number, count: number): Uint32Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, count * dIn)
  const digests = new Uint32Array(count)
  const hash = { high: 0, low: 0 }
  for (let row = 0; row < count; row += 1) {
    hashWords(words, row * dIn, dIn, hash)
    digests[row] = hash.low
  }
  return digests
}
