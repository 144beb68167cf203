/** The groups of runs under way: start, stop, go on. What a group does is run-group.ts's. */
import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { Checked } from '../../../contract/calls/index'
import type { Dataset } from '../../../contract/records/dataset'
import type { Run } from '../../../contract/records/run'
import type { RunGroup as GroupRecord, PlannedRun } from '../../../contract/records/run-group'
import { errorFromRecord, type LoupeError } from '../../../contract/wire/errors'
import type { Announce } from '../connections/announce'
import type { Jobs } from '../jobs/jobs'
import { dataSize } from '../jobs/train-spec'
import type { Trainings } from '../jobs/trainings'
import type { OpenProject, OpenProjects } from '../projects/open-projects'
import { checkMemory } from './memory'
import { plannedRuns } from './plan'
import { RunGroup } from './run-group'
import { checkSharing, sharingSets } from './sharing'

export interface RunGroupsOptions {
  projects: OpenProjects
  jobs: Jobs
  announce: Announce
  trainings: Trainings
}

type Draft = Omit<Checked<'runs.sweep'>, 'project' | 'dataset'>

export class RunGroups {
  private readonly underWay = new Map<string, RunGroup>()

  constructor(private readonly options: RunGroupsOptions) {}

  /** Records the runs of a plan and starts the first; throws config for the first that can not work, before anything is recorded. */
  start(project: OpenProject, data: Dataset, { plan, name, parallel, share, analyze }: Draft): GroupRecord {
    const planned = plannedRuns(project.store, data, plan)
    for (const { name: member, problem } of planned) if (problem) throw memberError(member, problem)
    const configs = planned.map(({ config }) => config)
    if (share) checkSharing(configs)
    checkMemory(configs, share ? configs.length : parallel, dataSize(project.store, data, configs[0]))
    const id = `group-${randomBytes(6).toString('hex')}`
    const group = { id, name, createdAt: Date.now(), parallel, share, analyze }
    const recorded = project.store.groups.insert(group, draftsOf(planned, name, data.id))
    this.train(
      project,
      recorded,
      recorded.runs.map((run) => project.store.runs.get(run))
    )
    return recorded
  }

  /** Goes on with members that are not done; nothing happens where there are none, or where it goes on already. */
  resume(project: OpenProject, id: string): void {
    const group = project.store.groups.get(id)
    if (this.underWay.has(id)) return
    const members = group.runs.map((run) => project.store.runs.get(run))
    const left = members.filter((run) => run.state !== 'done' && !this.options.trainings.isTraining(project, run.id))
    for (const { id: run } of left) this.options.trainings.queue(project, run)
    if (left.length > 0) this.train(project, group, left)
  }

  async stop(project: OpenProject, id: string, keep: boolean): Promise<void> {
    const group = project.store.groups.get(id)
    const underWay = this.underWay.get(id)
    if (underWay) return underWay.stop(keep)
    // After a restart: what waits there would wait for ever.
    for (const run of group.runs.map((member) => project.store.runs.get(member)))
      if (run.state === 'queued')
        this.tell(project, project.store.runs.update(run.id, { state: 'stopped', finishedAt: Date.now() }))
  }

  /** The engine ends: no further member is started. Settles when those that train have ended, which is not asked for here. */
  async leaveAll(): Promise<void> {
    const groups = [...this.underWay.values()]
    for (const group of groups) group.leave()
    await Promise.all(groups.map(({ ended }) => ended))
  }

  private train(project: OpenProject, group: GroupRecord, runs: readonly Run[]): void {
    const sets = group.share ? sharingSets(runs) : runs.map(({ id }) => [id])
    const threads = Math.max(1, Math.floor(availableParallelism() / Math.min(group.parallel, sets.length)))
    const own = new RunGroup({ ...this.options, project, group, sets, threads })
    this.underWay.set(group.id, own)
    this.options.projects.retain(project.id, own)
    void own.ended.then(() => {
      this.underWay.delete(group.id)
      this.options.projects.release(project.id, own)
    })
  }

  private tell(project: OpenProject, run: Run): void {
    this.options.announce('run.changed', { project: project.id, run })
  }
}

function draftsOf(planned: readonly PlannedRun[], group: string, dataset: string) {
  // Which backend it is, the training says itself when it has started.
  return planned.map(({ name, config }) => ({
    id: `run-${randomBytes(6).toString('hex')}`,
    name: `${group}-${name}`,
    dataset,
    config,
    backend: ''
  }))
}

function memberError(name: string, problem: NonNullable<PlannedRun['problem']>): LoupeError {
  return errorFromRecord({ ...problem, message: `${name}: ${problem.message}` })
}
