/** `loupe train` and `loupe resume`: trainings with live progress, and the analysis after them. */
import { type Command, Option } from 'commander'
import { type Architecture, RunConfig } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import { findRun, openProject } from '../find'
import { followTraining } from '../watch-run'
import { addAction, type CommandHost, collected } from './command'
import { number, plainValue, wholeNumber } from './options'

interface TrainOptions {
  json?: boolean
  arch: Architecture
  features?: number
  k?: number
  l1?: number
  steps?: number
  batch?: number
  seed?: number
  lr?: number
  precision?: RunConfig['precision']
  set?: string[]
  name?: string
  analyze: boolean
}

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
    .option('--set <key=value>', 'any other field of the configuration; may be repeated', collected)
    .option('--name <name>', 'name of the run')
    .option('--no-analyze', 'do not analyze the features at the end')
  addAction<TrainOptions>(host, command, async (session, options, [folder]) => {
    const project = await openProject(session, folder)
    const { client } = session
    const given = givenConfig(options)
    const config = await client.call('runs.defaults', { project: project.id, architecture: options.arch, given })
    const request = { project: project.id, config, analyze: options.analyze, ...(options.name ? { name: options.name } : {}) }
    return followTraining(session, project, { analyze: options.analyze, start: () => client.call('runs.start', request) })
  })
}

/** What the options say of the configuration; fields that do not exist are refused by name. */
function givenConfig(options: TrainOptions): Partial<RunConfig> {
  const given: Record<string, unknown> = {
    dSae: options.features,
    k: options.k,
    l1Coefficient: options.l1,
    steps: options.steps,
    batchRows: options.batch,
    seed: options.seed,
    learningRate: options.lr,
    precision: options.precision
  }
  for (const text of options.set ?? []) {
    const at = text.indexOf('=')
    const key = text.slice(0, at)
    if (at < 1 || !(key in RunConfig.shape))
      throw new LoupeError('usage', `--set ${text}: there is no such field`, {
        hint: `Fields are: ${Object.keys(RunConfig.shape).join(', ')}.`
      })
    given[key] = plainValue(text.slice(at + 1))
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
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
