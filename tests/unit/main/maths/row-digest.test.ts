import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../main/maths/random'
import { rowDigests } from '../../../../main/maths/row-digest'

const dIn = 7
const random = createRandom(3)
const row = Float32Array.from({ length: dIn }, () => random.normal())
const of = (values: Float32Array) => rowDigests(values, dIn, values.length / dIn)[0]

describe('the digest of a row', () => {
  it('is the same for the same values, wherever they lie', () => {
    const two = new Float32Array(2 * dIn)
    two.set(row, dIn)
    expect(rowDigests(two, dIn, 2)[1]).toBe(of(row))
    expect(rowDigests(two.subarray(dIn), dIn, 1)[0]).toBe(of(row))
  })

  it('changes with every sign, every last bit and every exchange of two numbers', () => {
    const seen = new Set([of(row)])
    const changes: Float32Array[] = []
    for (let i = 0; i < dIn; i += 1) {
      changes.push(row.map((value, at) => (at === i ? -value : value)))
      const bits = row.slice()
      new Uint32Array(bits.buffer)[i] ^= 1
      changes.push(bits)
      for (let j = i + 1; j < dIn; j += 1) {
        const other = row.slice()
        ;[other[i], other[j]] = [row[j], row[i]]
        changes.push(other)
      }
    }
    // All signs at once, which is a product with −1 in each lane.
    changes.push(row.map((value) => -value))
    for (const change of changes) seen.add(of(change))
    expect(seen.size).toBe(changes.length + 1)
  })
})
