/** `loupe new`: a project from activation files. */
import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import type { ArraySource } from '../../../contract/records/basics'
import type { Dataset, OutlierRule, SplitRule } from '../../../contract/records/dataset'
import { errorFromRecord } from '../../../contract/wire/errors'
import { inspectionProblem } from '../inspection-problem'
import { count } from '../numbers'
import { fromCaller, sourceFrom } from '../paths'
import type { Session } from '../session'
import { addAction, type CommandHost } from './command'
import { textOf, wholeNumberIn } from './options'

interface Options {
  json?: boolean
  activations: string[]
  rows?: string
  name?: string
  outliers: OutlierRule
  splitBy?: SplitRule['by']
  splitEvery: number
}

export function addNew(host: CommandHost, program: Command): void {
  const command = program
    .command('new')
    .description('make a project from activation files')
    .argument('<project>', 'folder of the new project')
    .requiredOption('--activations <file...>', 'activation files; FILE:NAME chooses one array of a file')
    .option('--rows <table>', 'row table: token, document, position, labels of each row')
    .option('--name <name>', 'name of the project', textOf(1, 200))
    .addOption(
      new Option('--outliers <rule>', 'rows over 10 × the median norm').choices(['drop', 'clip', 'keep']).default('drop')
    )
    .addOption(new Option('--split-by <unit>', 'what validation is chosen by').choices(['document', 'row', 'none']))
    .option('--split-every <n>', 'every n-th validates', wholeNumberIn(2), 10)
  addAction<Options>(host, command, async (session, options, [folder]) => {
    const { client, out, signal } = session
    const { activations, rowTable } = await chosenFiles(session, options)
    const project = await client.call(
      'projects.create',
      {
        folder: fromCaller(folder),
        name: options.name ?? basename(fromCaller(folder)).replace(/\.loupe$/, ''),
        activations,
        ...(rowTable ? { rowTable } : {}),
        outliers: options.outliers,
        ...(options.splitBy ? { split: { by: options.splitBy, every: options.splitEvery } } : {})
      },
      { signal, onProgress: (progress) => out.progress('Reading', progress) }
    )
    out.result(project, [`Made ${project.folder}`, ...project.datasets.flatMap(datasetLines)])
    return undefined
  })
}

/** One file is taken as it is; of several, an inspection says which holds the activations and which the rows. */
async function chosenFiles(
  { client, out, signal }: Session,
  options: Options
): Promise<{ activations: ArraySource; rowTable?: ArraySource | undefined }> {
  const files = options.activations.map(sourceFrom)
  const rows = options.rows === undefined ? undefined : sourceFrom(options.rows)
  if (files.length === 1 && files[0]) return { activations: files[0], rowTable: rows }
  const all = rows ? [...files, rows] : files
  const onProgress = (progress: Parameters<typeof out.progress>[1]) => out.progress('Inspecting', progress)
  const inspection = await client.call('datasets.inspect', { files: all }, { signal, onProgress })
  const problem = inspectionProblem(inspection, all)
  if (problem) throw errorFromRecord(problem)
  for (const { role, path, remark } of inspection.files) if (role === 'unused') out.say(`Not used: ${path} (${remark})`)
  const sourceOf = (role: string) => {
    const file = inspection.files.find((one) => one.role === role)
    return file && { path: file.path, ...(file.array === undefined ? {} : { array: file.array }) }
  }
  return { activations: sourceOf('activations') ?? files[0], rowTable: rows ?? sourceOf('rows') }
}

function datasetLines(dataset: Dataset): string[] {
  const { leftOut } = dataset
  return [
    `Data: ${dataset.name}, ${count(dataset.rows)} rows of ${count(dataset.dIn)} (${dataset.activations.dtype})`,
    `Rows: ${count(dataset.trainRows)} train, ${count(dataset.validationRows)} validate, ${count(leftOut.count)} left out` +
      (leftOut.count > 0 ? ` (${count(leftOut.outliers)} outliers, ${count(leftOut.notFinite)} not finite)` : ''),
    ...(dataset.documents > 0 ? [`Documents: ${count(dataset.documents)}`] : [])
  ]
}
