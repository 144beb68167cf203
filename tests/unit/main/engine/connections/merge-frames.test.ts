import { describe, expect, it } from 'vitest'
import { densityBins, type LiveFrame, type MetricPoint } from '../../../../../contract/records/metrics'
import { columnsOfPoints, mergedFrames } from '../../../../../main/engine/connections/merge-frames'

const point = (step: number, values: MetricPoint['values'], split: MetricPoint['split'] = 'train'): MetricPoint => ({
  split,
  step,
  seconds: step / 10,
  values
})
const frame = (points: MetricPoint[], more: Partial<LiveFrame> = {}): LiveFrame => ({
  run: 'r',
  columns: columnsOfPoints(points),
  marks: [],
  ...more
})
const density = (step: number) => ({ step, counts: Array<number>(densityBins.count).fill(step), dead: 0 })

describe('points as columns', () => {
  it('keep splits apart, leave out metrics nobody has, and fill gaps with NaN', () => {
    const columns = columnsOfPoints([point(1, { loss: 2 }), point(2, { loss: 1, l0: 3 }), point(2, { fvu: 0.5 }, 'validation')])
    expect(columns).toEqual([
      {
        split: 'train',
        steps: Float64Array.of(1, 2),
        seconds: Float64Array.of(0.1, 0.2),
        columns: { loss: Float64Array.of(2, 1), l0: Float64Array.of(Number.NaN, 3) }
      },
      { split: 'validation', steps: Float64Array.of(2), seconds: Float64Array.of(0.2), columns: { fvu: Float64Array.of(0.5) } }
    ])
  })

  it('are none without points', () => {
    expect(columnsOfPoints([])).toEqual([])
  })
})

describe('two frames in one', () => {
  it('hold what one frame of all points would', () => {
    const early = [point(1, { loss: 4 }), point(2, { loss: 3, l0: 8 })]
    const late = [point(3, { loss: 2, mse: 1 }), point(3, { fvu: 0.2 }, 'validation')]
    expect(mergedFrames(frame(early), frame(late)).columns).toEqual(columnsOfPoints([...early, ...late]))
  })

  it('keep all marks and the later histogram, or the only one', () => {
    const mark = { step: 1, kind: 'spike', text: '' } as const
    const early = frame([], { marks: [mark], density: density(1) })
    expect(mergedFrames(early, frame([], { marks: [mark], density: density(2) }))).toMatchObject({
      marks: [mark, mark],
      density: { step: 2 }
    })
    expect(mergedFrames(early, frame([])).density?.step).toBe(1)
    expect(mergedFrames(frame([]), frame([]))).not.toHaveProperty('density')
  })

  it('stop growing: the oldest points go first', () => {
    const many = (from: number) => frame(Array.from({ length: 15_000 }, (_, i) => point(from + i, { loss: from + i })))
    const [columns] = mergedFrames(many(1), many(15_001)).columns
    expect(columns.steps).toHaveLength(20_000)
    expect([columns.steps[0], columns.steps.at(-1)]).toEqual([10_001, 30_000])
    expect(columns.columns.loss).toEqual(columns.steps)
  })
})
