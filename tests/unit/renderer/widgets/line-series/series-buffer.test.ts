/** Tests of the growing columns: history, live frames, and points that come again. */
import { describe, expect, it } from 'vitest'
import { type PointColumns, SeriesBuffer } from '../../../../../renderer/widgets/line-series/series-buffer'

const points = (steps: number[], columns: Record<string, number[]>): PointColumns => ({
  steps: Float64Array.from(steps),
  seconds: Float64Array.from(steps, (step) => step / 10),
  columns: Object.fromEntries(Object.entries(columns).map(([key, values]) => [key, Float64Array.from(values)]))
})

describe('SeriesBuffer', () => {
  it('appends what comes and keeps all columns in step', () => {
    const buffer = new SeriesBuffer()
    buffer.append(points([1, 2], { loss: [9, 8] }))
    buffer.append(points([3], { loss: [7], dead: [4] }))
    buffer.append(points([4], { dead: [5] }))
    expect([...buffer.steps.view()]).toEqual([1, 2, 3, 4])
    expect([...buffer.seconds.view()]).toEqual([0.1, 0.2, 0.3, 0.4])
    expect([...buffer.values('loss')!]).toEqual([9, 8, 7, Number.NaN])
    expect([...buffer.values('dead')!]).toEqual([Number.NaN, Number.NaN, 4, 5])
    expect(buffer.values('l0')).toBeUndefined()
    expect([buffer.lastStep, buffer.rewrites]).toEqual([4, 0])
  })

  it('lets a resumed run replace the steps it repeats', () => {
    const buffer = new SeriesBuffer()
    buffer.append(points([1, 2, 3, 4, 5], { loss: [5, 4, 3, 2, 1] }))
    buffer.append(points([4, 5, 6], { loss: [20, 10, 5] }))
    expect([...buffer.steps.view()]).toEqual([1, 2, 3, 4, 5, 6])
    expect([...buffer.values('loss')!]).toEqual([5, 4, 3, 20, 10, 5])
    expect(buffer.rewrites).toBe(1)
  })

  it('grows over its first reservation without losing anything', () => {
    const buffer = new SeriesBuffer()
    for (let start = 0; start < 5_000; start += 100) {
      const steps = Array.from({ length: 100 }, (_, i) => start + i + 1)
      buffer.append(points(steps, { loss: steps.map((step) => step * 2) }))
    }
    expect(buffer.length).toBe(5_000)
    expect(buffer.values('loss')!.every((value, i) => value === (i + 1) * 2)).toBe(true)
  })

  it('takes an empty frame as nothing', () => {
    const buffer = new SeriesBuffer()
    buffer.append(points([], { loss: [] }))
    expect([buffer.length, buffer.lastStep]).toEqual([0, 0])
  })
})
