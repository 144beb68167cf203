/** Calls about jobs. */
import type { Core } from '../core'
import type { AreaHandlers } from '../handlers'

export function jobService(core: Core): AreaHandlers<'jobs'> {
  return {
    'jobs.list': ({ project }) => core.jobs.list(project),
    'jobs.cancel': ({ job }) => core.jobs.cancel(job)
  }
}
