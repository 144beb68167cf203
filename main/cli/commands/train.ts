/** `loupe train` and `loupe resume`: trainings with live progress, and the analysis after them. */
import { type Command, Option } from 'commander'
import type { Project } from '../../../contract/records/project'
import { Architecture, DictionaryKind, type RunConfig } from '../../../contract/records/run'
import { estimateLines } from '../estimate-text'
import { findRun, openProject } from '../find'
import { type ConfigOptions, givenConfig } from '../given-config'
import { inherited, runSource } from '../run-source'
import type { Session } from '../session'
import { followTraining } from '../watch-run'
import { addAction, type CommandHost } from './command'
import { collected, number, textOf, wholeNumber } from './options'

interface TrainOptions extends ConfigOptions {
  json?: boolean
  arch?: Architecture
  from?: string
  featuresOf?: string
  name?: string
  estimate?: boolean
  analyze: boolean
}

/** Everything the option takes. */
const anyText = (text: string) => text

export function addTrain(host: CommandHost, program: Command): void {
  const command = program
    .command('train')
    .description('train a dictionary')
    .argument('<project>', 'folder of the project')
    .addOption(new Option('--arch <name>', 'architecture; topk, or that of --from, when left out').choices(Architecture.options))
    .addOption(new Option('--kind <name>', 'what is reconstructed; its own input when left out').choices(DictionaryKind.options))
    .option('--features <n>', 'features of the dictionary', wholeNumber)
    .option('--k <n>', 'active features per row (topk, batchtopk, matryoshka)', wholeNumber)
    .option('--sparsity <x>', 'coefficient of the sparsity loss (the other architectures)', number)
    .option('--l1 <x>', 'the same as --sparsity', number)
    .option('--steps <n>', 'steps', wholeNumber)
    .option('--batch <n>', 'rows per step', wholeNumber)
    .option('--seed <n>', 'seed of everything random', wholeNumber)
    .option('--lr <x>', 'learning rate', number)
    .addOption(new Option('--precision <name>', 'how products are computed').choices(['exact', 'fast']))
    .option('--set <key=value>', 'any field of the configuration; may be repeated', collected(anyText))
    .option('--from <run[@step]>', 'start from the values of another run, with its settings where none are given')
    .option('--features-of <run[@step]>', 'read the features of a trained autoencoder instead of the activations')
    .option('--name <name>', 'name of the run', textOf(1, 200))
    .option('--estimate', 'only say how long it would take, and what memory and disk it would need')
    .option('--no-analyze', 'do not analyze the features at the end')
  addAction<TrainOptions>(host, command, async (session, options, [folder]) => {
    const project = await openProject(session, folder)
    const { client } = session
    const config = await configOf(session, project, options)
    if (options.estimate) return estimate(session, project, config)
    const request = { project: project.id, config, analyze: options.analyze, ...(options.name ? { name: options.name } : {}) }
    return followTraining(session, project, { analyze: options.analyze, start: () => client.call('runs.start', request) })
  })
}

async function configOf(session: Session, project: Project, options: TrainOptions): Promise<RunConfig> {
  const from = options.from === undefined ? undefined : await runSource(session, project, options.from)
  const read = options.featuresOf === undefined ? undefined : await runSource(session, project, options.featuresOf)
  const arch = options.arch ?? from?.run.config.architecture ?? 'topk'
  const told = givenConfig(options, arch)
  const { architecture = arch } = told
  const given = {
    ...(from ? { ...inherited(from.run, architecture, told), startFrom: from.source } : {}),
    ...(read ? { featuresOf: read.source } : {}),
    ...told
  }
  return session.client.call('runs.defaults', { project: project.id, architecture, given })
}

async function estimate({ client, out, signal }: Session, project: Project, config: RunConfig): Promise<undefined> {
  const onProgress = (progress: Parameters<typeof out.progress>[1]) => out.progress('Measuring', progress)
  const measured = await client.call('runs.estimate', { project: project.id, config }, { signal, onProgress })
  out.result({ estimate: measured, config }, estimateLines(config, measured))
  return undefined
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
