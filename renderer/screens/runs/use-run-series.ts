/** The series of the shown runs as React sees them: one store per project and connection. */
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Run } from '../../../contract/records/run'
import { useClient } from '../../app/engine/client'
import { useEvent } from '../../app/engine/queries'
import type { Window } from '../../widgets/line-series/min-max-buckets'
import { nearestIndex } from '../../widgets/line-series/nearest'
import type { ChartView } from '../../widgets/track-chart/chart-view'
import { historyPoints, type RunSeries, SeriesStore } from './run-series'

export function useSeriesStore(project: string): SeriesStore {
  const client = useClient()
  const store = useMemo(
    () =>
      new SeriesStore((run, window) => {
        const range = window ? { fromStep: Math.max(0, Math.floor(window.from)), toStep: Math.ceil(window.to) } : {}
        return client.call('runs.metrics', { project, run, maxPoints: historyPoints, ...range })
      }),
    [client, project]
  )
  useEvent('run.frame', (payload) => {
    if (payload.project === project) store.take(payload.frame)
  })
  useEvent('run.deleted', (payload) => store.forget(payload.run))
  return store
}

/**
 * The series of one run; renders again when its state, densities or marks change, and about twice a second
 * while points come in. Charts listen to the store themselves.
 */
export function useRunSeries(store: SeriesStore, run: string): RunSeries {
  const series = store.get(run)
  useSyncExternalStore(store.changed, () => {
    const current = store.get(run)
    return `${current.state} ${current.density.at(-1)?.step} ${current.marks.length} ${current.validation.length} ${current.train.rewrites} ${current.detail?.window.from} ${current.detail?.window.to}`
  })
  return series
}

/** The last step that is known of a run, as often as points come in; its record is written less often. */
export function useLiveStep(store: SeriesStore, run: Run): number {
  const last = useSyncExternalStore(store.changed, () => store.get(run.id).train.lastStep)
  return Math.max(run.step, last)
}

/** Zooming pauses this long before more points are asked for. */
const zoomRestMs = 120

/** Asks for more points of what is zoomed into, of every run that is shown; none are kept for a view of everything. */
export function useZoomDetail(store: SeriesStore, runs: readonly string[], chart: ChartView): void {
  const key = runs.join()
  const { zoom, axis } = chart
  useEffect(() => {
    const ids = key.split(',').filter(Boolean)
    if (zoom === null) {
      for (const run of ids) void store.zoom(run, null)
      return
    }
    const timer = setTimeout(() => {
      for (const run of ids) void store.zoom(run, stepsOf(store.get(run), axis, zoom))
    }, zoomRestMs)
    return () => clearTimeout(timer)
  }, [store, key, zoom, axis])
}

/** A window of the time axis as steps of a run. */
function stepsOf(series: RunSeries, axis: ChartView['axis'], window: Window): Window {
  if (axis === 'step') return window
  const steps = series.train.steps.view()
  const at = (seconds: number) => steps[Math.max(0, nearestIndex(series.train.seconds.view(), seconds))] ?? 0
  return { from: at(window.from), to: at(window.to) }
}

/** Starts loading runs as soon as they are shown. */
export function usePreload(store: SeriesStore, runs: readonly string[]): void {
  const key = runs.join()
  useEffect(() => {
    for (const run of key.split(',').filter(Boolean)) store.get(run)
  }, [store, key])
}
