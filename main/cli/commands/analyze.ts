/** `loupe analyze`: what the features of a run fire on. */
import type { Command } from 'commander'
import { LoupeError } from '../../../contract/wire/errors'
import { findRun, openProject } from '../find'
import { count } from '../numbers'
import { jobEnded } from '../wait-job'
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
    await jobEnded(session, {
      project: project.id,
      title: 'Analyzing',
      what: 'The analysis',
      hint: 'The earlier one is unchanged.',
      start: () => session.client.call('runs.analyze', { project: project.id, run: run.id, ...step })
    })
    const { analysis } = await session.client.call('runs.get', { project: project.id, run: run.id })
    if (!analysis) throw new LoupeError('internal', 'The analysis left no facts')
    session.out.result({ run: run.id, name: run.name, ...analysis }, [
      `Analyzed ${count(analysis.features)} features of ${run.name} (step ${count(analysis.step)}) over ${count(analysis.rows)} rows`
    ])
    return undefined
  })
}
