/** The curves of all drawn runs over one axis: loss, L0, explained variance. */
import { useMemo } from 'react'
import type { Run } from '../../../../contract/records/run'
import { TrackChart } from '../../../widgets/track-chart/track-chart'
import { useChartRuns } from '../chart-runs'
import type { SeriesStore } from '../run-series'
import { isLive } from '../run-words'
import { tracksOf } from '../tracks'
import { useZoomDetail } from '../use-run-series'
import styles from './compare.module.css'
import { changeCompare, useCompareView } from './compare-view'

export interface CurvesProps {
  store: SeriesStore
  /** The active run first. */
  runs: Run[]
}

export function Curves({ store, runs }: CurvesProps) {
  const chart = useCompareView((view) => view.chart)
  const main = runs[0]
  useZoomDetail(
    store,
    runs.map((run) => run.id),
    chart
  )
  const chartRuns = useChartRuns(store, runs)
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the run only the configuration matters, and that never changes
  const tracks = useMemo(() => (main ? tracksOf(main, 'fvu', ['l0', 'explained_variance']) : []), [main?.id])
  const hasPoints = runs.some((run) => store.get(run.id).train.length > 0)
  if (!main || !hasPoints) return <p className={styles.hint}>Open the eye of a run with Space to draw its curves.</p>
  return (
    <TrackChart
      runs={chartRuns}
      tracks={tracks}
      marks={[]}
      view={chart}
      onView={(view) => changeCompare({ chart: view })}
      changed={store.changed}
      isLive={runs.some((run) => isLive(run.state))}
    />
  )
}
