/** The cache of calls. */
import { QueryClient } from '@tanstack/react-query'
import type { Method } from '../../../contract/calls/index'

/** One cache for the window. The engine announces changes, so nothing goes stale by time; failures are shown, not repeated. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' }
  }
})

/** What these calls answered is asked again, at once where it is shown. */
export function markStale(methods: Method[]): void {
  for (const method of methods) void queryClient.invalidateQueries({ queryKey: [method] })
}
