/** Keeps the cache of calls true: takes in what the engine announces, and asks again what became stale. */
import type { Query } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { FeatureQuery } from '../../../contract/calls/features'
import type { EventName } from '../../../contract/events'
import type { FeaturePage, FeatureRow } from '../../../contract/records/feature'
import type { Job } from '../../../contract/records/job'
import type { Label } from '../../../contract/records/label'
import type { Run } from '../../../contract/records/run'
import { useSettings } from '../settings'
import { dependsOnLabels, jobsWith, pageWithLabel, rowsWithLabel, runsWith } from './cache-updates'
import { useClient } from './client'
import { staleAfterEvent } from './invalidation'
import { blindCalls, hiddenCalls } from './named-calls'
import { markStale, queryClient } from './query-client'

/** Keeps the cache true to the engine's events. Mounted once, by the shell. */
export function useInvalidation(): void {
  const current = useClient()
  useEffect(() => {
    const stops = [
      ...(Object.keys(staleAfterEvent) as EventName[]).map((event) => current.on(event, () => markStale(staleAfterEvent[event]))),
      current.on('run.changed', ({ project, run }) => takeRun(project, run)),
      current.on('job.changed', takeJob),
      current.on('label.changed', ({ project, label }) => takeLabel(project, label)),
      current.on('annotators.changed', () => useSettings.getState().blind && markStale(blindCalls)),
      useSettings.subscribe(takeEyes),
      current.on('projects.changed', (cards) => queryClient.setQueryData(['projects.recent', {}], cards))
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [current])
}

/** Who sees with other eyes asks again; what is hidden now is forgotten at once. */
function takeEyes(now: Eyes, before: Eyes): void {
  if (now.blind === before.blind && (!now.blind || now.annotator === before.annotator)) return
  for (const method of hiddenCalls) void queryClient.resetQueries({ queryKey: [method] })
  markStale(blindCalls)
}

type Eyes = Pick<ReturnType<typeof useSettings.getState>, 'blind' | 'annotator'>

function takeRun(project: string, run: Run): void {
  queryClient.setQueryData(['runs.get', { project, run: run.id }], run)
  queryClient.setQueryData<Run[]>(['runs.list', { project }], (runs) => runs && runsWith(runs, run))
}

function takeJob(job: Job): void {
  const concerns = ([, params]: readonly unknown[]) => {
    const { project } = params as { project?: string }
    return project === undefined || project === job.project
  }
  queryClient.setQueriesData<Job[]>(
    { queryKey: ['jobs.list'], predicate: ({ queryKey }) => concerns(queryKey) },
    (jobs) => jobs && jobsWith(jobs, job)
  )
}

function takeLabel(project: string, label: Label): void {
  const ofRun = ({ queryKey }: { queryKey: readonly unknown[] }) => {
    const params = queryKey[1] as { project?: string; run?: string }
    return params.project === project && params.run === label.run
  }
  queryClient.setQueryData(['labels.get', { project, run: label.run, feature: label.feature }], label)
  const { blind } = useSettings.getState()
  // In blind mode lists do not say what an event says; the page of a feature is masked where it is shown.
  if (blind) markStale(['features.rows', 'features.ids'])
  else
    queryClient.setQueriesData<FeatureRow[]>(
      { queryKey: ['features.rows'], predicate: ofRun },
      (rows) => rows && rowsWithLabel(rows, label)
    )
  queryClient.setQueriesData<FeaturePage>(
    { queryKey: ['features.page'], predicate: ofRun },
    (page) => page && { ...pageWithLabel(page, label), ...(blind ? { neighbors: page.neighbors } : {}) }
  )
  askAgainOnTheWay(({ queryKey }) => {
    const { feature } = queryKey[1] as { feature?: number }
    return (
      ofRun({ queryKey }) && (queryKey[0] === 'features.rows' || (queryKey[0] === 'features.page' && feature === label.feature))
    )
  })
  void queryClient.invalidateQueries({
    queryKey: ['features.ids'],
    predicate: (query) => ofRun(query) && dependsOnLabels(query.queryKey[1] as Partial<FeatureQuery>)
  })
}

/** An answer that is on its way may be from before the change, and would come over what the event said. */
function askAgainOnTheWay(concerns: (query: { queryKey: readonly unknown[] }) => boolean): void {
  const predicate = (query: Query) => query.state.fetchStatus === 'fetching' && concerns(query)
  void queryClient.invalidateQueries({ predicate })
}
