/**
 * Measuring pinned features at checkpoints on the disk, for what a training did not measure itself: a process that is asked for,
 * a job in the list. What it has measured when it ends too early stays.
 */
import type { Run } from '../../../contract/records/run'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import type { ProjectStore } from '../../store/project-store'
import type { OpenProject } from '../projects/open-projects'
import type { AnalysesOptions } from './analyses'
import { dataPlaceOf } from './data-place'
import type { JobHandle } from './jobs'
import type { JobTypes } from './protocol'
import { startProcess } from './start-process'

type Checkpoints = JobTypes['pins']['spec']['checkpoints']

interface UnderWay {
  job: string
  abort: AbortController
  ended: Promise<void>
  /** What was pinned since it began is to be measured too. */
  again: boolean
}

interface Work {
  project: OpenProject
  run: Run
  checkpoints: Checkpoints
  job: JobHandle
  abort: AbortController
}

export class Pinnings {
  private readonly underWay = new Map<string, UnderWay>()
  private isClosed = false

  constructor(private readonly options: AnalysesOptions) {}

  /**
   * Starts measuring what is missing at all checkpoints, or at those of `steps`; gives the id of its job, nothing where nothing
   * is missing. One that is under way takes along what was pinned since it began. Throws busy, not-found.
   */
  start(project: OpenProject, run: string, steps?: readonly number[]): string | undefined {
    if (this.isClosed) throw new LoupeError('busy', 'Loupe is closing')
    const known = project.store.runs.get(run)
    const checkpoints = missingMeasures(project.store, known, steps)
    const underWay = this.underWay.get(run)
    if (underWay) {
      underWay.again = true
      return underWay.job
    }
    if (checkpoints.length === 0) return undefined
    const abort = new AbortController()
    const job = this.options.jobs.open({
      kind: 'pins',
      project: project.id,
      run,
      title: `${known.name}, pinned features`,
      cancel: () => abort.abort()
    })
    this.options.projects.retain(project.id, abort)
    const ended = this.follow({ project, run: known, checkpoints, job, abort }).finally(() => {
      this.underWay.delete(run)
      this.options.projects.release(project.id, abort)
    })
    this.underWay.set(run, { job: job.id, abort, ended, again: false })
    return job.id
  }

  isMeasuring(run: string): boolean {
    return this.underWay.has(run)
  }

  /** Cancels all and starts no more. */
  async cancelAll(): Promise<void> {
    this.isClosed = true
    for (const one of this.underWay.values()) one.abort.abort()
    await Promise.all([...this.underWay.values()].map((one) => one.ended))
  }

  private async follow(work: Work): Promise<void> {
    const { project, run, job } = work
    try {
      job.state('running')
      await this.measure(work)
      for (let more = this.takeMore(project, run.id); more.length > 0; more = this.takeMore(project, run.id))
        await this.measure({ ...work, checkpoints: more })
      job.end('done')
    } catch (thrown) {
      const error = errorRecordFrom(thrown)
      if (error.code === 'cancelled') job.end('cancelled')
      else job.end(error.code === 'crashed' ? 'interrupted' : 'failed', error)
    }
  }

  /** What was asked for since the last time. */
  private takeMore(project: OpenProject, run: string): Checkpoints {
    const underWay = this.underWay.get(run)
    if (!underWay?.again) return []
    underWay.again = false
    return missingMeasures(project.store, project.store.runs.get(run))
  }

  private async measure({ project, run, checkpoints, job, abort }: Work): Promise<void> {
    await startProcess(this.options.spawner, {
      entry: 'pins',
      spec: { data: dataPlaceOf(project.store, run), checkpoints },
      onRecord: ({ step, measures }) => {
        project.store.pins.record(run.id, step, measures)
        this.options.announce('pins.changed', { project: project.id, run: run.id })
      },
      onProgress: (progress) => job.progress(progress),
      signal: abort.signal
    }).result
  }
}

/** Checkpoints on the disk with the pinned features that were not measured there, by step. Throws not-found for a step that has none. */
export function missingMeasures(store: ProjectStore, run: Run, steps?: readonly number[]): Checkpoints {
  const features = store.pins.list(run.id).map(({ feature }) => feature)
  const measured = new Map(features.map((feature) => [feature, new Set(stepsOf(store, run.id, feature))]))
  const stored = run.checkpoints.map(({ step }) => step)
  for (const step of steps ?? []) if (!stored.includes(step)) throw gone(run, step)
  return stored
    .filter((step) => steps === undefined || steps.includes(step))
    .map((step) => ({
      step,
      folder: store.layout.checkpointFolder(run.id, step),
      features: features.filter((feature) => !measured.get(feature)?.has(step))
    }))
    .filter((checkpoint) => checkpoint.features.length > 0)
}

function stepsOf(store: ProjectStore, run: string, feature: number): number[] {
  return store.pins.moments(run, feature).map(({ step }) => step)
}

function gone({ name, checkpoints }: Run, step: number): LoupeError {
  const there = checkpoints.map((one) => one.step).join(', ')
  return new LoupeError(
    'not-found',
    `The checkpoint of step ${step} of ${name} is not on the disk: it was pruned, or never written`,
    {
      hint: there ? `Pinned features can be measured at those of steps ${there}.` : 'The run has no checkpoint.'
    }
  )
}
