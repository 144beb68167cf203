/** What the curves of several runs hand out: their values, a line per run and step, and the tracks as a picture. */
import type { Result } from '../../../../contract/calls/index'
import type { ChartOutput } from '../../../app/output/chart-output'
import { type TableCell, tableText } from '../../../app/output/table-text'
import type { Window } from '../../../widgets/line-series/min-max-buckets'
import { SeriesBuffer } from '../../../widgets/line-series/series-buffer'
import { themeColors } from '../../../widgets/theme-colors'
import type { ChartView } from '../../../widgets/track-chart/chart-view'
import { tableColumns, tableRows } from '../../../widgets/track-chart/table-rows'
import { tracksPicture } from '../../../widgets/track-chart/tracks-shapes'
import type { ChartRun, Track } from '../../../widgets/track-chart/types'
import { axisSpan, axisWindow } from '../../../widgets/track-chart/x-axis'

export interface CurvesOutputRequest {
  name: string
  /** The active run first. */
  runs: ChartRun[]
  tracks: Track[]
  view: ChartView
  /** All points of a run, for a file. */
  measured(run: string): Promise<Result<'runs.metrics'>>
}

const everything: Window = { from: 0, to: Number.POSITIVE_INFINITY }

export function curvesOutput({ name, runs, tracks, view, measured }: CurvesOutputRequest): ChartOutput {
  return {
    name,
    text: () => {
      const rows = curveRows(runs, tracks, view, axisWindow(view, axisSpan(runs, view.axis)))
      return { text: tableText(rows, '\t'), rows: rows.length - 1 }
    },
    csv: async () => {
      const whole = await Promise.all(runs.map(async (run) => wholeRun(run, await measured(run.id))))
      return tableText(curveRows(whole, tracks, view, everything), ',')
    },
    picture: () => tracksPicture({ title: name, runs, tracks, marks: [], view, colors: themeColors() })
  }
}

/** A head, then every measured point of the runs in the window (units of the axis), run by run. */
export function curveRows(
  runs: readonly ChartRun[],
  tracks: readonly Track[],
  { axis }: ChartView,
  window: Window
): TableCell[][] {
  const columns = tableColumns(tracks)
  const head = ['run', 'step', 'seconds', ...columns.map(({ split, track }) => `${split} ${track.metric}`)]
  const lines = runs.flatMap((run) =>
    tableRows(run, columns, axis, window, Number.POSITIVE_INFINITY).map((row) => [run.name, row.step, row.seconds, ...row.values])
  )
  return [head, ...lines]
}

function wholeRun(run: ChartRun, { columns }: Result<'runs.metrics'>): ChartRun {
  const bufferOf = (split: 'train' | 'validation') => {
    const buffer = new SeriesBuffer()
    const points = columns.find((one) => one.split === split)
    if (points) buffer.append(points)
    return buffer
  }
  return { ...run, train: bufferOf('train'), validation: bufferOf('validation') }
}
