import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activationBins } from '../../../../../contract/records/feature'
import { activationHistogram, histogramEdges } from '../../../../../main/analysis/passes/histogram'

const activations = fc.float32Array({
  min: Math.fround(1e-30),
  max: Math.fround(1e30),
  noNaN: true,
  minLength: 1,
  maxLength: 200
})

describe('the activation histogram', () => {
  it('counts every active row in the bin its edges say, for any activations', () => {
    fc.assert(
      fc.property(activations, (values) => {
        const max = Math.max(...values)
        const edges = histogramEdges(max)
        const counts = activationHistogram(values, max)
        const expected = Array.from(counts.keys(), (bin) => {
          const last = bin === activationBins - 1
          return values.filter((v) => v >= edges[bin] && (last ? v <= edges[bin + 1] : v < edges[bin + 1])).length
        })
        expect(Array.from(counts)).toEqual(expected)
        expect(counts.reduce((a, b) => a + b)).toBe(values.length)
      })
    )
  })

  it('puts values that lie exactly on an edge into the bin above it, however the division rounds', () => {
    for (let step = 1; step <= 200; step += 1) {
      const onEdges = Float32Array.from({ length: activationBins + 1 }, (_, edge) => edge * step)
      const counts = activationHistogram(onEdges.subarray(1), activationBins * step)
      const expected = new Uint32Array(activationBins).fill(1)
      expected[0] = 0
      expected[activationBins - 1] = 2
      expect(counts).toEqual(expected)
    }
  })

  it('is empty for a feature that never fired', () => {
    expect(activationHistogram(new Float32Array(0), 0)).toEqual(new Uint32Array(activationBins))
  })

  it('ends exactly at the maximum', () => {
    fc.assert(
      fc.property(fc.float({ min: Math.fround(1e-30), noNaN: true, noDefaultInfinity: true }), (max) => {
        expect(histogramEdges(max).at(-1)).toBe(max)
      })
    )
  })
})
