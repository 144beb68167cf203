/** A number that tells a row of f32 values again, whatever of it changes: a sign, a place, a last bit. */

/** Odd numbers of MurmurHash3's finalizer (Appleby), whose bits spread what they are multiplied with. */
const factor = 0x85ebca6b
const start32 = 0xc2b2ae35

/**
 * 32 bits of each row: words of 32 bits are taken in by exclusive or, a product and a fold of the upper bits, in four lanes that do not
 * wait for one another and are mixed at the end. Without the fold a product never carries a sign bit anywhere: two flipped signs
 * would make none. `values` [count, dIn] f32; gives [count] u32. No protection from someone who wants two rows to look alike.
 */
export function rowDigests(values: Float32Array, dIn: number, count: number): Uint32Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, count * dIn)
  const digests = new Uint32Array(count)
  for (let row = 0; row < count; row += 1) digests[row] = rowDigest(words, row * dIn, dIn)
  return digests
}

function rowDigest(words: Uint32Array, start: number, length: number): number {
  let a = start32
  let b = start32 ^ 1
  let c = start32 ^ 2
  let d = start32 ^ 3
  const end = start + length
  let i = start
  for (; i + 3 < end; i += 4) {
    a = next(a, words[i])
    b = next(b, words[i + 1])
    c = next(c, words[i + 2])
    d = next(d, words[i + 3])
  }
  for (; i < end; i += 1) a = next(a, words[i])
  return next(next(next(next(start32, a), b), c), d) >>> 0
}

function next(sum: number, word: number): number {
  const product = Math.imul(sum ^ word, factor)
  return product ^ (product >>> 15)
}
