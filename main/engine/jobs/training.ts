/**
 * One training as the engine follows it: a process that sends news, a run in the store, a job in the list.
 * Keeps the three in step from the start to the one end, whatever that is. A disk that is full pauses it until there is room.
 */
import type { Run } from '../../../contract/records/run'
import { type ErrorRecord, errorRecordFrom } from '../../../contract/wire/errors'
import type { RunChange } from '../../store/run-records'
import type { Announce } from '../connections/announce'
import type { OpenProject } from '../projects/open-projects'
import type { JobHandle, Jobs } from './jobs'
import { LiveMetrics } from './live-metrics'
import { type Moment, Moments } from './moments'
import type { ControlWish, TrainRecord, TrainResult } from './protocol/training'
import { spareSteps } from './result-checkpoint'
import type { ProcessRequest, RunningProcess } from './start-process'
import { closedWhileTraining, withRemedy } from './training-words'

const showEveryMs = 200
const writeEveryMs = 500

export interface TrainingOptions {
  project: OpenProject
  run: string
  /** Starts its process, or takes its place in one that trains several. */
  launch: (listeners: Pick<ProcessRequest<'train'>, 'onRecord' | 'onProgress'>) => RunningProcess<'train'>
  jobs: Jobs
  announce: Announce
  /** While a job reads checkpoints of the run they stay, whichever it is. */
  isRead: () => boolean
}

export class Training {
  /** Settles at the end, whatever it is; the state of the run says which. */
  readonly ended: Promise<void>
  /** True when the end is one after which the features are worth looking at. */
  wantsAnalysis = false
  /** False where nobody wants the analysis, whatever the end. */
  mayBeAnalyzed = true
  private state: 'queued' | 'running' | 'paused' = 'queued'
  private readonly job: JobHandle
  private readonly process: RunningProcess<'train'>
  private readonly metrics: LiveMetrics
  private readonly timers: NodeJS.Timeout[]
  private readonly moments = new Moments()
  private lastWish: ControlWish | undefined
  private isCancelled = false
  /** Why news can not be written for now. */
  private heldUp: ErrorRecord | undefined
  private writeError: unknown

  constructor(private readonly options: TrainingOptions) {
    const { project, run: id, jobs, launch } = options
    const run = project.store.runs.get(id)
    this.metrics = new LiveMetrics(project.store, id)
    this.process = launch({
      onRecord: (record) => this.take(record),
      onProgress: (progress) => this.job.progress(progress)
    })
    this.job = jobs.open({
      kind: 'train',
      project: project.id,
      run: id,
      group: run.group,
      title: run.name,
      cancel: () => this.cancel()
    })
    this.timers = [setInterval(() => this.show(), showEveryMs), setInterval(() => this.keepNews(), writeEveryMs)]
    this.ended = this.process.result.then(
      (result) => this.finish(result),
      (error) => this.fail(error)
    )
  }

  get isPaused(): boolean {
    return this.state === 'paused'
  }

  get isRunning(): boolean {
    return this.state === 'running'
  }

  /** The run as it is, also where a full disk keeps that from being written. */
  record(): Run {
    return this.metrics.record()
  }

  /** Tells the process what is wanted now. */
  wish(wish: ControlWish): void {
    this.lastWish = wish
    // A pause that is called off before it began would be waited for in vain.
    if (wish !== 'checkpoint') for (const moment of ['paused', 'resumed'] as const) this.moments.reach(moment)
    this.process.wish(wish)
  }

  /** Features that are to be measured from the next checkpoint on. */
  pin(features: number[]): void {
    this.process.wish({ pins: features })
  }

  /** The next news of this kind, or the end of the training. */
  next(moment: Moment): Promise<void> {
    return Promise.race([this.ended, this.moments.next(moment)])
  }

  private cancel(): void {
    this.isCancelled = true
    this.wish('stop')
  }

  private take(record: TrainRecord): void {
    if (record.about === 'points') this.metrics.add({ points: record.points })
    else if (record.about === 'density') this.metrics.add({ densities: [record.histogram] })
    else if (record.about === 'mark') this.metrics.add({ marks: [record.mark] })
    else if (record.about === 'warning') this.metrics.add({ warnings: [record.warning] })
    else if (record.about === 'checkpoint') this.takeCheckpoint(record)
    else if (record.about === 'pins') this.takePins(record)
    else if (record.about === 'paused') this.enterPause(record)
    else if (record.about === 'resumed') this.enterRunning({ error: null })
    else this.enterRunning({ backend: record.backend.name, inputScale: record.inputScale, error: null, finishedAt: null })
    this.moments.reach(record.about)
  }

  private takeCheckpoint({ step, seconds, reason }: TrainRecord & { about: 'checkpoint' }): void {
    this.metrics.add({ checkpoints: [{ step, reason }] })
    if (this.keep({ step, seconds }) && !this.options.isRead()) this.removeSpare()
    this.tell()
  }

  private takePins({ step, measures }: TrainRecord & { about: 'pins' }): void {
    const { project, run, announce } = this.options
    this.metrics.add({ pins: [{ step, measures }] })
    if (this.keep()) announce('pins.changed', { project: project.id, run })
  }

  private removeSpare(): void {
    const { project, run } = this.options
    const { store } = project
    for (const step of spareSteps(store, store.runs.get(run))) store.checkpoints.remove(run, step)
  }

  private enterRunning(change: RunChange): void {
    this.heldUp = undefined
    this.enter('running', change)
  }

  private enterPause({ step, problem }: TrainRecord & { about: 'paused' }): void {
    this.enter('paused', { step, error: problem ?? this.heldUp ?? null })
  }

  private enter(state: 'running' | 'paused', change: RunChange): void {
    this.state = state
    this.job.state(state)
    this.keep({ state, ...change })
    this.show()
    this.tell()
  }

  private show(): void {
    const frame = this.metrics.frame()
    if (frame) this.options.announce('run.frame', { project: this.options.project.id, frame })
  }

  /** Writes what is new; says whether all is written. A full disk holds the training up, anything else ends it. */
  private keep(change: RunChange = {}): boolean {
    try {
      this.metrics.write(change)
      return true
    } catch (thrown) {
      const error = errorRecordFrom(thrown)
      if (error.code === 'disk-full') this.holdUp(error)
      else {
        this.writeError ??= thrown
        this.process.cancel()
      }
      return false
    }
  }

  private keepNews(): void {
    if (this.metrics.hasNews && this.keep()) this.tell()
  }

  /** The process pauses, which the person ends by resuming; what is new is tried again until then. */
  private holdUp(error: ErrorRecord): void {
    if (this.heldUp) return
    this.heldUp = error
    if (this.lastWish !== 'stop' && this.lastWish !== 'discard' && this.lastWish !== 'leave') this.wish('pause')
  }

  private tell(): void {
    const { project, announce } = this.options
    announce('run.changed', { project: project.id, run: this.record() })
  }

  private finish({ step, outcome }: TrainResult): void {
    if (this.writeError !== undefined) {
      this.fail(this.writeError)
      return
    }
    if (outcome === 'left') {
      this.end({ state: 'interrupted', step, error: closedWhileTraining })
      this.job.end('interrupted')
      return
    }
    const kept = outcome === 'done' || this.lastWish !== 'discard'
    this.end({ state: outcome, step, finishedAt: Date.now() })
    this.wantsAnalysis = kept && !this.isCancelled && this.mayBeAnalyzed
    this.job.end(this.isCancelled ? 'cancelled' : 'done')
  }

  private fail(thrown: unknown): void {
    const error = errorRecordFrom(this.writeError ?? thrown)
    // What ends for a reason outside of it can go on once that is gone.
    const canGoOn = error.code === 'crashed' || error.code === 'disk-full'
    this.end({
      state: canGoOn ? 'interrupted' : 'failed',
      error: canGoOn ? withRemedy(error) : error,
      finishedAt: Date.now()
    })
    this.job.end(canGoOn ? 'interrupted' : 'failed', error)
  }

  /** A store that can not be written (full disk) must not hide the end from the windows. */
  private end(change: RunChange): void {
    for (const timer of this.timers) clearInterval(timer)
    try {
      this.metrics.write(change)
      this.show()
      this.tell()
    } catch (error) {
      const { project, announce } = this.options
      announce('run.changed', {
        project: project.id,
        run: { ...this.record(), state: 'interrupted', error: errorRecordFrom(error) }
      })
    }
  }
}
