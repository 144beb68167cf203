/**
 * A group of runs that trains: so many at a time, each with its share of the cores, or all in one process that reads for all.
 * What one of them comes to is no matter of the others; what has not begun when the engine ends stays queued.
 */
import type { Run, RunState } from '../../../contract/records/run'
import type { RunGroup as GroupRecord } from '../../../contract/records/run-group'
import { type ErrorRecord, errorRecordFrom } from '../../../contract/wire/errors'
import type { Announce } from '../connections/announce'
import type { JobHandle, Jobs } from '../jobs/jobs'
import type { Trainings } from '../jobs/trainings'
import type { OpenProject } from '../projects/open-projects'

export interface RunGroupOptions {
  project: OpenProject
  group: GroupRecord
  /** Members to train, in order: those of a set together. */
  sets: readonly string[][]
  trainings: Trainings
  jobs: Jobs
  announce: Announce
  /** Cores of each set. */
  threads: number
}

const over: readonly RunState[] = ['done', 'stopped', 'failed', 'interrupted']

export class RunGroup {
  /** Settles when no member trains and none will be started. */
  readonly ended: Promise<void>
  private settle: () => void = () => undefined
  private waiting: string[][]
  private readonly training = new Set<string[]>()
  private readonly job: JobHandle
  private isLeft = false
  private isStopped = false

  constructor(private readonly options: RunGroupOptions) {
    const { project, group, jobs, sets } = options
    this.waiting = [...sets]
    this.ended = new Promise((resolve) => {
      this.settle = resolve
    })
    this.job = jobs.open({
      kind: 'sweep',
      project: project.id,
      group: group.id,
      title: group.name,
      cancel: () => void this.stop(true)
    })
    this.job.state('running')
    this.fill()
  }

  /** Ends those that train, with a checkpoint where `keep`, and those that wait. */
  async stop(keep: boolean): Promise<void> {
    this.isStopped = true
    const { project, trainings } = this.options
    for (const run of this.waiting.splice(0).flat()) this.change(run, { state: 'stopped', finishedAt: Date.now() })
    const members = [...this.training].flat().filter((run) => trainings.isTraining(project, run))
    await Promise.all(members.map((run) => trainings.stop(project, run, { keep, analyze: false })))
    this.fill()
  }

  /** Starts no more; what waits stays queued. */
  leave(): void {
    this.isLeft = true
    this.waiting = []
  }

  private fill(): void {
    while (this.training.size < this.options.group.parallel && this.waiting.length > 0)
      this.begin(this.waiting.shift() as string[])
    this.tell()
    if (this.training.size === 0 && this.waiting.length === 0) this.end()
  }

  /** Those that were not deleted meanwhile, or started by the person already. */
  private begin(set: string[]): void {
    const { project, group, trainings, threads } = this.options
    const runs = set.filter((run) => project.store.runs.find(run)?.state === 'queued' && !trainings.isTraining(project, run))
    const onProblem = (run: string, error: unknown) =>
      this.change(run, { state: 'failed', error: errorRecordFrom(error), finishedAt: Date.now() })
    const ended = trainings.startTogether(project, runs, { analyze: group.analyze, threads, onProblem })
    if (!ended) return
    this.training.add(set)
    void ended.then(() => {
      this.training.delete(set)
      this.fill()
    })
  }

  private change(run: string, change: Pick<Run, 'state' | 'finishedAt' | 'error'>): void {
    const { project, announce } = this.options
    if (project.store.runs.find(run)?.state !== 'queued') return
    announce('run.changed', { project: project.id, run: project.store.runs.update(run, change) })
  }

  private tell(): void {
    const members = this.members()
    const done = members.filter(({ state }) => over.includes(state)).length
    this.job.progress({ done, total: members.length, unit: 'runs' })
  }

  private end(): void {
    if (this.isLeft) this.job.end('interrupted')
    else if (this.isStopped) this.job.end('cancelled')
    else {
      const problem = failureOf(this.members())
      this.job.end(problem ? 'failed' : 'done', problem)
    }
    this.settle()
  }

  private members(): Run[] {
    const { project, group } = this.options
    const { runs, groups } = project.store
    // Deleting the last of its runs takes the group away.
    const isThere = groups.list().some(({ id }) => id === group.id)
    return isThere ? groups.get(group.id).runs.map(runs.get) : []
  }
}

/** What is said of a group some of whose runs failed; the first of them stands for all. */
function failureOf(members: readonly Run[]): ErrorRecord | undefined {
  const failed = members.filter(({ state }) => state === 'failed' || state === 'interrupted')
  if (failed.length === 0) return undefined
  const [{ name, error }] = failed
  const message = `${failed.length} of ${members.length} runs failed; ${name}: ${error?.message ?? 'no reason is known'}`
  return { ...error, code: error?.code ?? 'internal', message }
}
