/**
 * Calls of the contract as React hooks: answers are cached by call and params and asked again when invalidation.ts says so.
 * No screen keeps a copy of what the engine knows.
 */
import {
  keepPreviousData,
  type Query,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery
} from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { FeatureQuery } from '../../../contract/calls/features'
import type { Method, Params, Result } from '../../../contract/calls/index'
import type { EventName, EventPayload } from '../../../contract/events'
import type { FeaturePage, FeatureRow } from '../../../contract/records/feature'
import type { Job } from '../../../contract/records/job'
import type { Label } from '../../../contract/records/label'
import type { Run } from '../../../contract/records/run'
import type { LoupeError } from '../../../contract/wire/errors'
import { toastError } from '../../widgets/toast/toast-store'
import { useSettings } from '../settings'
import { dependsOnLabels, jobsWith, pageWithLabel, rowsWithLabel, runsWith } from './cache-updates'
import { client, useClient } from './client'
import { staleAfterAct, staleAfterEvent } from './invalidation'

/** One cache for the window. The engine announces changes, so nothing goes stale by time; failures are shown, not repeated. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' }
  }
})

export interface CallQuery {
  /** False: do not ask yet (an id is missing). */
  enabled?: boolean
  /** Shows the last answer while other params are asked, so that lists do not flicker. */
  keepPrevious?: boolean
  /** Asks each time it is shown: the answer changes outside of the engine. */
  fresh?: boolean
}

/** The answer to a call: `{ data, error, isPending, … }` of TanStack Query. Asked again when it becomes stale. */
export function useCall<M extends Method>(
  method: M,
  params: Params<M>,
  options: CallQuery = {}
): UseQueryResult<Result<M>, LoupeError> {
  const current = useClient()
  return useQuery<Result<M>, LoupeError>({
    queryKey: [method, params],
    queryFn: ({ signal }) => current.call(method, params, { signal }),
    enabled: options.enabled ?? true,
    refetchOnMount: options.fresh ? 'always' : true,
    placeholderData: options.keepPrevious ? (keepPreviousData as never) : undefined
  })
}

/** Asks ahead: the answer is in the cache when a component wants it. Failures are left to that component. */
export function prefetchCall<M extends Method>(method: M, params: Params<M>): void {
  void queryClient.prefetchQuery({
    queryKey: [method, params],
    queryFn: ({ signal }) => client().call(method, params, { signal })
  })
}

export interface ActOptions<M extends Method> {
  onDone?: (result: Result<M>) => void
  /** The caller shows the error itself. */
  quiet?: boolean
}

/** A call that changes something: `act.mutate(params)` or `await act.mutateAsync(params)`. Errors become a toast. */
export function useAct<M extends Method>(
  method: M,
  options: ActOptions<M> = {}
): UseMutationResult<Result<M>, LoupeError, Params<M>> {
  const current = useClient()
  return useMutation<Result<M>, LoupeError, Params<M>>({
    mutationFn: (params) => current.call(method, params),
    onSuccess: (result) => options.onDone?.(result),
    onError: (error) => {
      if (!options.quiet && error.code !== 'cancelled') toastError(error)
    },
    onSettled: () => markStale(staleAfterAct[method] ?? [])
  })
}

/** Listens to an event of the engine while mounted; the listener may change from render to render. */
export function useEvent<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): void {
  const current = useClient()
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => current.on(event, (payload) => latest.current(payload)), [current, event])
}

export function markStale(methods: Method[]): void {
  for (const method of methods) void queryClient.invalidateQueries({ queryKey: [method] })
}

/** Keeps the cache true to the engine's events. Mounted once, by the shell. */
export function useInvalidation(): void {
  const current = useClient()
  useEffect(() => {
    const stops = [
      ...(Object.keys(staleAfterEvent) as EventName[]).map((event) => current.on(event, () => markStale(staleAfterEvent[event]))),
      current.on('run.changed', ({ project, run }) => takeRun(project, run)),
      current.on('job.changed', takeJob),
      current.on('label.changed', ({ project, label }) => takeLabel(project, label)),
      current.on('projects.changed', (cards) => queryClient.setQueryData(['projects.recent', {}], cards))
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [current])
}

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
  if (blind) markStale(['features.rows'])
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
