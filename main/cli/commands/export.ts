/** `loupe export`: a labeled dictionary, files for other tools, activations, or a page to read. */
import { type Command, Option } from 'commander'
import { WeightType, WrittenFormat } from '../../../contract/records/dictionary-report'
import { ActivationFile, ExportAs, type ExportPlan, type ExportScope, type Receipt } from '../../../contract/records/export'
import { LabelStatus } from '../../../contract/records/label'
import { LoupeError } from '../../../contract/wire/errors'
import { requireAnnotator } from '../annotators'
import { comparedText } from '../compared'
import { findRun, readProject } from '../find'
import { count, counted } from '../numbers'
import { fromCaller } from '../paths'
import { addAction, type CommandHost } from './command'
import { textOf, wholeNumber } from './options'

interface Options {
  json?: boolean
  run?: string
  step?: number
  as: ExportAs
  format: WrittenFormat
  type: WeightType
  activations: ActivationFile
  filter?: string
  status?: LabelStatus[]
  author?: string
  notes: boolean
  examples: boolean
  model?: string
  hook?: string
  source?: string
  license?: string
  out?: string
  to?: string
  dryRun?: boolean
}

export function addExport(host: CommandHost, program: Command): void {
  const command = program
    .command('export')
    .description('write a labeled dictionary, files for other tools, activations, or a page to read')
    .argument('<project>', 'folder of the project')
    .addOption(new Option('--as <what>', 'what to write').choices(ExportAs.options).default('labeled'))
    .addOption(new Option('--format <name>', 'format of the weights (labeled)').choices(WrittenFormat.options).default('saelens'))
    .addOption(new Option('--type <type>', 'numbers of the weights (labeled)').choices(WeightType.options).default('f32'))
    .addOption(
      new Option('--activations <file>', 'kind of file (activations)').choices(ActivationFile.options).default('safetensors')
    )
    .option('--to <folder>', 'new folder to write')
    .addOption(new Option('--out <folder>', 'the same as --to').hideHelp())
    .option('--run <run>', 'id or name; the latest with a checkpoint when left out')
    .option('--step <n>', 'checkpoint to export; the latest when left out', wholeNumber)
    .option('--filter <text>', 'only features that match: density>1e-4 tag:x status:labeled words')
    .addOption(new Option('--status <status...>', 'only features in these states').choices(LabelStatus.options))
    .option('--author <name>', 'what this annotator says, in place of the labels of the project', textOf(1, 200))
    .option('--no-notes', 'leave notes out')
    .option('--no-examples', 'leave examples out')
    .option('--model <name>', 'model that the activations are from')
    .option('--hook <name>', 'place in the model that they are from')
    .option('--source <name>', 'name of the source on Neuronpedia (6-res-jb)')
    .option('--license <name>', 'license of the dictionary, for the model card')
    .option('--dry-run', 'say what would be written, and write nothing')
  addAction<Options>(host, command, async (session, options, [folder]) => {
    const { client, out, signal } = session
    const target = options.to ?? options.out
    if (target === undefined && !options.dryRun) throw new LoupeError('usage', 'Where to? Give a new folder with --to')
    const project = await readProject(session, folder)
    const run = await findRun(session, project, options.run, ({ checkpoints }) => checkpoints.length > 0, 'trained')
    const place = { project: project.id, run: run.id }
    if (options.author !== undefined) requireAnnotator(options.author, await client.call('annotators.list', place))
    const wish = { ...place, ...wishFrom(options) }
    if (options.dryRun || target === undefined) {
      const plan = await client.call('exports.plan', wish, { signal })
      out.result(plan, planLines(plan))
      return plan.refused === undefined ? undefined : 1
    }
    const record = await client.call(
      'exports.write',
      { ...wish, folder: fromCaller(target) },
      { signal, onProgress: (progress) => out.progress('Exporting', progress) }
    )
    out.result(record, [`Wrote ${record.folder}`, ...receiptLines(record.receipt)])
    return undefined
  })
}

function wishFrom(options: Options) {
  const { as, format, type, activations, step, model, hook, source, license } = options
  const names = Object.fromEntries(Object.entries({ model, hook, source, license }).filter(([, name]) => name !== undefined))
  const whose = options.author === undefined ? {} : { blind: true, author: options.author }
  return { as, format, type, activations, names, scope: scopeFrom(options), ...whose, ...(step === undefined ? {} : { step }) }
}

function scopeFrom({ filter, status, notes, examples }: Options): ExportScope {
  return { statuses: status ?? LabelStatus.options, notes, examples, ...(filter === undefined ? {} : { filter }) }
}

function planLines({ features, total, files, refused, gaps }: ExportPlan): string[] {
  return [
    `${count(features)} of ${counted(total, 'feature')}`,
    ...files.map(({ name, content, sizeBytes }) => `  ${name}: ${content}, about ${counted(sizeBytes, 'byte')}`),
    ...(refused === undefined ? [] : [`  Not possible: ${refused}`]),
    ...gaps.map((gap) => `  Note: ${gap}`)
  ]
}

function receiptLines({ as, run, files, labels, verified, gaps }: Receipt): string[] {
  return [
    `Run ${run.name}, step ${count(run.step)}; ${count(labels.written)} of ${counted(labels.total, 'feature')} listed, ${count(labels.labeled)} labeled`,
    ...files.map(({ name, sizeBytes, content }) => `  ${name}: ${content}, ${counted(sizeBytes, 'byte')}`),
    `Read back and ${comparedText(verified, as)}`,
    ...gaps.map((gap) => `  Note: ${gap}`)
  ]
}
