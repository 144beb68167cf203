/** What the commands of the monitor work on, and where they hold. */
import type { ChartOutput } from '../../app/output/chart-output'
import type { Track } from '../../widgets/track-chart/types'
import type { RunSeries } from './run-series'
import type { RunPlace } from './runs-place'

export interface MonitorContext {
  place: RunPlace
  series: RunSeries
  tracks: Track[]
  output: ChartOutput
}

export const scope = 'chart'
