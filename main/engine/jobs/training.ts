/**
 * One training as the engine follows it: a process that sends news, a run in the store, a job in the list.
 * Keeps the three in step from the start to the one end, whatever that is.
 */
import type { Run } from '../../../contract/records/run'
import { type ErrorRecord, errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import type { RunChange } from '../../store/project-store'
import type { Announce } from '../connections/announce'
import type { OpenProject } from '../projects/open-projects'
import { dataPlace } from './data-place'
import type { ProcessSpawner } from './job-process'
import type { JobHandle, Jobs } from './jobs'
import { LiveMetrics } from './live-metrics'
import type { TrainRecord, TrainResult, Wish } from './protocol'
import { spareCheckpoints } from './spare-checkpoints'
import { type RunningProcess, startProcess } from './start-process'

const showEveryMs = 200
const writeEveryMs = 500

export interface TrainingOptions {
  project: OpenProject
  run: string
  spawner: ProcessSpawner
  jobs: Jobs
  announce: Announce
  /** While the run is analyzed its checkpoints stay, whichever is read. */
  isAnalyzing: () => boolean
}

/** What a caller can wait for: the news of a kind, or the end. */
type Moment = TrainRecord['about']

export class Training {
  /** Settles at the end, whatever it is; the state of the run says which. */
  readonly ended: Promise<void>
  /** True when the end is one after which the features are worth looking at. */
  wantsAnalysis = false
  private readonly job: JobHandle
  private readonly process: RunningProcess<'train'>
  private readonly metrics: LiveMetrics
  private readonly timers: NodeJS.Timeout[]
  private waiting: { moment: Moment; resolve: () => void }[] = []
  private lastWish: Wish | undefined
  private isCancelled = false

  constructor(private readonly options: TrainingOptions) {
    const { project, run: id, jobs, spawner } = options
    const run = project.store.runs.get(id)
    this.metrics = new LiveMetrics(project.store, id)
    this.process = startProcess(spawner, {
      entry: 'train',
      spec: specOf(project, run),
      precision: run.config.precision,
      onRecord: (record) => this.take(record),
      onProgress: (progress) => this.job.progress(progress)
    })
    this.job = jobs.open({ kind: 'train', project: project.id, run: id, title: run.name, cancel: () => this.cancel() })
    this.timers = [setInterval(() => this.show(), showEveryMs), setInterval(() => this.write(), writeEveryMs)]
    this.ended = this.process.result.then(
      (result) => this.finish(result),
      (error) => this.fail(error)
    )
  }

  /** Tells the process what is wanted now. */
  wish(wish: Wish): void {
    this.lastWish = wish
    // A pause that is called off before it began would be waited for in vain.
    if (wish !== 'checkpoint') for (const moment of ['paused', 'resumed'] as const) this.reach(moment)
    this.process.wish(wish)
  }

  /** The next news of this kind, or the end of the training. */
  next(moment: Moment): Promise<void> {
    return Promise.race([this.ended, new Promise<void>((resolve) => this.waiting.push({ moment, resolve }))])
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
    else if (record.about === 'checkpoint') this.recordCheckpoint(record)
    else if (record.about === 'paused') this.enter('paused', { step: record.step })
    else if (record.about === 'resumed') this.enter('running')
    else this.enter('running', { backend: record.backend.name, inputScale: record.inputScale, error: null, finishedAt: null })
    this.reach(record.about)
  }

  private recordCheckpoint(record: TrainRecord & { about: 'checkpoint' }): void {
    const { store } = this.options.project
    this.metrics.write({ step: record.step, seconds: record.seconds })
    store.checkpoints.record({ run: this.options.run, step: record.step, reason: record.reason })
    if (!this.options.isAnalyzing())
      for (const step of spareCheckpoints(store.runs.get(this.options.run))) store.checkpoints.remove(this.options.run, step)
    this.tell()
  }

  private enter(state: 'running' | 'paused', change: RunChange = {}): void {
    this.job.state(state)
    this.metrics.write({ state, ...change })
    this.show()
    this.tell()
  }

  private reach(moment: Moment): void {
    const reached = this.waiting.filter((entry) => entry.moment === moment)
    this.waiting = this.waiting.filter((entry) => entry.moment !== moment)
    for (const entry of reached) entry.resolve()
  }

  private show(): void {
    const frame = this.metrics.frame()
    if (frame) this.options.announce('run.frame', { project: this.options.project.id, frame })
  }

  private write(): void {
    try {
      if (this.metrics.write()) this.tell()
    } catch (error) {
      this.process.cancel()
      this.writeError = error
    }
  }
  private writeError: unknown

  private tell(): void {
    const { project, run, announce } = this.options
    announce('run.changed', { project: project.id, run: project.store.runs.get(run) })
  }

  private finish({ step, outcome }: TrainResult): void {
    if (outcome === 'left') {
      this.end({ state: 'interrupted', step, error: closedWhileTraining })
      this.job.end('interrupted')
      return
    }
    const kept = outcome === 'done' || this.lastWish !== 'discard'
    this.end({ state: outcome, step, finishedAt: Date.now() })
    this.wantsAnalysis = kept && !this.isCancelled
    this.job.end(this.isCancelled ? 'cancelled' : 'done')
  }

  private fail(thrown: unknown): void {
    const error = errorRecordFrom(this.writeError ?? thrown)
    const isCrash = error.code === 'crashed'
    this.end({ state: isCrash ? 'interrupted' : 'failed', error: isCrash ? withRemedy(error) : error, finishedAt: Date.now() })
    this.job.end(isCrash ? 'interrupted' : 'failed', error)
  }

  /** A store that can not be written (full disk) must not hide the end from the windows. */
  private end(change: RunChange): void {
    for (const timer of this.timers) clearInterval(timer)
    try {
      this.metrics.write(change)
      this.show()
      this.tell()
    } catch (error) {
      const { project, run, announce } = this.options
      const known = project.store.runs.get(run)
      announce('run.changed', { project: project.id, run: { ...known, state: 'interrupted', error: errorRecordFrom(error) } })
    }
  }
}

function specOf(project: OpenProject, run: Run) {
  const { store } = project
  const latest = store.checkpoints.latest(run.id)
  return {
    data: dataPlace(store, run.dataset),
    run: run.id,
    checkpointsFolder: store.layout.checkpointsFolder(run.id),
    config: run.config,
    resumeFrom: latest && { step: latest.step, folder: store.layout.checkpointFolder(run.id, latest.step) }
  }
}

const closedWhileTraining: ErrorRecord = {
  code: 'cancelled',
  message: 'Loupe was closed while this run was training. Its state is saved',
  hint: 'Resume it: it goes on where it was.'
}

function withRemedy(error: ErrorRecord): ErrorRecord {
  return { ...error, hint: 'Resume the run: it goes on from its latest checkpoint.' }
}

/** What is said when a run has no training under way. */
export function notTraining(run: Run): LoupeError {
  return new LoupeError('busy', `Run ${run.name} is not training (${run.state})`, {
    hint: run.state === 'done' ? 'It is finished.' : 'Resume it first.'
  })
}
