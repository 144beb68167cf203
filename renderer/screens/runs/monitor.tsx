/** The training monitor of one run: tracks over one axis, densities and validation values below, facts at the right. */
import { useMemo } from 'react'
import type { Run } from '../../../contract/records/run'
import { Screen } from '../../app/layout/screen'
import { Button } from '../../widgets/button'
import { Empty, Failed } from '../../widgets/empty'
import { Skeleton } from '../../widgets/skeleton'
import { TrackChart } from '../../widgets/track-chart/track-chart'
import { useChartRuns } from './chart-runs'
import { useMonitorCommands } from './monitor-commands'
import { MonitorFoot } from './monitor-foot'
import { MonitorHead } from './monitor-head'
import { MonitorToolbar } from './monitor-toolbar'
import { usePinCommands } from './pins/pin-commands'
import { RunPanel } from './run-panel'
import { isImported, isLive } from './run-words'
import styles from './runs.module.css'
import type { RunPlace } from './runs-place'
import { RunsSidebar } from './runs-sidebar'
import { setChart, useRunsView } from './runs-view'
import { trackOutput } from './track-output'
import { offeredTracks, tracksOf } from './tracks'
import { usePreload, useRunSeries, useZoomDetail } from './use-run-series'

export function Monitor(place: RunPlace) {
  const { run, runs, store } = place
  const view = useRunsView()
  const shown = useShownRuns(runs, run, view.eyes)
  const ids = shown.map((other) => other.id)
  usePreload(store, ids)
  useZoomDetail(store, ids, view.chart)
  const series = useRunSeries(store, run.id)
  const chartRuns = useChartRuns(store, shown)
  const offered = offeredTracks(series.train.metrics)
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the run only the configuration matters, and that never changes
  const tracks = useMemo(
    () =>
      tracksOf(
        run,
        view.lossMode,
        view.tracks.filter((id) => offered.includes(id))
      ),
    [run.id, view.lossMode, view.tracks, offered.join()]
  )
  const marks = series.marks.filter((mark) => mark.kind !== 'checkpoint')
  const output = trackOutput({ project: place.project.id, runs: chartRuns, tracks, marks })
  useMonitorCommands({ place, series, tracks, output })
  usePinCommands(place)
  return (
    <Screen
      scope="chart"
      head={<MonitorHead {...place} />}
      sidebar={<RunsSidebar {...place} />}
      sidebarLabel="Runs"
      panel={<RunPanel {...place} />}
      panelWidth={296}
      panelLabel="Job"
      mainLabel="Training"
    >
      <MonitorToolbar {...{ run, shown, series, output }} />
      <section className={styles.tracks} aria-label={describe(run, shown)}>
        {series.state === 'loading' && <Skeleton rows={8} rowHeight={32} />}
        {series.error && (
          <Failed error={series.error} actions={<Button onClick={() => store.forget(run.id)}>Try again</Button>} />
        )}
        {series.state === 'ready' && series.train.length === 0 && <NoPoints run={run} />}
        {series.state === 'ready' && series.train.length > 0 && (
          <TrackChart
            runs={chartRuns}
            tracks={tracks}
            marks={marks}
            view={view.chart}
            onView={setChart}
            changed={store.changed}
            isLive={isLive(run.state)}
          />
        )}
      </section>
      <MonitorFoot project={place.project.id} run={run} series={series} marker={view.chart.marker} />
    </Screen>
  )
}

function NoPoints({ run }: { run: Run }) {
  if (isLive(run.state))
    return <Empty title="No steps yet">The training process is starting. The tracks appear with the first step.</Empty>
  return <Empty title="No steps were recorded">{run.error?.message ?? whyNoSteps(run)}</Empty>
}

/** The chosen run first, then those whose eye is open, in the order of the list. */
function useShownRuns(runs: Run[], run: Run, eyes: readonly string[]): Run[] {
  return useMemo(() => [run, ...runs.filter((other) => other.id !== run.id && eyes.includes(other.id))], [runs, run, eyes])
}

function describe(run: Run, shown: Run[]): string {
  const others = shown.slice(1).map((other) => other.name)
  return [`Training of ${run.name}, step ${run.step} of ${run.config.steps}`, others.length > 0 && `beside ${others.join(', ')}`]
    .filter(Boolean)
    .join(', ')
}

function whyNoSteps(run: Run): string {
  if (isImported(run)) return 'The dictionary was imported, not trained here. Analyze it to see its features.'
  return 'This run ended before its first step.'
}
