import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { referenceEncoder } from '../../../../../main/interchange'
import { greatestIndexes } from '../../../../../main/interchange/reference/greatest'
import { randomBatch, randomDictionary } from '../material'

describe('the reference encoder', () => {
  it('computes relu((x − b_dec) W_enc + b_enc) and its decoding, by hand', () => {
    const tensors = {
      W_enc: { shape: [2, 3], data: Float32Array.of(1, 0, -1, 0, 1, 2) },
      b_enc: { shape: [3], data: Float32Array.of(0.5, -4, 0) },
      W_dec: { shape: [3, 2], data: Float32Array.of(1, 1, 10, 10, 0, 2) },
      b_dec: { shape: [2], data: Float32Array.of(1, 2) }
    }
    const encoder = referenceEncoder({ architecture: 'standard', dIn: 2, dSae: 3, applyBDecToInput: true, tensors })
    const batch = { count: 1, dIn: 2, values: Float32Array.of(3, 5), rows: Uint32Array.of(0) }
    // x − b_dec = (2, 3); pre = (2.5, −1, 4)
    expect(Array.from(encoder.preActivations(batch.values))).toEqual([2.5, -1, 4])
    expect(encoder.encode(batch)).toEqual({
      count: 1,
      dSae: 3,
      starts: Uint32Array.of(0, 2),
      features: Uint32Array.of(0, 2),
      values: Float32Array.of(2.5, 4)
    })
    expect(encoder.reconstruct(batch)).toEqual(Float32Array.of(1 + 2.5, 2 + 2.5 + 8))
  })

  it('does not subtract b_dec where the dictionary does not', () => {
    const o = { seed: 1, dIn: 4, dSae: 6 }
    const batch = randomBatch(2, 3, 4)
    const plain = randomDictionary({ ...o, applyBDecToInput: false })
    const shifted = { ...batch, values: batch.values.map((value, i) => value + plain.tensors.b_dec.data[i % 4]) }
    const acts = referenceEncoder(plain).encode(batch)
    const subtracted = referenceEncoder(randomDictionary(o)).encode(shifted)
    expect(subtracted.features).toEqual(acts.features)
    subtracted.values.forEach((value, i) => {
      expect(value).toBeCloseTo(acts.values[i], 5)
    })
  })

  it('keeps at most k features per row, ascending, and none that is not above zero', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 12 }), (seed, k) => {
        const dictionary = randomDictionary({ seed, dIn: 4, dSae: 12, k })
        const batch = randomBatch(seed + 1, 5, 4)
        const all = referenceEncoder({ ...dictionary, architecture: 'standard' }).encode(batch)
        const kept = referenceEncoder(dictionary).encode(batch)
        for (let row = 0; row < 5; row += 1) {
          const active = Array.from(all.features.subarray(all.starts[row], all.starts[row + 1]), (feature, i) => ({
            feature,
            value: all.values[all.starts[row] + i]
          }))
          active.sort((a, b) => b.value - a.value)
          const expected = active.slice(0, k).sort((a, b) => a.feature - b.feature)
          expect(Array.from(kept.features.subarray(kept.starts[row], kept.starts[row + 1]))).toEqual(
            expected.map((e) => e.feature)
          )
        }
      })
    )
  })
})

describe('the greatest of some numbers', () => {
  it('are those that sorting gives, of equal ones the first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 })), fc.nat(20), (numbers, count) => {
        const sorted = Array.from(numbers.keys()).sort((a, b) => numbers[b] - numbers[a] || a - b)
        expect(greatestIndexes(Float64Array.from(numbers), count)).toEqual(sorted.slice(0, count))
      })
    )
  })
})
