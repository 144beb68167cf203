/** Runs as the track chart takes them: the growing buffers themselves, the finer ones where it is zoomed. */
import { useRef } from 'react'
import type { Run } from '../../../contract/records/run'
import type { ChartRun } from '../../widgets/track-chart/types'
import type { SeriesStore } from './run-series'

/** The same array until a run comes, goes, is renamed or loaded anew: the chart reads the growing buffers itself. */
export function useChartRuns(store: SeriesStore, shown: readonly Run[]): ChartRun[] {
  const current = shown.map((run) => chartRun(store, run))
  const kept = useRef(current)
  if (!sameRuns(kept.current, current)) kept.current = current
  return kept.current
}

function chartRun(store: SeriesStore, run: Run): ChartRun {
  const series = store.get(run.id)
  const { train, validation } = series.detail ?? series
  return { id: run.id, name: run.name, slot: run.slot, plannedSteps: run.config.steps, train, validation }
}

function sameRuns(a: ChartRun[], b: ChartRun[]): boolean {
  const same = (run: ChartRun, other: ChartRun) => run.id === other.id && run.name === other.name && run.train === other.train
  return a.length === b.length && a.every((run, i) => same(run, b[i]))
}
