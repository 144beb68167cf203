/** Starts a job and waits for its end; Ctrl+C cancels it. */
import type { Job } from '../../contract/records/job'
import { errorFromRecord, LoupeError } from '../../contract/wire/errors'
import type { Session } from './session'

/** What is said of it: `doing` before its progress ("Analyzing"), `what` when it is cancelled ("The analysis"). */
export interface JobWords {
  doing: string
  what: string
  hint: string
}

/** `start` may give no job: then there is nothing to wait for. Throws what ended the job. */
export async function finishedJob<T extends { job?: string | undefined }>(
  { client, out, signal }: Session,
  project: string,
  words: JobWords,
  start: () => Promise<T>
): Promise<T> {
  const seen = new Map<string, Job>()
  let check = (): void => undefined
  const stop = client.on('job.changed', (job) => {
    seen.set(job.id, job)
    check()
  })
  const started = await start()
  const { job: id } = started
  if (id === undefined) {
    stop()
    return started
  }
  const cancel = () => void client.call('jobs.cancel', { job: id }).catch(() => undefined)
  signal.addEventListener('abort', cancel)
  if (signal.aborted) cancel()
  const job = await new Promise<Job>((resolve) => {
    check = () => {
      const known = seen.get(id)
      if (known?.finishedAt !== undefined) resolve(known)
      else if (known?.progress) out.progress(words.doing, known.progress)
    }
    void client.call('jobs.list', { project }).then((jobs) => {
      for (const one of jobs) if (!seen.has(one.id)) seen.set(one.id, one)
      check()
    })
  }).finally(stop)
  if (job.error) throw errorFromRecord(job.error)
  if (job.state !== 'done') throw new LoupeError('cancelled', `${words.what} was ${job.state}`, { hint: words.hint })
  return started
}
