/** Follows a training (and the analysis after it) to its end, showing progress; Ctrl+C pauses it with a checkpoint. */
import type { EventPayload } from '../../contract/events'
import type { Job } from '../../contract/records/job'
import type { MetricColumns, MetricKey } from '../../contract/records/metrics'
import type { Project } from '../../contract/records/project'
import type { Run } from '../../contract/records/run'
import type { ErrorRecord } from '../../contract/wire/errors'
import { finish } from './ended-run'
import { counted, progressText, short } from './numbers'
import type { Session } from './session'

/** A line of the stream at most this often; validation always has one. */
const streamEveryMs = 1_000

/** A run that waits for room on the disk is over for a command: nobody could tell it to go on. */
const isOver = (run: Run) =>
  run.state === 'done' ||
  run.state === 'stopped' ||
  run.state === 'failed' ||
  run.state === 'interrupted' ||
  (run.state === 'paused' && run.error !== undefined)

/** Starts the training with `start`, follows it, prints its last line; gives the exit code. */
export async function followTraining(
  session: Session,
  project: Project,
  options: { analyze: boolean; start: () => Promise<Run> }
): Promise<number> {
  const watch = new RunWatch(session, project)
  try {
    const run = await watch.until(await options.start())
    const wantsAnalysis = options.analyze && (run.state === 'done' || run.state === 'stopped')
    const failure = wantsAnalysis && !session.signal.aborted ? await watch.analysis(run) : undefined
    const ended = await session.client.call('runs.get', { project: project.id, run: run.id })
    return finish(session, { project, run: ended, failure, dataWait: watch.dataWait() })
  } finally {
    watch.close()
  }
}

class RunWatch {
  private id: string | undefined
  private shown: Partial<Record<MetricKey, number>> = {}
  private fvu: number | undefined
  private streamedAt = 0
  private onRun: (run: Run) => void = () => undefined
  private onAnalysis: (job: Job) => void = () => undefined
  private analysisJob: Job | undefined
  private readonly stops: (() => void)[]

  constructor(
    private readonly session: Session,
    private readonly project: Project
  ) {
    const { client } = session
    this.stops = [
      client.on('run.changed', ({ run }) => run.id === this.id && this.onRun(run)),
      client.on('run.frame', ({ frame }) => frame.run === this.id && this.frame(frame)),
      client.on('job.changed', (job) => job.run === this.id && this.job(job))
    ]
  }

  close(): void {
    for (const stop of this.stops) stop()
  }

  /** Share of the time that the steps waited for rows; undefined where there was no step. */
  dataWait(): number | undefined {
    return this.shown.data_wait
  }

  /** Settles when the training is over, or paused after Ctrl+C. */
  async until(run: Run): Promise<Run> {
    const { client, out, signal } = this.session
    this.id = run.id
    out.say(`Training ${run.name} (${run.id}): ${counted(run.config.steps, 'step')} of ${counted(run.config.batchRows, 'row')}`)
    out.stream({ event: 'started', run: run.id, name: run.name, config: run.config })
    const over = new Promise<Run>((resolve) => {
      this.onRun = (changed) => {
        if (isOver(changed) || (signal.aborted && changed.state === 'paused')) resolve(changed)
      }
    })
    const pause = () => {
      out.say('Pausing: writing a checkpoint')
      const paused = client.call('runs.pause', { project: this.project.id, run: run.id })
      paused.then(this.onRun).catch(() => undefined)
    }
    if (signal.aborted) pause()
    signal.addEventListener('abort', pause)
    this.onRun(await client.call('runs.get', { project: this.project.id, run: run.id }))
    return over
  }

  /** Waits for the analysis that starts by itself; it may have ended already. Gives its error when it failed. */
  async analysis(run: Run): Promise<ErrorRecord | undefined> {
    const { client, signal } = this.session
    const jobs = await client.call('jobs.list', { project: this.project.id })
    const known = this.analysisJob ?? jobs.find((job) => job.kind === 'analyze' && job.run === run.id)
    if (!known && !(await this.comesSoon())) return undefined
    const cancel = () => this.analysisJob && void client.call('jobs.cancel', { job: this.analysisJob.id }).catch(() => undefined)
    signal.addEventListener('abort', cancel)
    const ended = await new Promise<Job>((resolve) => {
      this.onAnalysis = (job) => job.finishedAt !== undefined && resolve(job)
      const current = this.analysisJob ?? known
      if (current) this.onAnalysis(current)
    })
    return ended.error
  }

  /** The job is opened right after the run has ended; not at all where there is nothing to analyze. */
  private async comesSoon(): Promise<boolean> {
    for (let tries = 0; tries < 40 && !this.analysisJob; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50))
    return this.analysisJob !== undefined
  }

  private job(job: Job): void {
    if (job.kind === 'analyze') {
      this.analysisJob = job
      if (job.progress) this.session.out.progress('Analyzing', job.progress)
      this.onAnalysis(job)
    } else if (job.progress && job.state === 'running') {
      this.session.out.progress('Training', [progressText(job.progress), ...this.numbers()].join(', '))
    }
  }

  /** The latest numbers, as far as there are any. */
  private numbers(): string[] {
    const { loss, l0, dead } = this.shown
    return Object.entries({ loss, fvu: this.fvu, l0, dead }).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key} ${short(value)}`]
    )
  }

  private frame(frame: EventPayload<'run.frame'>['frame']): void {
    for (const columns of frame.columns) {
      const metrics = lastOf(columns)
      if (columns.split === 'train') this.shown = metrics
      else this.fvu = metrics.fvu
      const isDue = performance.now() - this.streamedAt >= streamEveryMs
      if (columns.split === 'train' && !isDue) continue
      if (columns.split === 'train') this.streamedAt = performance.now()
      this.session.out.stream({ event: 'metrics', run: frame.run, split: columns.split, step: columns.steps.at(-1), metrics })
    }
  }
}

function lastOf(columns: MetricColumns): Partial<Record<MetricKey, number>> {
  const last = Object.entries(columns.columns).map(([key, values]) => [key, values?.at(-1)] as const)
  return Object.fromEntries(last.filter(([, value]) => value !== undefined && Number.isFinite(value)))
}
