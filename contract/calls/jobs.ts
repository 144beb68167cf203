/** Calls about jobs. */
import { z } from 'zod'
import { Id } from '../records/basics'
import { Job } from '../records/job'
import { call, read } from './call'

export const jobCalls = {
  /** Jobs of this engine, the latest first. */
  'jobs.list': read(z.object({ project: Id.optional() }), z.array(Job)),
  /** Asks a job to end; its state becomes `cancelled`, or `done` when it was faster. */
  'jobs.cancel': call(z.object({ job: Id }), Job)
}
