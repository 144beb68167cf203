/** `loupe train` and `loupe resume`: trainings with live progress, and the analysis after them. */
import { type Command, Option } from 'commander'
import type { Architecture } from '../../../contract/records/run'
import { findRun, openProject } from '../find'
import { type ConfigOptions, givenConfig } from '../given-config'
import { followTraining } from '../watch-run'
import { addAction, type CommandHost } from './command'
import { collected, number, textOf, wholeNumber } from './options'

interface TrainOptions extends ConfigOptions {
  json?: boolean
  arch: Architecture
  name?: string
  analyze: boolean
}

/** Everything the option takes. */
const anyText = (text: string) => text

export function addTrain(host: CommandHost, program: Command): void {
  const command = program
    .command('train')
    .description('train a dictionary')
    .argument('<project>', 'folder of the project')
    .addOption(new Option('--arch <name>', 'architecture').choices(['topk', 'relu-l1']).default('topk'))
    .option('--features <n>', 'features of the dictionary', wholeNumber)
    .option('--k <n>', 'active features per row (topk)', wholeNumber)
    .option('--l1 <x>', 'coefficient of the sparsity loss (relu-l1)', number)
    .option('--steps <n>', 'steps', wholeNumber)
    .option('--batch <n>', 'rows per step', wholeNumber)
    .option('--seed <n>', 'seed of everything random', wholeNumber)
    .option('--lr <x>', 'learning rate', number)
    .addOption(new Option('--precision <name>', 'how products are computed').choices(['exact', 'fast']))
    .option('--set <key=value>', 'any other field of the configuration; may be repeated', collected(anyText))
    .option('--name <name>', 'name of the run', textOf(1, 200))
    .option('--no-analyze', 'do not analyze the features at the end')
  addAction<TrainOptions>(host, command, async (session, options, [folder]) => {
    const project = await openProject(session, folder)
    const { client } = session
    const given = givenConfig(options, options.arch)
    const { architecture = options.arch } = given
    const config = await client.call('runs.defaults', { project: project.id, architecture, given })
    const request = { project: project.id, config, analyze: options.analyze, ...(options.name ? { name: options.name } : {}) }
    return followTraining(session, project, { analyze: options.analyze, start: () => client.call('runs.start', request) })
  })
}

export function addResume(host: CommandHost, program: Command): void {
  const command = program
    .command('resume')
    .description('go on with a run from its latest checkpoint')
    .argument('<project>', 'folder of the project')
    .option('--run <run>', 'id or name; the latest that is not finished when left out')
    .option('--no-analyze', 'do not analyze the features at the end')
  addAction<{ json?: boolean; run?: string; analyze: boolean }>(host, command, async (session, options, [folder]) => {
    const project = await openProject(session, folder)
    const run = await findRun(session, project, options.run, ({ state }) => state !== 'done', 'not finished')
    const request = { project: project.id, run: run.id, analyze: options.analyze }
    return followTraining(session, project, {
      analyze: options.analyze,
      start: () => session.client.call('runs.resume', request)
    })
  })
}
