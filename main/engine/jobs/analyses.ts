/**
 * The analyses under way: a process that sends facts in blocks, a writer in the store that shows them
 * all at once at the end. An analysis that fails or is cancelled leaves the earlier one as it was, and its own pass to be gone on
 * with (begun-pass.ts).
 */
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import type { AnalysisWriter } from '../../store/feature-records'
import type { Announce } from '../connections/announce'
import type { OpenProject, OpenProjects } from '../projects/open-projects'
import { choosePass, type PassChoice, type PassPlan } from './begun-pass'
import { dataPlaceOf } from './data-place'
import { featureBlockOf } from './facts-record'
import type { ProcessSpawner } from './job-process'
import type { JobHandle, Jobs } from './jobs'
import { chosenCheckpoint } from './result-checkpoint'
import { startProcess } from './start-process'
import { isUpToDate } from './up-to-date'

/** What would end the analysis again if it went on: its pass is not kept. */
const lasting = new Set<string>(['not-finite', 'empty', 'internal'])

export interface AnalysesOptions {
  projects: OpenProjects
  spawner: ProcessSpawner
  jobs: Jobs
  announce: Announce
}

interface UnderWay {
  abort: AbortController
  ended: Promise<void>
}

export class Analyses {
  private readonly underWay = new Map<string, UnderWay>()
  /** True once the engine ends: nothing is started any more. */
  isClosed = false

  constructor(private readonly options: AnalysesOptions) {}

  /**
   * Starts the analysis of a checkpoint (the run's result by default), on all cores or on `threads` of them; gives the id of its job,
   * and what it does.
   */
  start(
    project: OpenProject,
    run: string,
    { step, threads, fresh = false }: { step?: number | undefined; threads?: number | undefined; fresh?: boolean } = {}
  ): { job: string } & PassPlan {
    if (this.isClosed) throw new LoupeError('busy', 'Loupe is closing')
    const { store } = project
    const known = store.runs.get(run)
    if (this.underWay.has(run)) throw new LoupeError('busy', `Run ${known.name} is being analyzed already`)
    const checkpoint = chosenCheckpoint(store, known, step)
    const dataset = store.datasets.get(known.dataset)
    const rows = dataset.trainRows + dataset.validationRows
    const pass = choosePass(store, known, checkpoint, fresh)
    const facts = { step: checkpoint.step, features: known.config.dSae, rows }
    const writer = store.features.beginAnalysis(run, facts, pass.begun?.of === 'unfinished')
    this.tellRun(project, run)
    const abort = new AbortController()
    const job = this.options.jobs.open({
      kind: 'analyze',
      project: project.id,
      run,
      group: known.group,
      title: known.name,
      cancel: () => abort.abort()
    })
    this.options.projects.retain(project.id, abort)
    const ended = this.follow({ project, run, step: checkpoint.step, threads, writer, pass, job, abort }).finally(() => {
      this.underWay.delete(run)
      this.options.projects.release(project.id, abort)
    })
    this.underWay.set(run, { abort, ended })
    return { job: job.id, pass: pass.pass, ...(pass.wholeBecause === undefined ? {} : { wholeBecause: pass.wholeBecause }) }
  }

  /** The analysis that follows a training by itself: nobody waits for the call, so what prevents it is the end of its job. */
  async startByItself(project: OpenProject, run: string, threads?: number): Promise<void> {
    try {
      this.start(project, run, { threads })
      await this.underWay.get(run)?.ended
    } catch (thrown) {
      const title = project.store.runs.get(run).name
      const job = this.options.jobs.open({ kind: 'analyze', project: project.id, run, title, cancel: () => undefined })
      job.end('failed', errorRecordFrom(thrown))
    }
  }

  /** Whether an analysis of this checkpoint would find what is there already; false while one is under way. */
  async isUpToDate(project: OpenProject, run: string, step: number | undefined): Promise<boolean> {
    const known = project.store.runs.get(run)
    const upToDate = await isUpToDate(project, known, chosenCheckpoint(project.store, known, step))
    return upToDate && !this.underWay.has(run)
  }

  /** A job that is done as soon as it is begun, for who asks for what is there; gives its id. */
  nothingToDo(project: OpenProject, run: string): string {
    const title = project.store.runs.get(run).name
    const job = this.options.jobs.open({ kind: 'analyze', project: project.id, run, title, cancel: () => undefined })
    job.end('done')
    return job.id
  }

  isAnalyzing(run: string): boolean {
    return this.underWay.has(run)
  }

  /** Cancels all and starts no more; the earlier analyses stay. */
  async cancelAll(): Promise<void> {
    this.isClosed = true
    for (const one of this.underWay.values()) one.abort.abort()
    await Promise.all([...this.underWay.values()].map((one) => one.ended))
  }

  private async follow(work: {
    project: OpenProject
    run: string
    step: number
    threads: number | undefined
    writer: AnalysisWriter
    pass: PassChoice
    job: JobHandle
    abort: AbortController
  }): Promise<void> {
    const { project, run, threads, writer, pass, job, abort } = work
    try {
      job.state('running')
      const known = project.store.runs.get(run)
      await startProcess(this.options.spawner, {
        entry: 'analyze',
        spec: {
          data: dataPlaceOf(project.store, known),
          seed: known.config.seed,
          checkpoint: project.store.layout.checkpointFolder(run, work.step),
          indexFolder: writer.folder,
          begunFolder: pass.begun?.of === 'unfinished' ? writer.folder : pass.begun?.folder,
          whose: pass.whose
        },
        onRecord: (record) => (record.about === 'facts' ? writer.append(featureBlockOf(record.facts)) : job.goesOnAt(record.row)),
        onProgress: (progress) => job.progress(progress),
        threads,
        signal: abort.signal
      }).result
      this.publish(project, run, writer)
      job.end('done')
    } catch (thrown) {
      const error = errorRecordFrom(thrown)
      this.drop(writer, !lasting.has(error.code))
      this.tellRun(project, run)
      if (error.code === 'cancelled') job.end('cancelled')
      else job.end(error.code === 'crashed' ? 'interrupted' : 'failed', error)
    }
  }

  private publish(project: OpenProject, run: string, writer: AnalysisWriter): void {
    const { announce } = this.options
    const { folder } = writer.complete()
    project.indexes.forgetActivations(folder, project.store.layout.analysesFolder(run))
    announce('analysis.changed', { project: project.id, run })
    this.tellRun(project, run)
  }

  private tellRun(project: OpenProject, run: string): void {
    this.options.announce('run.changed', { project: project.id, run: project.store.runs.get(run) })
  }

  private drop(writer: AnalysisWriter, keepPass: boolean): void {
    try {
      writer.discard({ keepPass })
    } catch {
      // A disk that is full refuses this too; the store sweeps it at the next opening.
    }
  }
}
