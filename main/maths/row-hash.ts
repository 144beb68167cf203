/** A 64-bit hash of a row's bits, to tell equal rows. Not for secrets. */

/** Two words of 32 bits. */
export interface RowHash {
  high: number
  low: number
}

/**
 * Hash of `length` words from `start`, written to `into` as two unsigned numbers. The four lanes of
 * xxHash32 (Y. Collet) side by side, then mixed by murmur3's finalizer; differs for any single changed bit.
 */
export function hashWords(words: Uint32Array, start: number, length: number, into: RowHash): void {
  let a = 0x9e3779b1
  let b = 0x85ebca77
  let c = 0xc2b2ae3d
  let d = 0x27d4eb2f
  const end = start + length
  let i = start
  for (; i + 3 < end; i += 4) {
    a = round(a, words[i])
    b = round(b, words[i + 1])
    c = round(c, words[i + 2])
    d = round(d, words[i + 3])
  }
  for (; i < end; i += 1) a = round(a, words[i])
  into.high = mixed(mixed(a ^ length) + Math.imul(b, 5) + mixed(c + 3) + Math.imul(d, 9))
  into.low = mixed(mixed(b ^ into.high) + Math.imul(a, 9) + mixed(d + 7) + Math.imul(c, 5))
}

const digest: RowHash = { high: 0, low: 0 }

/** The lower word of that hash alone: 32 bits that tell whether words are still what they were. */
export function digestOfWords(words: Uint32Array, start: number, length: number): number {
  hashWords(words, start, length, digest)
  return digest.low
}

/** A round of xxHash32. Two products: after one alone the highest bit could be undone by a bit of a later word. */
function round(lane: number, word: number): number {
  const sum = (lane + Math.imul(word, 0x85ebca77)) | 0
  return Math.imul((sum << 13) | (sum >>> 19), 0x9e3779b1)
}

function mixed(x: number): number {
  let h = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
