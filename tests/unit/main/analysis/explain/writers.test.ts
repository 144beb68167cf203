/** Writers to a direction against plain loops over a small dictionary. */
import { describe, expect, it } from 'vitest'
import { addInputWrites, unitDirection, WriterList } from '../../../../../main/analysis/explain/writers'
import { dictionaryOf } from '../../dictionaries/random'

const [dIn, dSae, dOut] = [6, 20, 4]
const { tensors } = dictionaryOf({ kind: 'transcoder', architecture: 'jumprelu' })
const { W_dec, W_enc, b_enc } = tensors
const vector = [3, 0, -4, 12]
const direction = unitDirection(vector) as Float64Array
const strengths = Float64Array.from({ length: dSae }, (_, feature) => ((feature * 7) % 5) / 3)

const along = (feature: number): number =>
  vector.reduce((sum, value, i) => sum + (value / 13) * W_dec.data[feature * dOut + i], 0)

describe('writers to a direction of the output', () => {
  it('are the features with the greatest |f⟨W_dec, d⟩|, with the cosine of their decoder rows', () => {
    const expected = Array.from({ length: dSae }, (_, feature) => ({
      feature,
      write: strengths[feature] * along(feature),
      cosine: along(feature) / Math.hypot(...W_dec.data.subarray(feature * dOut, (feature + 1) * dOut))
    }))
      .sort((a, b) => Math.abs(b.write) - Math.abs(a.write))
      .slice(0, 6)
    const list = new WriterList(direction, (feature) => strengths[feature], 6)
    for (const [first, end] of [
      [0, 3],
      [3, 18],
      [18, 20]
    ])
      list.add({ count: end - first, feature: (n) => first + n, rows: W_dec.data.subarray(first * dOut, end * dOut) })
    const found = list.writers()
    expect(found.map(({ feature }) => feature)).toEqual(expected.map(({ feature }) => feature))
    found.forEach((one, i) => {
      expect(one.write).toBeCloseTo(expected[i].write, 9)
      expect(one.cosine).toBeCloseTo(expected[i].cosine, 9)
    })
  })

  it('have a norm of 1, and zeros have no direction', () => {
    expect(Math.hypot(...direction)).toBeCloseTo(1, 12)
    expect(unitDirection([0, 0])).toBeUndefined()
    expect(unitDirection([Number.NaN, 1])).toBeUndefined()
  })

  it('among the inputs add up, with the biases, to what the active features write', () => {
    const input = Float64Array.from({ length: dIn }, (_, i) => i - 2.3)
    const features = Uint32Array.of(2, 5, 11, 19)
    const pre = (feature: number): number =>
      input.reduce((sum, value, i) => sum + value * W_enc.data[i * dSae + feature], b_enc.data[feature])
    const coefficients = Float64Array.from(features, along)
    const writes = new Float64Array(dIn)
    for (const [from, to] of [
      [0, 4],
      [4, 6]
    ])
      addInputWrites(writes, { from, count: to - from, encoder: W_enc.data.subarray(from * dSae, to * dSae) }, input, {
        features,
        coefficients
      })
    const total = features.reduce((sum, feature) => sum + pre(feature) * along(feature), 0)
    const biases = features.reduce((sum, feature) => sum + b_enc.data[feature] * along(feature), 0)
    expect(writes.reduce((a, b) => a + b, 0) + biases).toBeCloseTo(total, 6)
    const one = features.reduce((sum, feature) => sum + W_enc.data[1 * dSae + feature] * along(feature), 0)
    expect(writes[1]).toBeCloseTo(input[1] * one, 9)
  })
})
