/** Tests of what a track shows: its lines, its axis, the values read at a place, and the table of the same points. */
import { describe, expect, it } from 'vitest'
import { SeriesBuffer } from '../../../../../renderer/widgets/line-series/series-buffer'
import { initialView } from '../../../../../renderer/widgets/track-chart/chart-view'
import { markerWords } from '../../../../../renderer/widgets/track-chart/marker-news'
import { metricAt, nearestFirst, readingAt } from '../../../../../renderer/widgets/track-chart/readings'
import { SmoothCache } from '../../../../../renderer/widgets/track-chart/smooth-cache'
import { tableColumns, tableRows, tableText } from '../../../../../renderer/widgets/track-chart/table-rows'
import { offsetOf, scaleKind, trackPicture, valueAtX } from '../../../../../renderer/widgets/track-chart/track-picture'
import type { ChartRun, Track } from '../../../../../renderer/widgets/track-chart/types'
import { axisSpan, axisWindow, pixelOfX, stepAtX, xOfPixel, xOfStep } from '../../../../../renderer/widgets/track-chart/x-axis'

const loss: Track = { id: 'loss', title: 'loss', detail: 'fvu', metric: 'fvu', scale: 'log', validation: true, weight: 1 }
const dead: Track = { id: 'dead', title: 'dead features', metric: 'dead', scale: 'linear', low: 0, area: true, weight: 1 }

function buffer(steps: number[], columns: Record<string, number[]>): SeriesBuffer {
  const filled = new SeriesBuffer()
  filled.append({
    steps: Float64Array.from(steps),
    seconds: Float64Array.from(steps, (step) => step / 2),
    columns: Object.fromEntries(Object.entries(columns).map(([key, values]) => [key, Float64Array.from(values)]))
  })
  return filled
}

function run(id: string, slot = 0): ChartRun {
  const train = buffer([1, 2, 3, 4], {
    fvu: [1, 0.5, 0.25, 0.2],
    dead: [0, 5, 10, 20],
    mse: [8, 4, 2, 2],
    aux_loss: [1, 1, 1, 1]
  })
  return { id, name: id, slot, plannedSteps: 100, train, validation: buffer([2, 4], { fvu: [0.6, 0.3] }) }
}

function picture(track: Track, runs: ChartRun[], view = initialView) {
  return trackPicture({
    track,
    runs,
    view,
    span: 100,
    window: axisWindow(view, 100),
    buckets: 300,
    tickCount: 4,
    smooth: new SmoothCache()
  })
}

describe('trackPicture', () => {
  it('draws raw, smooth and validation lines of the main run last, and only the smooth line of the others', () => {
    const { lines, scale } = picture(loss, [run('a'), run('b', 1)])
    expect(lines.map((line) => line.id)).toEqual(['b smooth', 'a raw', 'a smooth', 'a validation'])
    expect(scale.kind).toBe('log')
    expect(lines.every((line) => line.points.every((value, i) => i % 2 === 0 || (value >= 0 && value <= 1)))).toBe(true)
  })

  it('draws no second line when nothing is smoothed', () => {
    expect(picture(loss, [run('a')], { ...initialView, smoothing: 0 }).lines.map((line) => line.role)).toEqual([
      'smooth',
      'validation'
    ])
  })

  it('fills counts of the main run from zero', () => {
    const { lines, scale } = picture(dead, [run('a'), run('b')])
    expect(lines.map((line) => line.role)).toEqual(['smooth', 'area'])
    expect(scale.low).toBe(0)
  })

  it('stacks parts on each other, from zero, never on a log axis', () => {
    const parts: Track = {
      ...loss,
      parts: [
        { metric: 'mse', label: 'mse' },
        { metric: 'aux_loss', label: 'aux' }
      ]
    }
    const { lines, scale } = picture(parts, [run('a')], { ...initialView, smoothing: 0 })
    const top = (line: { points: Float64Array }) => scale.low + line.points[1] * (scale.high - scale.low)
    expect(lines.map(top).map((value) => Math.round(value * 1e6) / 1e6)).toEqual([8, 9])
    expect([scale.kind, scale.low]).toEqual(['linear', 0])
  })

  it('draws nothing of a metric that was never measured', () => {
    expect(picture({ ...loss, metric: 'l1' }, [run('a')]).lines).toEqual([])
  })

  it('turns its axis over when it is flipped', () => {
    expect([scaleKind(loss, initialView), scaleKind(loss, { ...initialView, flipped: ['loss'] })]).toEqual(['log', 'linear'])
  })

  it('grows with its buffers and starts over when points are taken back', () => {
    const main = run('a')
    const smooth = new SmoothCache()
    const read = () => [...(smooth.values(main.train, 'fvu', 'step', 0.6, 1) ?? [])]
    expect(read()).toHaveLength(4)
    main.train.append({ steps: Float64Array.of(3), seconds: Float64Array.of(9), columns: { fvu: Float64Array.of(0.9) } })
    const whole = new SmoothCache().values(main.train, 'fvu', 'step', 0.6, 1) ?? []
    expect(read()).toEqual([...whole])
    expect(read()).toHaveLength(3)
  })
})

describe('values at a place', () => {
  it('are those of the latest point at or before it', () => {
    const x = Float64Array.of(10, 20)
    expect([5, 10, 15, 99].map((at) => valueAtX(x, Float64Array.of(1, 2), at))).toEqual([undefined, 1, 1, 2])
    expect(valueAtX(x, Float64Array.of(1, Number.NaN), 20)).toBeNaN()
    expect(valueAtX(x, undefined, 20)).toBeUndefined()
  })

  it('say what the line shows, what was measured and what validation said', () => {
    const reader = { view: { ...initialView, smoothing: 0 }, span: 100, smooth: new SmoothCache() }
    const main = run('a')
    expect(readingAt(reader, loss, main, 3)).toEqual({ run: main, smooth: 0.25, raw: 0.25, validation: 0.6 })
    expect(metricAt(reader, main, 'dead', 4, false)).toBe(20)
  })

  it('are said in the order of the tracks', () => {
    const reader = { view: { ...initialView, smoothing: 0 }, span: 100, smooth: new SmoothCache() }
    const l1: Track = { ...loss, id: 'l1', title: 'L1', metric: 'l1' }
    expect(markerWords(run('a'), [loss, dead, l1], reader, 3)).toBe('step 3, loss 0.250, dead features 10.0, L1 not measured')
  })

  it('are sorted by how near the line passes the pointer', () => {
    const readings = ['a', 'b', 'c'].map((id) => ({ run: run(id), smooth: 1, raw: 1, validation: undefined }))
    const offsets: Record<string, number | undefined> = { a: 10, b: 52, c: undefined }
    const sorted = nearestFirst(readings, (reading) => offsets[reading.run.id], 50)
    expect(sorted.map((reading) => reading.run.id)).toEqual(['b', 'a'])
  })

  it('have an offset only inside the axis', () => {
    const scale = { kind: 'linear' as const, low: 0, high: 10 }
    expect([0, 5, 10, 11].map((value) => offsetOf(scale, value, 100))).toEqual([100, 50, 0, undefined])
  })
})

describe('the x axis', () => {
  it('reaches to the planned steps, or to a round expected time', () => {
    expect(axisSpan([run('a')], 'step')).toBe(100)
    expect(axisSpan([run('a')], 'time')).toBe(50)
    expect(axisSpan([], 'step')).toBe(1)
  })

  it('goes from steps to pixels and back', () => {
    const window = { from: 0, to: 100 }
    expect(pixelOfX(25, window, 400)).toBe(100)
    expect(pixelOfX(101, window, 400)).toBeUndefined()
    expect(xOfPixel(100, window, 400)).toBe(25)
    expect([xOfStep(run('a'), 'time', 3), xOfStep(run('a'), 'step', 3)]).toEqual([1.5, 3])
    expect([stepAtX(run('a'), 'time', 1.4), stepAtX(undefined, 'time', 1)]).toEqual([3, undefined])
  })
})

describe('the table', () => {
  const columns = tableColumns([loss, dead])

  it('has validation values only at the steps where there was one', () => {
    const rows = tableRows(run('a'), columns, 'step', { from: 2, to: 100 }, 100)
    expect(columns.map((column) => column.title)).toEqual(['loss fvu', 'loss fvu, validation', 'dead features'])
    expect(rows.map((row) => [row.step, ...row.values])).toEqual([
      [2, 0.5, 0.6, 5],
      [3, 0.25, undefined, 10],
      [4, 0.2, 0.3, 20]
    ])
  })

  it('is thinned from the end, so that the last point is always there', () => {
    expect(tableRows(run('a'), columns, 'step', { from: 0, to: 100 }, 2).map((row) => row.step)).toEqual([2, 4])
  })

  it('is copied as tab-separated text with plain points', () => {
    const rows = tableRows(run('a'), columns, 'step', { from: 3, to: 4 }, 10)
    expect(tableText(columns, rows)).toBe(
      'step\tseconds\ttrain fvu\tvalidation fvu\ttrain dead\n3\t1.5\t0.25\t\t10\n4\t2\t0.2\t0.3\t20'
    )
  })

  it('takes a stack apart', () => {
    const parts: Track = {
      ...loss,
      parts: [
        { metric: 'mse', label: 'mse' },
        { metric: 'aux_loss', label: 'aux' }
      ],
      validation: false
    }
    expect(tableColumns([parts]).map((column) => [column.title, column.track.metric])).toEqual([
      ['mse', 'mse'],
      ['aux', 'aux_loss']
    ])
  })
})
