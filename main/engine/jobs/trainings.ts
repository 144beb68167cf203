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
import { notTraining, Training } from './training'

export interface TrainingsOptions {
  projects: OpenProjects
  spawner: ProcessSpawner
  jobs: Jobs
  announce: Announce
  analyses: Analyses
}

export class Trainings {
  private readonly underWay = new Map<string, Training>()

  constructor(private readonly options: TrainingsOptions) {}

  isTraining(project: OpenProject, run: string): boolean {
    return this.underWay.has(keyOf(project, run))
  }

  /** Starts the process of a recorded run, from its latest checkpoint where it has one. */
  start(project: OpenProject, run: string, analyze: boolean): Run {
    const training = new Training({ ...this.options, project, run, isAnalyzing: () => this.options.analyses.isAnalyzing(run) })
    this.underWay.set(keyOf(project, run), training)
    this.options.projects.retain(project.id, training)
    void training.ended.finally(() => {
      this.underWay.delete(keyOf(project, run))
      if (analyze && training.wantsAnalysis) this.analyze(project, run)
      this.options.projects.release(project.id, training)
    })
    return project.store.runs.get(run)
  }

  async resume(project: OpenProject, run: string, analyze: boolean): Promise<Run> {
    const training = this.underWay.get(keyOf(project, run))
    if (training) {
      if (project.store.runs.get(run).state !== 'paused') return project.store.runs.get(run)
      training.wish('resume')
      await training.next('resumed')
      return project.store.runs.get(run)
    }
    const known = project.store.runs.get(run)
    if (known.state === 'done') throw new LoupeError('busy', `Run ${known.name} is finished`, { hint: 'Start a new run.' })
    const step = project.store.checkpoints.latest(run)?.step ?? 0
    project.store.together(() => {
      project.store.metrics.removeAfter(run, step)
      project.store.runs.update(run, { state: 'queued', step, error: null, finishedAt: null })
    })
    return this.start(project, run, analyze)
  }

  async pause(project: OpenProject, run: string): Promise<Run> {
    const training = this.training(project, run)
    if (project.store.runs.get(run).state === 'paused') return project.store.runs.get(run)
    training.wish('pause')
    await training.next('paused')
    return project.store.runs.get(run)
  }

  async checkpoint(project: OpenProject, run: string): Promise<Run> {
    const training = this.training(project, run)
    // A pause begins with a checkpoint.
    if (project.store.runs.get(run).state === 'paused') return project.store.runs.get(run)
    training.wish('checkpoint')
    await training.next('checkpoint')
    return project.store.runs.get(run)
  }

  async stop(project: OpenProject, run: string, keep: boolean): Promise<Run> {
    const training = this.training(project, run)
    training.wish(keep ? 'stop' : 'discard')
    await training.ended
    return project.store.runs.get(run)
  }

  /** All write a checkpoint and end; their runs are paused then. */
  async leaveAll(): Promise<void> {
    for (const training of this.underWay.values()) training.wish('leave')
    await Promise.all([...this.underWay.values()].map((training) => training.ended))
  }

  private training(project: OpenProject, run: string): Training {
    const training = this.underWay.get(keyOf(project, run))
    if (!training) throw notTraining(project.store.runs.get(run))
    return training
  }

  private analyze(project: OpenProject, run: string): void {
    if (project.store.checkpoints.latest(run) && !this.options.analyses.isClosed)
      this.options.analyses.startByItself(project, run)
  }
}

function keyOf(project: OpenProject, run: string): string {
  return `${project.id}/${run}`
}
