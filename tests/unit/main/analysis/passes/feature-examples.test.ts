import { describe, expect, it } from 'vitest'
import { exampleCounts } from '../../../../../contract/records/feature'
import { featureExamples } from '../../../../../main/analysis/passes/feature-examples'
import { intervalScratch } from '../../../../../main/analysis/passes/intervals'
import { createPicker } from '../../../../../main/analysis/passes/pick'
import { rowPriorities } from '../../../../../main/analysis/passes/priorities'

/** A feature active on rows 0 … count − 1 with evenly spread activations up to 1, each row a document of its own. */
function evenFeature(count: number) {
  const rows = Uint32Array.from({ length: count }, (_, row) => row)
  const postings = { rows, values: Float32Array.from(rows, (row) => (row + 0.5) / count) }
  const picker = createPicker({ ordinals: Int32Array.from(rows), count })
  const scratch = { ...intervalScratch(count), reversed: new Uint32Array(count) }
  const { lists, intervalCounts } = featureExamples(
    postings,
    1,
    rowPriorities(3, 0, rows, new Uint32Array(count)),
    picker,
    scratch
  )
  const [top, random, ...intervals] = lists
  return { top, random, intervals, intervalCounts }
}

describe('the examples of a feature', () => {
  it('fill every list where there are rows enough', () => {
    const { top, random, intervals, intervalCounts } = evenFeature(1000)
    expect(top).toEqual(Array.from({ length: exampleCounts.top }, (_, i) => 999 - i))
    expect(random).toHaveLength(exampleCounts.random)
    expect(intervals.map((positions) => positions.length)).toEqual(Array(10).fill(exampleCounts.perInterval))
    expect(intervalCounts).toEqual(Array(10).fill(100))
  })

  it('do not show the random rows again in the intervals', () => {
    const { random, intervals } = evenFeature(1000)
    const inIntervals = new Set(intervals.flat())
    expect(random.filter((position) => inIntervals.has(position))).toEqual([])
  })

  it('are all there when a feature fires once', () => {
    const { top, random, intervals, intervalCounts } = evenFeature(1)
    expect([top, random, intervals[4]]).toEqual([[0], [0], [0]])
    expect(intervalCounts).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 0])
  })

  it('are empty lists for a feature that never fires', () => {
    const { top, random, intervals } = evenFeature(0)
    expect([top, random, ...intervals]).toEqual(Array(12).fill([]))
  })
})
