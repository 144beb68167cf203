import { describe, expect, it } from 'vitest'
import { addToTotals, createFeatureTotals, totalMass } from '../../../../../main/analysis/passes/feature-totals'

const rows = (features: number[][], values: number[][]): Parameters<typeof addToTotals>[1] => ({
  count: features.length,
  dSae: 4,
  starts: Uint32Array.from([0, ...features].map((_, i) => features.slice(0, i).flat().length)),
  features: Uint32Array.from(features.flat()),
  values: Float32Array.from(values.flat())
})

describe('the totals of features', () => {
  it('add up over batches', () => {
    const totals = createFeatureTotals(4)
    addToTotals(totals, rows([[0, 2], []], [[1, 4], []]), Uint32Array.of(0, 1))
    addToTotals(totals, rows([[2]], [[0.5]]), Uint32Array.of(2))
    expect(totals).toEqual({
      rows: 3,
      activeRows: Uint32Array.of(1, 0, 2, 0),
      sums: Float64Array.of(1, 0, 4.5, 0),
      maxima: Float32Array.of(1, 0, 4, 0)
    })
    expect(totalMass(totals)).toBe(5.5)
  })

  it('keep sums that f32 would lose', () => {
    const totals = createFeatureTotals(4)
    addToTotals(totals, rows([[0]], [[16_777_216]]), Uint32Array.of(0))
    for (let i = 0; i < 100; i += 1) addToTotals(totals, rows([[0]], [[1]]), Uint32Array.of(i))
    expect(totals.sums[0]).toBe(16_777_316)
  })

  it('refuse NaN, infinity, zero and negative activations, naming the row after empty rows', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 0, -1]) {
      expect(() => addToTotals(createFeatureTotals(4), rows([[], [1], [3]], [[], [1], [bad]]), Uint32Array.of(4, 7, 9))).toThrow(
        `Feature 3 has the activation ${bad} on row 9`
      )
    }
  })
})
