/** Tests of saved pictures: the SVG is well formed and has what the chart shows. */
import { describe, expect, it } from 'vitest'
import { densityPicture, densityRows, densityText } from '../../../../../renderer/widgets/density-chart/density-shapes'
import { SeriesBuffer } from '../../../../../renderer/widgets/line-series/series-buffer'
import { partsOf } from '../../../../../renderer/widgets/picture/shapes'
import { svgOf } from '../../../../../renderer/widgets/picture/svg'
import { initialView } from '../../../../../renderer/widgets/track-chart/chart-view'
import { tracksPicture } from '../../../../../renderer/widgets/track-chart/tracks-shapes'
import type { ChartRun, Track } from '../../../../../renderer/widgets/track-chart/types'
import { colors } from './colors'

function chartRun(id: string, slot: number): ChartRun {
  const train = new SeriesBuffer()
  const steps = Float64Array.from({ length: 50 }, (_, i) => i + 1)
  train.append({ steps, seconds: steps, columns: { fvu: steps.map((step) => 1 / step), dead: steps.map((step) => step % 5) } })
  return { id, name: `run <${id}>`, slot, plannedSteps: 100, train, validation: new SeriesBuffer() }
}

const tracks: Track[] = [
  { id: 'loss', title: 'loss', detail: 'fvu', metric: 'fvu', scale: 'log', target: 0.1, weight: 1.5 },
  { id: 'dead', title: 'dead features', metric: 'dead', scale: 'linear', low: 0, area: true, weight: 1 }
]

describe('the picture of the tracks', () => {
  const marks = [{ step: 20, kind: 'resumed', text: 'resumed' }]
  const picture = tracksPicture({
    title: 'run <a>',
    runs: [chartRun('a', 0), chartRun('b', 1)],
    tracks,
    marks,
    view: initialView,
    colors
  })
  const svg = svgOf(picture)

  it('has the lines of every run in its colour and dash, words, marks and axis, nothing of it as raw markup', () => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="1200" height="418"/)
    expect(svg).toContain('stroke="#111111"')
    expect(svg).toContain('stroke="#222222" stroke-width="1.5" stroke-dasharray="6 3"')
    for (const text of ['loss', 'dead features', 'fvu, log', 'resumed', 'step', '0.1', 'run &lt;b&gt;'])
      expect(svg).toContain(`>${text}</text>`)
    expect(svg).not.toContain('<a>')
    expect(svg.match(/<svg/g)).toHaveLength(1)
  })

  it('keeps every point inside and has no number that is none', () => {
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
    const lines = picture.shapes.flatMap((shape) => (shape.kind === 'line' ? [shape] : []))
    for (const { points } of lines)
      for (const [x, y] of partsOf(points).flat()) expect(x >= 0 && x <= 1200 && y >= 0 && y <= 418).toBe(true)
  })
})

describe('parts of a line', () => {
  it('end at gaps', () => {
    expect(partsOf([1, 1, 2, Number.NaN, 3, 3, 4, 4])).toEqual([
      [[1, 1]],
      [
        [3, 3],
        [4, 4]
      ]
    ])
  })
})

describe('the density histogram', () => {
  const density = { step: 600, counts: Array.from({ length: 50 }, (_, i) => (i === 30 ? 40 : i === 31 ? 8 : 0)), dead: 14 }

  it('is saved with its bars and its dead features in words', () => {
    const svg = svgOf(densityPicture({ title: 'topk, feature density', density, slot: 2, colors }))
    expect(svg.match(/fill="#333333"/g)?.length).toBe(50)
    expect(svg).toContain('step 600, 14 dead, highest bar 40 features')
  })

  it('is read as rows: dead features first, then bins with their ends', () => {
    expect(densityRows(density)[0]).toEqual({ from: 0, to: 0, features: 14 })
    expect(densityRows(density)[31]).toEqual({ from: 0.01, to: 0.0125893, features: 40 })
    expect(densityText(density, ',').split('\n')[33]).toBe('0.0125893,0.0158489,8')
  })
})
