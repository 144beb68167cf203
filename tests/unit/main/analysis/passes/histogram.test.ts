import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activationBins, logBins } from '../../../../../contract/records/feature'
import {
  activationHistogram,
  histogramEdges,
  logHistogram,
  logHistogramEdges
} from '../../../../../main/analysis/passes/histogram'

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

describe('the log-spaced histogram', () => {
  it('counts every active row in the bin its edges say, what lies below in the first, for any activations', () => {
    fc.assert(
      fc.property(activations, (values) => {
        const max = Math.max(...values)
        const edges = logHistogramEdges(max)
        const expected = Array.from({ length: logBins }, (_, bin) => {
          const from = bin === 0 ? 0 : edges[bin]
          return values.filter((v) => v >= from && (bin === logBins - 1 ? v <= edges[bin + 1] : v < edges[bin + 1])).length
        })
        const counts = logHistogram(values, max)
        expect(Array.from(counts)).toEqual(expected)
        expect(counts.reduce((a, b) => a + b)).toBe(values.length)
      })
    )
  })

  it('goes four decades below the maximum, ten bins each', () => {
    const edges = logHistogramEdges(250)
    expect([edges[0], edges[10], edges[40]].map((edge) => edge / 250)).toEqual([1e-4, 1e-3, 1])
    expect(edges[21] / edges[20]).toBeCloseTo(10 ** 0.1, 12)
  })

  it('puts values on an edge into the bin above it', () => {
    const max = 2 ** 20
    const onEdges = Float32Array.from([max / 10, max / 100, max / 1000].filter((v) => Math.fround(v) >= v))
    const edges = logHistogramEdges(max)
    const counts = logHistogram(onEdges, max)
    for (const value of onEdges) expect(counts[edges.findLastIndex((edge) => edge <= value)]).toBeGreaterThan(0)
  })
})
