/** What the tracks of the monitor hand out: values of the part that is shown, all metrics of the run, the tracks as a picture. */
import { client } from '../../app/engine/client'
import type { ChartOutput } from '../../app/output/chart-output'
import { themeColors } from '../../widgets/theme-colors'
import { tableColumns, tableRows, tableText } from '../../widgets/track-chart/table-rows'
import { tracksPicture } from '../../widgets/track-chart/tracks-shapes'
import type { ChartMark, ChartRun, Track } from '../../widgets/track-chart/types'
import { axisSpan, axisWindow } from '../../widgets/track-chart/x-axis'
import { csvOfMetrics, filePoints } from './metrics-csv'
import { useRunsView } from './runs-view'

export interface TrackOutputRequest {
  project: string
  /** The main run first. */
  runs: ChartRun[]
  tracks: Track[]
  marks: ChartMark[]
}

export function trackOutput({ project, runs, tracks, marks }: TrackOutputRequest): ChartOutput {
  const main = runs[0]
  return {
    name: main.name,
    text: () => {
      const { chart } = useRunsView.getState()
      const columns = tableColumns(tracks)
      const window = axisWindow(chart, axisSpan([main], chart.axis))
      const rows = tableRows(main, columns, chart.axis, window, Number.POSITIVE_INFINITY)
      return { text: tableText(columns, rows), rows: rows.length }
    },
    csv: async () => csvOfMetrics(await client().call('runs.metrics', { project, run: main.id, maxPoints: filePoints })),
    picture: () => {
      const { chart } = useRunsView.getState()
      return tracksPicture({ title: main.name, runs, tracks, marks, view: chart, colors: themeColors() })
    }
  }
}
