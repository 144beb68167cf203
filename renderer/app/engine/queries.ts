/**
 * Calls of the contract as React hooks: answers are cached by call and params and asked again when invalidation.ts says so.
 * No screen keeps a copy of what the engine knows.
 */
import { keepPreviousData, type UseMutationResult, type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Method, Params, Result } from '../../../contract/calls/index'
import type { EventName, EventPayload } from '../../../contract/events'
import type { LoupeError } from '../../../contract/wire/errors'
import { toastError } from '../../widgets/toast/toast-store'
import { client, useClient } from './client'
import { staleAfterAct } from './invalidation'
import { markStale, queryClient } from './query-client'

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
