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
    .option('--step <n>', 'checkpoint to analyze; that of the result when left out', wholeNumber)
    .option('--fresh', 'analyze again although nothing changed')
  addAction<{ json?: boolean; run?: string; step?: number; fresh?: boolean }>(
    host,
    command,
    async (session, options, [folder]) => {
      const project = await openProject(session, folder)
      const run = await findRun(session, project, options.run, ({ checkpoints }) => checkpoints.length > 0, 'trained')
      const wanted = { fresh: options.fresh === true, ...(options.step === undefined ? {} : { step: options.step }) }
      const ask = () => session.client.call('runs.analyze', { project: project.id, run: run.id, ...wanted })
      const { upToDate } = await finished(session, project.id, ask)
      const { analysis } = await session.client.call('runs.get', { project: project.id, run: run.id })
      if (!analysis) throw new LoupeError('internal', 'The analysis left no facts')
      session.out.result({ run: run.id, name: run.name, ...analysis, upToDate }, [
        `${upToDate ? 'Up to date: ' : 'Analyzed '}${count(analysis.features)} features of ${run.name} (step ${count(analysis.step)}) over ${count(analysis.rows)} rows`
      ])
      return undefined
    }
  )
}

/** Starts a job and waits for its end; Ctrl+C cancels it. Gives what the start gave. */
async function finished<T extends { job: string }>(
  { client, out, signal }: Session,
  project: string,
  start: () => Promise<T>
): Promise<T> {
  const seen = new Map<string, Job>()
  let check = (): void => undefined
  const stop = client.on('job.changed', (job) => {
    seen.set(job.id, job)
    check()
  })
  const started = await start()
  const { job: id } = started
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
  return started
}
