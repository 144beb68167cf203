import { describe, expect, it } from 'vitest'
import { exampleCounts } from '../../../../../contract/records/feature'
import { featureExamples } from '../../../../../main/analysis/passes/feature-examples'
import { createPicker } from '../../../../../main/analysis/passes/pick'
import { rowPriorities } from '../../../../../main/analysis/passes/priorities'

/** A feature active on rows 0 … count − 1 with evenly spread activations up to 1, each row a document of its own. */
function evenFeature(count: number) {
  const rows = Uint32Array.from({ length: count }, (_, row) => row)
  const postings = { rows, values: Float32Array.from(rows, (row) => (row + 0.5) / count) }
  const picker = createPicker({ ordinals: Int32Array.from(rows), count })
  return featureExamples(postings, 1, rowPriorities(3, 0, rows, new Uint32Array(count)), picker)
}

describe('the examples of a feature', () => {
  it('fill every list where there are rows enough', () => {
    const { top, random, intervals } = evenFeature(1000)
    expect(Array.from(top.rows)).toEqual(Array.from({ length: exampleCounts.top }, (_, i) => 999 - i))
    expect(random.rows).toHaveLength(exampleCounts.random)
    expect(intervals.map(({ count, rows }) => [count, rows.length])).toEqual(Array(10).fill([100, exampleCounts.perInterval]))
  })

  it('do not show the random rows again in the intervals', () => {
    const { random, intervals } = evenFeature(1000)
    const inIntervals = new Set(intervals.flatMap(({ rows }) => Array.from(rows)))
    expect(Array.from(random.rows).filter((row) => inIntervals.has(row))).toEqual([])
  })

  it('are all there when a feature fires once', () => {
    const { top, random, intervals } = evenFeature(1)
    const only = { rows: Uint32Array.of(0), values: Float32Array.of(0.5) }
    expect(top).toEqual(only)
    expect(random).toEqual(only)
    expect(intervals[4]).toEqual({ count: 1, ...only })
  })

  it('are empty lists and ten empty intervals for a feature that never fires', () => {
    const { top, random, intervals } = evenFeature(0)
    expect([top.rows.length, random.rows.length, intervals.length]).toEqual([0, 0, 10])
  })
})
