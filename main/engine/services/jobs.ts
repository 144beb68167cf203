/** Calls about jobs. */

import type { AreaHandlers } from '../connections/handlers'
import type { Core } from '../core'

export function jobService(core: Core): AreaHandlers<'jobs'> {
  return {
    'jobs.list': ({ project }) => core.jobs.list(project),
    'jobs.cancel': ({ job }) => core.jobs.cancel(job)
  }
}
