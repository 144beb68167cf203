import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intervalCount } from '../../../../../contract/records/feature'
import { groupByInterval, intervalEdges } from '../../../../../main/analysis/passes/intervals'

const activations = fc.float32Array({
  min: Math.fround(1e-30),
  max: Math.fround(1e30),
  noNaN: true,
  minLength: 1,
  maxLength: 200
})

describe('the intervals of activations', () => {
  it('hold each position once, in the interval (from, to] that its value lies in, rows in order', () => {
    fc.assert(
      fc.property(activations, (values) => {
        const max = Math.max(...values)
        const edges = intervalEdges(max)
        const { starts, positions } = groupByInterval(values, max)
        for (let i = 0; i < intervalCount; i += 1) {
          const expected = Array.from(values.keys()).filter((p) => values[p] > edges[i] && values[p] <= edges[i + 1])
          expect(Array.from(positions.subarray(starts[i], starts[i + 1]))).toEqual(expected)
        }
        expect(positions).toHaveLength(values.length)
      })
    )
  })

  it('put a value on an edge into the interval below it, however the division rounds', () => {
    for (let step = 1; step <= 200; step += 1) {
      const onEdges = Float32Array.from({ length: intervalCount }, (_, i) => (i + 1) * step)
      const { starts } = groupByInterval(onEdges, intervalCount * step)
      expect(Array.from(starts)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    }
  })
})
