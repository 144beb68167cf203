/** A number that tells a row of f32 values again, whatever of it changes: a sign, a place, a last bit. */
import { digestOfWords } from './row-hash'

/** `values` [count, dIn] f32; gives [count] u32. No protection from someone who wants two rows to look alike. */
export function rowDigests(values: Float32Array, dIn: number, count: number): Uint32Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, count * dIn)
  return Uint32Array.from({ length: count }, (_, row) => digestOfWords(words, row * dIn, dIn))
}
