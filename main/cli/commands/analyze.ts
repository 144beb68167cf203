/** `loupe analyze`: what the features of a run fire on. */
import type { Command } from 'commander'
import { LoupeError } from '../../../contract/wire/errors'
import { findRun, openProject } from '../find'
import { finishedJob } from '../finished-job'
import { count } from '../numbers'
import { addAction, type CommandHost } from './command'
import { wholeNumber } from './options'

const words = { doing: 'Analyzing', what: 'The analysis', hint: 'The earlier one is unchanged.' }

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
      const { upToDate } = await finishedJob(session, project.id, words, () =>
        session.client.call('runs.analyze', { project: project.id, run: run.id, ...wanted })
      )
      const { analysis } = await session.client.call('runs.get', { project: project.id, run: run.id })
      if (!analysis) throw new LoupeError('internal', 'The analysis left no facts')
      session.out.result({ run: run.id, name: run.name, ...analysis, upToDate }, [
        `${upToDate ? 'Up to date: ' : 'Analyzed '}${count(analysis.features)} features of ${run.name} (step ${count(analysis.step)}) over ${count(analysis.rows)} rows`
      ])
      return undefined
    }
  )
}
