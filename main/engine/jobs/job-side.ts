/**
 * The process's end of the job protocol: gets the work, tells progress and records, ends the process.
 * When the engine goes away the work hears the wish `leave`, and records are taken as recorded: nobody is there to answer.
 */
import type { Id, Progress } from '../../../contract/records/basics'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { openChannel } from './job-channel'
import type { FromJob, JobEntry, JobTypes, ToJob } from './protocol'
import type { Wish } from './protocol/training'

/** What work in a job process may use. */
export interface JobSide<K extends JobEntry> {
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal
  progress(progress: Progress): void
  /** Settles when the engine has it on disk. */
  record(record: JobTypes[K]['record']): Promise<void>
  /** `run`: the one that is meant, where the process trains several; all when left out. */
  onWish(listener: (wish: Wish, run?: Id) => void): void
}

type Work<K extends JobEntry> = (spec: JobTypes[K]['spec'], side: JobSide<K>) => Promise<JobTypes[K]['result']>

/** Waits for the start message, does the work, tells the end. */
export function serveJob<K extends JobEntry>(work: Work<K>): void {
  const channel = openChannel()
  const post = (message: FromJob<K>) => channel.post(message)
  const abort = new AbortController()
  const waiting = new Map<number, () => void>()
  const wishes: [wish: Wish, run: Id | undefined][] = []
  let onWish: ((wish: Wish, run?: Id) => void) | undefined
  let sequence = 0
  let lost = false

  const side: JobSide<K> = {
    signal: abort.signal,
    progress: throttled((progress) => post({ kind: 'progress', progress })),
    record(record) {
      if (lost) return Promise.resolve()
      const own = sequence++
      post({ kind: 'record', sequence: own, record })
      return new Promise((resolve) => waiting.set(own, resolve))
    },
    onWish(listener) {
      onWish = listener
      for (const [wish, run] of wishes.splice(0)) listener(wish, run)
    }
  }
  const take = (wish: Wish, run: Id | undefined) => {
    if (onWish) onWish(wish, run)
    else wishes.push([wish, run])
  }
  const start = (spec: JobTypes[K]['spec']) =>
    work(spec, side).then(
      (result) => channel.end({ kind: 'done', result }),
      (error) => channel.end({ kind: 'failed', error: told(error, abort.signal) })
    )
  const receive = (message: ToJob<K>) => {
    if (message.kind === 'start') void start(message.spec)
    else if (message.kind === 'wish') take(message.wish, message.run)
    else if (message.kind === 'cancel') abort.abort(new LoupeError('cancelled', 'Cancelled'))
    else settle(waiting, message.sequence)
  }
  channel.listen(
    (message) => receive(message as ToJob<K>),
    () => {
      lost = true
      for (const own of [...waiting.keys()]) settle(waiting, own)
      // Work that has no use for wishes can not be finished without the engine.
      if (onWish) onWish('leave')
      else abort.abort()
      abandon()
    }
  )
}

function settle(waiting: Map<number, () => void>, sequence: number): void {
  waiting.get(sequence)?.()
  waiting.delete(sequence)
}

/** Time for a process without an engine to save its state. */
const orphanMs = 30_000

function abandon(): void {
  setTimeout(() => process.exit(1), orphanMs).unref()
}

/** The error as data; defects also go to the log, with their stack. */
function told(error: unknown, signal: AbortSignal) {
  if (signal.aborted) return { code: 'cancelled', message: 'Cancelled' }
  const record = errorRecordFrom(error)
  if (record.code === 'internal') console.error(error)
  return record
}

const progressEveryMs = 100

/** Passes at most ten a second on; the first and the last of a burst are what people see. */
export function throttled(post: (progress: Progress) => void): (progress: Progress) => void {
  let last = 0
  return (progress) => {
    const now = performance.now()
    if (now - last < progressEveryMs && progress.done !== progress.total) return
    last = now
    post(progress)
  }
}
