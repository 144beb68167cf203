/**
 * The trainings under way, by run: start, resume, wishes, and the analysis that follows by itself.
 * At most one process trains a run; a paused one waits in its process until it is resumed or the engine ends.
 */
import type { Run } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import type { Announce } from '../connections/announce'
import type { OpenProject, OpenProjects } from '../projects/open-projects'
import type { Analyses } from './analyses'
import type { ProcessSpawner } from './job-process'
import type { Jobs } from './jobs'
import type { Pinnings } from './pinnings'
import type { TrainSpec } from './protocol/training'
import { startProcess } from './start-process'
import { Together } from './together'
import { trainSpec } from './train-spec'
import { Training, type TrainingOptions } from './training'
import { notTraining } from './training-words'

export interface TrainingsOptions {
  projects: OpenProjects
  spawner: ProcessSpawner
  jobs: Jobs
  announce: Announce
  analyses: Analyses
  pinnings: Pinnings
}

export interface StartOptions {
  /** Whether the analysis starts by itself when the run has ended. */
  analyze: boolean
  /** Cores that training and analysis may use; all when left out. */
  threads?: number | undefined
}

export class Trainings {
  private readonly underWay = new Map<string, Training>()
  private asleep: Training[] = []

  constructor(private readonly options: TrainingsOptions) {}

  isTraining(project: OpenProject, run: string): boolean {
    return this.underWay.has(keyOf(project, run))
  }

  /** The run as it is now; `known` is what the store says of it. */
  current(project: OpenProject, known: Run): Run {
    return this.underWay.get(keyOf(project, known.id))?.record() ?? known
  }

  /**
   * Starts the process of a recorded run, from its latest checkpoint where it has one. Settles when it and its analysis are over.
   * Throws not-found where a run that it is to start from is gone.
   */
  start(project: OpenProject, run: string, { analyze, threads }: StartOptions): Promise<void> {
    const { store } = project
    const spec = trainSpec(store, store.runs.get(run))
    const training = this.begin(project, run, (listeners) =>
      startProcess(this.options.spawner, { entry: 'train', spec, config: spec.config, threads, ...listeners })
    )
    return training.ended.then(() => (analyze ? this.analyze(project, [[run, training]], threads) : undefined))
  }

  /**
   * Starts runs that read the same batches, in one process; their analyses come one after the other when all have ended.
   * What can not be started goes to `onProblem`; nothing comes back where nothing was started.
   */
  startTogether(
    project: OpenProject,
    runs: readonly string[],
    { analyze, threads, onProblem }: StartOptions & { onProblem: (run: string, error: unknown) => void }
  ): Promise<void> | undefined {
    const specs = runs.flatMap((run) => specOrProblem(project, run, onProblem))
    if (specs.length === 0) return undefined
    if (specs.length === 1) return this.start(project, specs[0].run, { analyze, threads })
    const together = new Together(this.options.spawner, specs, threads)
    const begun = specs.map(({ run }) => [run, this.begin(project, run, (listeners) => together.member(run, listeners))] as const)
    const ended = Promise.all(begun.map(([, training]) => training.ended))
    return ended.then(() => (analyze ? this.analyze(project, begun, threads) : undefined))
  }

  private begin(project: OpenProject, run: string, launch: TrainingOptions['launch']): Training {
    const { analyses, pinnings } = this.options
    const isRead = () => analyses.isAnalyzing(run) || pinnings.isMeasuring(run)
    const training = new Training({ ...this.options, project, run, launch, isRead })
    this.underWay.set(keyOf(project, run), training)
    this.options.projects.retain(project.id, training)
    void training.ended.then(() => {
      this.underWay.delete(keyOf(project, run))
      // What follows by itself begins first, so that the project stays open.
      setImmediate(() => this.options.projects.release(project.id, training))
    })
    return training
  }

  async resume(project: OpenProject, run: string, analyze: boolean): Promise<void> {
    const training = this.underWay.get(keyOf(project, run))
    if (training) {
      if (!training.isPaused) return
      training.wish('resume')
      await training.next('resumed')
      return
    }
    const known = project.store.runs.get(run)
    if (known.state === 'done') throw new LoupeError('busy', `Run ${known.name} is finished`, { hint: 'Start a new run.' })
    this.queue(project, run)
    void this.start(project, run, { analyze })
  }

  /** Makes a run that ended before its time ready to go on: what came after its latest checkpoint is lost. */
  queue(project: OpenProject, run: string): void {
    const step = project.store.checkpoints.latest(run)?.step ?? 0
    project.store.together(() => {
      project.store.metrics.removeAfter(run, step)
      project.store.runs.update(run, { state: 'queued', step, error: null, finishedAt: null })
    })
  }

  async pause(project: OpenProject, run: string): Promise<void> {
    const training = this.training(project, run)
    if (training.isPaused) return
    training.wish('pause')
    await training.next('paused')
  }

  async checkpoint(project: OpenProject, run: string): Promise<void> {
    const training = this.training(project, run)
    // A pause begins with a checkpoint.
    if (training.isPaused) return
    training.wish('checkpoint')
    await training.next('checkpoint')
  }

  /** The features that are pinned now, for a run that trains; no matter for any other. */
  pin(project: OpenProject, run: string, features: number[]): void {
    this.underWay.get(keyOf(project, run))?.pin(features)
  }

  /** `keep`: with a checkpoint. `analyze` false leaves out the analysis that would follow. */
  async stop(project: OpenProject, run: string, { keep, analyze = true }: { keep: boolean; analyze?: boolean }): Promise<void> {
    const training = this.training(project, run)
    training.mayBeAnalyzed = analyze
    training.wish(keep ? 'stop' : 'discard')
    await training.ended
  }

  /** The machine goes to sleep: what trains writes a checkpoint and waits until it is awake. */
  sleep(): void {
    const running = [...this.underWay.values()].filter(({ isRunning }) => isRunning)
    for (const training of running) training.wish('pause')
    this.asleep.push(...running)
  }

  /** Only what `sleep` stopped goes on. */
  wake(): void {
    for (const training of this.asleep.splice(0)) training.wish('resume')
  }

  /** All write a checkpoint and end; their runs are interrupted then. */
  async leaveAll(): Promise<void> {
    for (const training of this.underWay.values()) training.wish('leave')
    await Promise.all([...this.underWay.values()].map((training) => training.ended))
  }

  private training(project: OpenProject, run: string): Training {
    const training = this.underWay.get(keyOf(project, run))
    if (!training) throw notTraining(project.store.runs.get(run))
    return training
  }

  private async analyze(
    project: OpenProject,
    ended: readonly (readonly [run: string, training: Training])[],
    threads: number | undefined
  ): Promise<void> {
    for (const [run, { wantsAnalysis }] of ended)
      if (wantsAnalysis && !this.options.analyses.isClosed && project.store.checkpoints.latest(run))
        await this.options.analyses.startByItself(project, run, threads)
  }
}

function specOrProblem(project: OpenProject, run: string, onProblem: (run: string, error: unknown) => void): TrainSpec[] {
  try {
    return [trainSpec(project.store, project.store.runs.get(run))]
  } catch (thrown) {
    onProblem(run, thrown)
    return []
  }
}

function keyOf(project: OpenProject, run: string): string {
  return `${project.id}/${run}`
}
