/** A command that starts a job and waits for its end; Ctrl+C cancels it. */
import type { Job } from '../../contract/records/job'
import { errorFromRecord, LoupeError } from '../../contract/wire/errors'
import type { Session } from './session'

interface Awaited {
  project: string
  /** Said before its progress: "Analyzing". */
  title: string
  /** For the sentence of one that was cancelled: "The analysis". */
  what: string
  /** What is safe then. */
  hint: string
  /** Nothing to wait for where it gives no job. */
  start(): Promise<{ job?: string | undefined }>
}

/** Settles when the job is done; throws its error, or cancelled. */
export async function jobEnded({ client, out, signal }: Session, { project, title, what, hint, start }: Awaited): Promise<void> {
  const seen = new Map<string, Job>()
  let check = (): void => undefined
  const stop = client.on('job.changed', (job) => {
    seen.set(job.id, job)
    check()
  })
  const { job: id } = await start()
  if (id === undefined) return stop()
  const cancel = () => void client.call('jobs.cancel', { job: id }).catch(() => undefined)
  signal.addEventListener('abort', cancel)
  if (signal.aborted) cancel()
  const job = await new Promise<Job>((resolve) => {
    check = () => {
      const known = seen.get(id)
      if (known?.finishedAt !== undefined) resolve(known)
      else if (known?.progress) out.progress(title, known.progress)
    }
    void client.call('jobs.list', { project }).then((jobs) => {
      for (const one of jobs) if (!seen.has(one.id)) seen.set(one.id, one)
      check()
    })
  }).finally(stop)
  if (job.error) throw errorFromRecord(job.error)
  if (job.state !== 'done') throw new LoupeError('cancelled', `${what} was ${job.state}`, { hint })
}
