/**
 * The list of jobs that a person sees: state, progress, cancel, exactly one end.
 * How the work is done (processes, records) is the business of trainings.ts, analyses.ts, exports.ts and their like.
 */
import { randomUUID } from 'node:crypto'
import type { Progress } from '../../../contract/records/basics'
import type { Job, JobKind, JobState } from '../../../contract/records/job'
import { type ErrorRecord, LoupeError } from '../../../contract/wire/errors'
import { ProgressMeter } from './progress-meter'

const announceEveryMs = 250
/** Ended jobs that are remembered. */
const mostEnded = 100

export interface JobFields {
  kind: JobKind
  project: string
  run?: string
  group?: string | undefined
  title: string
  /** Asks the work to end; the end itself is told by `end`. */
  cancel: () => void
}

/** One job as its work sees it. Nothing changes after its end. */
export interface JobHandle {
  readonly id: string
  progress(progress: Progress): void
  state(state: 'running' | 'paused'): void
  /** It goes on from an earlier pass, at this row. */
  goesOnAt(row: number): void
  end(state: 'done' | 'failed' | 'cancelled' | 'interrupted', error?: ErrorRecord): void
}

interface Entry {
  job: Job
  cancel: () => void
  meter: ProgressMeter
  announcedAt: number
  timer: NodeJS.Timeout | undefined
}

export class Jobs {
  private readonly entries = new Map<string, Entry>()

  constructor(private readonly announce: (job: Job) => void) {}

  open(fields: JobFields): JobHandle {
    const job: Job = {
      id: randomUUID(),
      kind: fields.kind,
      project: fields.project,
      title: fields.title,
      state: 'queued',
      startedAt: Date.now()
    }
    if (fields.run !== undefined) job.run = fields.run
    if (fields.group !== undefined) job.group = fields.group
    const entry: Entry = { job, cancel: fields.cancel, meter: new ProgressMeter(), announcedAt: 0, timer: undefined }
    this.entries.set(job.id, entry)
    this.forgetOld()
    this.tell(entry)
    return {
      id: job.id,
      progress: (progress) => this.progress(entry, progress),
      state: (state) => this.change(entry, state),
      goesOnAt: (fromRow) => {
        entry.job = { ...entry.job, fromRow }
        this.tell(entry)
      },
      end: (state, error) => this.change(entry, state, error)
    }
  }

  /** The latest first. */
  list(project?: string): Job[] {
    const all = [...this.entries.values()].map((entry) => entry.job).reverse()
    return project === undefined ? all : all.filter((job) => job.project === project)
  }

  /** Those that are at work or will be; one that is paused waits for a person. */
  underWay(): Job[] {
    return this.list().filter(({ state }) => state === 'running' || state === 'queued')
  }

  cancel(id: string): Job {
    const entry = this.entries.get(id)
    if (!entry) throw new LoupeError('not-found', 'There is no such job')
    if (!isEnded(entry.job.state)) entry.cancel()
    return entry.job
  }

  private progress(entry: Entry, progress: Progress): void {
    if (isEnded(entry.job.state)) return
    entry.job = { ...entry.job, progress: entry.meter.measure(progress) }
    const wait = entry.announcedAt + announceEveryMs - performance.now()
    if (wait <= 0) this.tell(entry)
    else entry.timer ??= setTimeout(() => this.tell(entry), wait)
  }

  private change(entry: Entry, state: JobState, error?: ErrorRecord): void {
    if (isEnded(entry.job.state) || entry.job.state === state) return
    entry.job = { ...entry.job, state }
    if (error) entry.job.error = error
    if (isEnded(state)) entry.job.finishedAt = Date.now()
    else entry.meter.restart()
    this.tell(entry)
  }

  private tell(entry: Entry): void {
    clearTimeout(entry.timer)
    entry.timer = undefined
    entry.announcedAt = performance.now()
    this.announce(entry.job)
  }

  private forgetOld(): void {
    const ended = [...this.entries.values()].filter((entry) => isEnded(entry.job.state))
    for (const entry of ended.slice(0, Math.max(0, ended.length - mostEnded))) this.entries.delete(entry.job.id)
  }
}

function isEnded(state: JobState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled' || state === 'interrupted'
}
