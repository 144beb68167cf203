/** Tests of what the curves of several runs hand out. */
import { describe, expect, it } from 'vitest'
import { curvesOutput } from '../../../../../../renderer/screens/runs/compare/curves-output'
import { SeriesBuffer } from '../../../../../../renderer/widgets/line-series/series-buffer'
import { initialView } from '../../../../../../renderer/widgets/track-chart/chart-view'
import type { Track } from '../../../../../../renderer/widgets/track-chart/types'

const tracks: Track[] = [{ id: 'loss', title: 'loss', metric: 'fvu', scale: 'log', validation: true, weight: 1 }]

function points(steps: number[], fvu: number[]) {
  return {
    steps: Float64Array.from(steps),
    seconds: Float64Array.from(steps, (step) => step / 10),
    columns: { fvu: Float64Array.from(fvu) }
  }
}

function run(name: string, train: [number[], number[]], validation: [number[], number[]] = [[], []]) {
  const [trained, validated] = [new SeriesBuffer(), new SeriesBuffer()]
  trained.append(points(...train))
  validated.append(points(...validation))
  return { id: name, name, slot: 0, plannedSteps: 4, train: trained, validation: validated }
}

const runs = [
  run(
    'a',
    [
      [1, 2],
      [0.9, 0.5]
    ],
    [[2], [0.6]]
  ),
  run('b,2', [
    [1, 4],
    [0.8, 0.4]
  ])
]

function output(view = initialView) {
  const measured = async (id: string) => ({
    run: id,
    columns: [{ split: 'train' as const, ...points([1, 2, 3], [0.9, 0.7, id === 'a' ? 0.5 : 0.3]) }],
    density: [],
    marks: []
  })
  return curvesOutput({ name: 'P curves', runs, tracks, view, measured })
}

describe('the values of several curves', () => {
  it('are copied run by run, those of the part that is shown', () => {
    const head = 'run\tstep\tseconds\ttrain fvu\tvalidation fvu'
    expect(output().text()).toEqual({
      text: `${head}\na\t1\t0.1\t0.9\t\na\t2\t0.2\t0.5\t0.6\nb,2\t1\t0.1\t0.8\t\nb,2\t4\t0.4\t0.4\t\n`,
      rows: 4
    })
    expect(output({ ...initialView, zoom: { from: 2, to: 4 } }).text()).toEqual({
      text: `${head}\na\t2\t0.2\t0.5\t0.6\nb,2\t4\t0.4\t0.4\t\n`,
      rows: 2
    })
  })

  it('are saved with all points that were measured', async () => {
    const lines = (await output().csv()).trimEnd().split('\n')
    expect([lines.length, lines[0], lines[3], lines[6]]).toEqual([
      7,
      'run,step,seconds,train fvu,validation fvu',
      'a,3,0.3,0.5,',
      '"b,2",3,0.3,0.3,'
    ])
  })
})
