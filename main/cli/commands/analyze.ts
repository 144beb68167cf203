/** `loupe analyze`: what the features of a run fire on. */
import type { Command } from 'commander'
import type { Job } from '../../../contract/records/job'
import { LoupeError } from '../../../contract/wire/errors'
import { findRun, openProject } from '../find'
import { finishedJob } from '../finished-job'
import { count, counted } from '../numbers'
import { addAction, type CommandHost } from './command'
import { wholeNumber } from './options'

const words = {
  doing: 'Analyzing',
  what: 'The analysis',
  hint: 'The earlier one is unchanged. The same command goes on from where this one was; --fresh begins anew.'
}

export function addAnalyze(host: CommandHost, program: Command): void {
  const command = program
    .command('analyze')
    .description('look at what the features of a run fire on; goes on where one was cut off, and over rows that were added')
    .argument('<project>', 'folder of the project')
    .option('--run <run>', 'id or name; the latest with a checkpoint when left out')
    .option('--step <n>', 'checkpoint to analyze; that of the result when left out', wholeNumber)
    .option('--fresh', 'analyze all rows, whatever was done before')
  addAction<{ json?: boolean; run?: string; step?: number; fresh?: boolean }>(
    host,
    command,
    async (session, options, [folder]) => {
      const project = await openProject(session, folder)
      const run = await findRun(session, project, options.run, ({ checkpoints }) => checkpoints.length > 0, 'trained')
      const wanted = { fresh: options.fresh === true, ...(options.step === undefined ? {} : { step: options.step }) }
      const { job, upToDate, pass, wholeBecause } = await finishedJob(session, project.id, words, () =>
        session.client.call('runs.analyze', { project: project.id, run: run.id, ...wanted })
      )
      const { analysis } = await session.client.call('runs.get', { project: project.id, run: run.id })
      if (!analysis) throw new LoupeError('internal', 'The analysis left no facts')
      const done = (await session.client.call('jobs.list', { project: project.id })).find(({ id }) => id === job)
      const how = passOf(done, pass, wholeBecause)
      session.out.result({ run: run.id, name: run.name, ...analysis, upToDate, ...(upToDate ? {} : how) }, [
        `${upToDate ? 'Up to date: ' : 'Analyzed '}${counted(analysis.features, 'feature')} of ${run.name} (step ${count(analysis.step)}) over ${counted(analysis.rows, 'row')}${upToDate ? '' : inSeconds(how)}`,
        ...(upToDate ? [] : passLines(how))
      ])
      return undefined
    }
  )
}

/** What was done, and how long the job took: its process and its writing to the project included, the command's own start not. */
interface Pass {
  pass: string
  fromRow?: number | undefined
  wholeBecause?: string | undefined
  seconds?: number
}

function passOf(job: Job | undefined, pass: string, wholeBecause: string | undefined): Pass {
  const { fromRow, startedAt = 0, finishedAt } = job ?? {}
  const seconds = finishedAt === undefined ? {} : { seconds: (finishedAt - startedAt) / 1000 }
  return { pass: fromRow === undefined ? 'whole' : pass, fromRow, wholeBecause, ...seconds }
}

function inSeconds({ seconds }: Pass): string {
  return seconds === undefined ? '' : ` in ${seconds.toFixed(1)} s`
}

/** Which rows were encoded, where it were not simply all. */
function passLines({ pass, fromRow, wholeBecause }: Pass): string[] {
  if (fromRow !== undefined) {
    const why = pass === 'extended' ? 'rows were added' : 'an earlier analysis was cut off'
    return [`Continued at row ${count(fromRow)}: ${why}`]
  }
  return wholeBecause === undefined ? [] : [`Began anew: ${wholeBecause}`]
}
