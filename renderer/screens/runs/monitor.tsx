/** The training monitor of one run: tracks over one axis, densities and validation values below, facts at the right. */
import { useMemo, useRef } from 'react'
import type { Run } from '../../../contract/records/run'
import { Screen } from '../../app/layout/screen'
import { Button } from '../../widgets/button'
import { Empty, Failed } from '../../widgets/empty'
import { Skeleton } from '../../widgets/skeleton'
import { TrackChart } from '../../widgets/track-chart/track-chart'
import type { ChartRun } from '../../widgets/track-chart/types'
import { useMonitorCommands } from './monitor-commands'
import { MonitorFoot } from './monitor-foot'
import { MonitorHead } from './monitor-head'
import { MonitorToolbar } from './monitor-toolbar'
import { RunPanel } from './run-panel'
import type { RunSeries, SeriesStore } from './run-series'
import { isLive } from './run-words'
import styles from './runs.module.css'
import type { RunPlace } from './runs-place'
import { RunsSidebar } from './runs-sidebar'
import { setChart, useRunsView } from './runs-view'
import { tracksOf } from './tracks'
import { usePreload, useRunSeries } from './use-run-series'

export function Monitor(place: RunPlace) {
  const { run, runs, store } = place
  const view = useRunsView()
  const shown = useShownRuns(runs, run, view.eyes)
  usePreload(
    store,
    shown.map((other) => other.id)
  )
  const series = useRunSeries(store, run.id)
  const chartRuns = useChartRuns(store, shown)
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the run only the configuration matters, and that never changes
  const tracks = useMemo(() => tracksOf(run, view.lossMode, view.tracks), [run.id, view.lossMode, view.tracks])
  useMonitorCommands({ place, series, tracks })
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
      <MonitorToolbar run={run} shown={shown} series={series} />
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
            marks={series.marks.filter((mark) => mark.kind !== 'checkpoint')}
            view={view.chart}
            onView={setChart}
            changed={store.changed}
            isLive={isLive(run.state)}
          />
        )}
      </section>
      <MonitorFoot run={run} series={series} marker={view.chart.marker} />
    </Screen>
  )
}

function NoPoints({ run }: { run: Run }) {
  if (isLive(run.state))
    return <Empty title="No steps yet">The training process is starting. The tracks appear with the first step.</Empty>
  return <Empty title="No steps were recorded">{run.error?.message ?? 'This run ended before its first step.'}</Empty>
}

/** The chosen run first, then those whose eye is open, in the order of the list. */
function useShownRuns(runs: Run[], run: Run, eyes: readonly string[]): Run[] {
  return useMemo(() => [run, ...runs.filter((other) => other.id !== run.id && eyes.includes(other.id))], [runs, run, eyes])
}

/** The same array until a run comes, goes, is renamed or loaded anew: the chart reads the growing buffers itself. */
function useChartRuns(store: SeriesStore, shown: Run[]): ChartRun[] {
  const current = shown.map((run) => chartRun(run, store.get(run.id)))
  const kept = useRef(current)
  if (!sameRuns(kept.current, current)) kept.current = current
  return kept.current
}

function sameRuns(a: ChartRun[], b: ChartRun[]): boolean {
  const same = (run: ChartRun, other: ChartRun) => run.id === other.id && run.name === other.name && run.train === other.train
  return a.length === b.length && a.every((run, i) => same(run, b[i]))
}

function chartRun(run: Run, series: RunSeries): ChartRun {
  const { train, validation } = series
  return { id: run.id, name: run.name, slot: run.slot, plannedSteps: run.config.steps, train, validation }
}

function describe(run: Run, shown: Run[]): string {
  const others = shown.slice(1).map((other) => other.name)
  return [`Training of ${run.name}, step ${run.step} of ${run.config.steps}`, others.length > 0 && `beside ${others.join(', ')}`]
    .filter(Boolean)
    .join(', ')
}
