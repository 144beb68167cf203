/** `loupe new`: a project from activation files. */
import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import type { Dataset, OutlierRule, RowFilter, RowWeights, SplitRule, StreamSource } from '../../../contract/records/dataset'
import { count, counted } from '../numbers'
import { fromCaller, sourceFrom } from '../paths'
import { chosenFiles } from './chosen-files'
import { addAction, type CommandHost } from './command'
import { filterOption, streamOption, weightsOption } from './data-rules'
import { textOf, wholeNumberIn } from './options'

interface Options {
  json?: boolean
  activations?: string[]
  rows?: string
  targets?: string
  stream?: StreamSource[]
  vocabulary?: string
  filter?: RowFilter
  weights?: RowWeights
  name?: string
  outliers: OutlierRule
  splitBy?: SplitRule['by']
  splitEvery: number
  splitColumn?: string
}

export function addNew(host: CommandHost, program: Command): void {
  const command = program
    .command('new')
    .description('make a project from activation files')
    .argument('<project>', 'folder of the new project')
    .option('--activations <file...>', 'activation files, a folder or a pattern; FILE:NAME chooses one array of a file')
    .option('--rows <table>', 'row table: token, document, position, labels of each row')
    .option('--vocabulary <file>', 'text of token ids: tokenizer.json, vocab.json, or a list')
    .option('--targets <file>', 'what a transcoder predicts: as many rows, in the same order')
    .option('--stream <name=file>', 'a further stream (layer) joined to the rows; may be repeated', streamOption)
    .option('--name <name>', 'name of the project', textOf(1, 200))
    .addOption(
      new Option('--outliers <rule>', 'rows over 10 × the median norm').choices(['drop', 'clip', 'keep']).default('drop')
    )
    .option('--filter <column=value,…>', 'only rows with one of these values', filterOption)
    .option('--weights <column=value:weight,…>', 'how often rows of these values are drawn; others once', weightsOption)
    .addOption(new Option('--split-by <unit>', 'what validation is chosen by').choices(['document', 'row', 'column', 'none']))
    .option('--split-every <n>', 'every n-th validates', wholeNumberIn(2), 10)
    .option('--split-column <column>', 'the column with train, validation and test (column)')
  addAction<Options>(host, command, async (session, options, [folder]) => {
    const { client, out, signal } = session
    const files = await chosenFiles(session, options)
    const project = await client.call(
      'projects.create',
      {
        folder: fromCaller(folder),
        name: options.name ?? basename(fromCaller(folder)).replace(/\.loupe$/, ''),
        ...files,
        ...(options.targets === undefined ? {} : { targets: sourceFrom(options.targets) }),
        outliers: options.outliers,
        ...splitOf(options),
        ...(options.filter ? { filter: options.filter } : {}),
        ...(options.weights ? { weights: options.weights } : {})
      },
      { signal, onProgress: (progress) => out.progress('Reading', progress) }
    )
    if (files.vocabulary !== undefined && project.datasets.every(({ vocabulary }) => !vocabulary))
      out.say(`Not used: ${files.vocabulary} (the row table has the text of its tokens itself)`)
    out.result(project, [`Made ${project.folder}`, ...project.datasets.flatMap(datasetLines)])
    return undefined
  })
}

/** A column that is named means a split by column. */
function splitOf({ splitBy, splitEvery, splitColumn }: Options): { split?: SplitRule } {
  const by = splitBy ?? (splitColumn === undefined ? undefined : 'column')
  if (!by) return {}
  return { split: { by, every: splitEvery, ...(by === 'column' && splitColumn !== undefined ? { column: splitColumn } : {}) } }
}

function datasetLines(dataset: Dataset): string[] {
  const { leftOut, targets, streams } = dataset
  return [
    `Data: ${dataset.name}, ${counted(dataset.rows, 'row')} of ${count(dataset.dIn)} (${dataset.activations.dtype})`,
    ...(streams ? [`Streams: ${streams.map(({ name, dIn }) => `${name} (${count(dIn)})`).join(', ')}`] : []),
    ...(targets ? [`Targets: ${basename(targets.path)}, ${count(targets.dOut)} wide (${targets.dtype})`] : []),
    `Rows: ${count(dataset.trainRows)} train, ${count(dataset.validationRows)} validate, ${count(leftOut.count)} left out` +
      (leftOut.count > 0 ? ` (${reasons(leftOut)})` : ''),
    ...(dataset.documents > 0 ? [`Documents: ${count(dataset.documents)}`] : [])
  ]
}

function reasons({ outliers, notFinite, filtered, test }: Dataset['leftOut']): string {
  const parts = [counted(outliers, 'outlier'), `${count(notFinite)} not finite`]
  if (filtered) parts.push(`${count(filtered)} filtered`)
  if (test) parts.push(`${count(test)} test`)
  return parts.join(', ')
}
