/** The series of the shown runs as React sees them: one store per project and connection. */
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Run } from '../../../contract/records/run'
import { useClient } from '../../app/engine/client'
import { useEvent } from '../../app/engine/queries'
import { historyPoints, type RunSeries, SeriesStore } from './run-series'

export function useSeriesStore(project: string): SeriesStore {
  const client = useClient()
  const store = useMemo(
    () => new SeriesStore((run) => client.call('runs.metrics', { project, run, maxPoints: historyPoints })),
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
    return `${current.state} ${current.density.at(-1)?.step} ${current.marks.length} ${current.validation.length} ${current.train.rewrites}`
  })
  return series
}

/** The last step that is known of a run, as often as points come in; its record is written less often. */
export function useLiveStep(store: SeriesStore, run: Run): number {
  const last = useSyncExternalStore(store.changed, () => store.get(run.id).train.lastStep)
  return Math.max(run.step, last)
}

/** Starts loading runs as soon as they are shown. */
export function usePreload(store: SeriesStore, runs: readonly string[]): void {
  const key = runs.join()
  useEffect(() => {
    for (const run of key.split(',').filter(Boolean)) store.get(run)
  }, [store, key])
}
