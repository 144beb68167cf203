/** `loupe analyze`: what the features of a run fire on. */
import type { Command } from 'commander'
import type { Job } from '../../../contract/records/job'
import { errorFromRecord, LoupeError } from '../../../contract/wire/errors'
import { findRun, openProject } from '../find'
import { count } from '../numbers'
import type { Session } from '../session'
import { addAction, type CommandHost } from './command'
import { wholeNumber } from './options'

export function addAnalyze(host: CommandHost, program: Command): void {
  const command = program
    .command('analyze')
    .description('look at what the features of a run fire on')
    .argument('<project>', 'folder of the project')
    .option('--run <run>', 'id or name; the latest with a checkpoint when left out')
    .option('--step <n>', 'checkpoint to analyze; the latest when left out', wholeNumber)
  addAction<{ json?: boolean; run?: string; step?: number }>(host, command, async (session, options, [folder]) => {
    const project = await openProject(session, folder)
    const run = await findRun(session, project, options.run, ({ checkpoints }) => checkpoints.length > 0, 'trained')
    const step = options.step === undefined ? {} : { step: options.step }
    await finished(session, project.id, () => session.client.call('runs.analyze', { project: project.id, run: run.id, ...step }))
    const { analysis } = await session.client.call('runs.get', { project: project.id, run: run.id })
    if (!analysis) throw new LoupeError('internal', 'The analysis left no facts')
    session.out.result({ run: run.id, name: run.name, ...analysis }, [
      `Analyzed ${count(analysis.features)} features of ${run.name} (step ${count(analysis.step)}) over ${count(analysis.rows)} rows`
    ])
    return undefined
  })
}

/** Starts a job and waits for its end; Ctrl+C cancels it. */
async function finished({ client, out, signal }: Session, project: string, start: () => Promise<{ job: string }>): Promise<void> {
  const seen = new Map<string, Job>()
  let check = (): void => undefined
  const stop = client.on('job.changed', (job) => {
    seen.set(job.id, job)
    check()
  })
  const { job: id } = await start()
  const cancel = () => void client.call('jobs.cancel', { job: id }).catch(() => undefined)
  signal.addEventListener('abort', cancel)
  if (signal.aborted) cancel()
  const job = await new Promise<Job>((resolve) => {
    check = () => {
      const known = seen.get(id)
      if (known?.finishedAt !== undefined) resolve(known)
      else if (known?.progress) out.progress('Analyzing', known.progress)
    }
    void client.call('jobs.list', { project }).then((jobs) => {
      for (const one of jobs) if (!seen.has(one.id)) seen.set(one.id, one)
      check()
    })
  }).finally(stop)
  if (job.error) throw errorFromRecord(job.error)
  if (job.state !== 'done')
    throw new LoupeError('cancelled', `The analysis was ${job.state}`, { hint: 'The earlier one is unchanged.' })
}
