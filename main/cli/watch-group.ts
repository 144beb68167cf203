/** Follows the runs of a sweep to the end of the last; Ctrl+C leaves them with a checkpoint, and those that wait in the queue. */
import type { Job } from '../../contract/records/job'
import type { Project } from '../../contract/records/project'
import type { Run, RunState } from '../../contract/records/run'
import type { RunGroup } from '../../contract/records/run-group'
import { comparison, comparisonLines } from './compare'
import { counted, duration, progressText, short } from './numbers'
import type { Session } from './session'

const over: readonly RunState[] = ['done', 'stopped', 'failed', 'interrupted']

/** Starts the group with `start`, tells of each run that ends, prints them side by side; gives the exit code, 0 when all are done. */
export async function followGroup(
  session: Session,
  project: Project,
  start: () => Promise<{ group: RunGroup; runs: Run[] }>
): Promise<number> {
  const watch = new GroupWatch(session)
  try {
    const { group, runs } = await start()
    session.out.say(`Sweep ${group.name} (${group.id}): ${counted(runs.length, 'run')}, ${group.parallel} at a time`)
    session.out.stream({
      event: 'started',
      group: group.id,
      name: group.name,
      runs: runs.map(({ id, name }) => ({ run: id, name }))
    })
    await watch.until(group, project)
    return finish(session, project, group)
  } finally {
    watch.close()
  }
}

class GroupWatch {
  private readonly states = new Map<string, RunState>()
  private group: string | undefined
  private onEnd: () => void = () => undefined
  private readonly ended = new Promise<void>((resolve) => {
    this.onEnd = resolve
  })
  private readonly stops: (() => void)[]

  constructor(private readonly session: Session) {
    const { client } = session
    this.stops = [client.on('run.changed', ({ run }) => this.run(run)), client.on('job.changed', (job) => this.job(job))]
  }

  close(): void {
    for (const stop of this.stops) stop()
  }

  /** Settles when the last run and its analysis are over, or after Ctrl+C: the engine's end leaves the rest in order. */
  async until({ id }: RunGroup, { id: project }: Project): Promise<void> {
    const { client, signal } = this.session
    this.group = id
    const interrupted = new Promise<void>((resolve) => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve())
    })
    const jobs = await client.call('jobs.list', { project })
    for (const job of jobs) this.job(job)
    // Nothing was left to do.
    if (!jobs.some((job) => job.kind === 'sweep' && job.group === id)) this.onEnd()
    await Promise.race([this.ended, interrupted])
  }

  private run(run: Run): void {
    const before = this.states.get(run.id)
    this.states.set(run.id, run.state)
    if (run.group === undefined || run.group !== this.group || before === run.state || !over.includes(run.state)) return
    const { fvu, l0 } = run.validation ?? {}
    const numbers = fvu === undefined ? '' : `, fvu ${short(fvu)}, l0 ${short(l0)}`
    const why = run.error ? `: ${run.error.message}` : ''
    this.session.out.say(
      `${run.name}: ${run.state} after ${counted(run.step, 'step')} in ${duration(run.seconds)}${numbers}${why}`
    )
    this.session.out.stream({ event: 'ended', run: run.id, name: run.name, state: run.state, metrics: run.validation ?? {} })
  }

  private job(job: Job): void {
    if (this.group === undefined || job.group !== this.group) return
    if (job.kind === 'sweep' && job.finishedAt !== undefined) this.onEnd()
    else if (job.kind === 'train' && job.progress && job.state === 'running')
      this.session.out.progress(job.title, progressText(job.progress))
  }
}

async function finish({ client, out, signal }: Session, project: Project, { id, name }: RunGroup): Promise<number> {
  const runs = (await client.call('runs.list', { project: project.id })).filter(({ group }) => group === id)
  const compared = comparison(runs)
  const left = runs.filter(({ state }) => state !== 'done').length
  const record = { group: id, name, ...compared }
  if (!signal.aborted) {
    out.result(record, comparisonLines(compared))
    return left === 0 ? 0 : 1
  }
  const hint = `Go on with: loupe sweep ${project.folder} --resume ${name}`
  out.error(
    { code: 'cancelled', message: `Sweep ${name} was left with ${left} of ${counted(runs.length, 'run')} to go`, hint },
    record
  )
  return 1
}
