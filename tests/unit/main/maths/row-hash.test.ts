/** Hashes of rows and the set that remembers them. */
import { describe, expect, it } from 'vitest'
import { HashSet } from '../../../../main/maths/hash-set'
import { createRandom } from '../../../../main/maths/random'
import { hashWords } from '../../../../main/maths/row-hash'

function hashOf(words: Uint32Array, start = 0, length = words.length): string {
  const hash = { high: 0, low: 0 }
  hashWords(words, start, length, hash)
  return `${hash.high} ${hash.low}`
}

describe('the hash', () => {
  it('depends on the words alone, not on where they lie', () => {
    const words = Uint32Array.of(1, 2, 3, 4, 5, 1, 2, 3, 4, 5)
    expect(hashOf(words, 5, 5)).toBe(hashOf(words, 0, 5))
    expect(hashOf(words, 0, 5)).not.toBe(hashOf(words, 0, 4))
  })

  it('differs for each single bit, and for pairs of signs', () => {
    const words = new Uint32Array(12)
    const seen = new Set([hashOf(words)])
    for (let word = 0; word < 12; word += 1) {
      for (let bit = 0; bit < 32; bit += 1) {
        const other = words.slice()
        other[word] = (1 << bit) >>> 0
        seen.add(hashOf(other))
      }
      for (let second = 0; second < word; second += 1) {
        const signs = words.slice()
        signs[word] = signs[second] = 0x80000000
        seen.add(hashOf(signs))
      }
    }
    expect(seen.size).toBe(1 + 12 * 32 + 66)
  })

  it('has no two alike among 200,000 rows, and uses all bits of both words', () => {
    const random = createRandom(1)
    const words = new Uint32Array(6)
    const seen = new Set<string>()
    const ones = new Float64Array(64)
    const hash = { high: 0, low: 0 }
    for (let row = 0; row < 200_000; row += 1) {
      for (let i = 0; i < 6; i += 1) words[i] = random.integer(1 << 20)
      hashWords(words, 0, 6, hash)
      seen.add(`${hash.high} ${hash.low}`)
      for (let bit = 0; bit < 32; bit += 1) {
        ones[bit] += (hash.high >>> bit) & 1
        ones[32 + bit] += (hash.low >>> bit) & 1
      }
    }
    expect(seen.size).toBe(200_000)
    for (const count of ones) expect(Math.abs(count / 200_000 - 0.5)).toBeLessThan(0.01)
  })
})

describe('the set', () => {
  it('says once of each that it is new, also of zero', () => {
    const set = new HashSet(100)
    expect([set.add(1, 2), set.add(1, 2), set.add(2, 1), set.add(0, 0), set.add(0, 0)]).toEqual([true, false, true, true, false])
    expect(set.size).toBe(3)
  })

  it('keeps apart what falls into one slot, up to its capacity', () => {
    const set = new HashSet(8)
    for (let i = 0; i < 8; i += 1) expect(set.add(i * 65536, 16)).toBe(true)
    for (let i = 0; i < 8; i += 1) expect(set.add(i * 65536, 16)).toBe(false)
    expect(set.add(9 * 65536, 16)).toBe(true)
    expect([set.add(9 * 65536, 16), set.size]).toEqual([true, 8])
  })
})
