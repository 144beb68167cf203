/** `loupe describe`, `convert`, `apply`, `verify`: dictionaries in files, without a project. */
import { type Command, Option } from 'commander'
import type { Applied, Conversion } from '../../../contract/records/conversion'
import { WeightType, WrittenFormat } from '../../../contract/records/dictionary-report'
import { comparedAgainText, comparedText } from '../compared'
import { addMappingOptions, type MappingOptions, mappingFrom } from '../dictionary-mapping'
import { count, counted, short } from '../numbers'
import { fromCaller, sourceFrom } from '../paths'
import { reportLines } from '../report-lines'
import { addAction, type CommandHost } from './command'

const dictionary = 'file of the weights, or a folder with it'

interface Options extends MappingOptions {
  json?: boolean
}

export function addDescribe(host: CommandHost, program: Command): void {
  const command = program
    .command('describe')
    .description('say what a dictionary in a file is, and where its tensors come from')
    .argument('<dictionary>', dictionary)
  addAction<Options>(host, addMappingOptions(command), async ({ client, out, signal }, options, [path]) => {
    const report = await client.call('dictionaries.describe', { path: fromCaller(path), ...given(options) }, { signal })
    out.result(report, reportLines(report))
    return undefined
  })
}

export function addConvert(host: CommandHost, program: Command): void {
  const command = program
    .command('convert')
    .description('write a dictionary in another format, and prove that it computes the same')
    .argument('<dictionary>', dictionary)
    .argument('<out>', 'new folder to write')
    .addOption(new Option('--format <name>', 'format to write').choices(WrittenFormat.options).makeOptionMandatory())
    .addOption(new Option('--type <type>', 'type of the numbers').choices(WeightType.options).default('f32'))
  addAction<Options & { format: WrittenFormat; type: WeightType }>(
    host,
    addMappingOptions(command),
    async ({ client, out, signal }, options, [path, folder]) => {
      const { format, type } = options
      const conversion = await client.call(
        'dictionaries.convert',
        { path: fromCaller(path), ...given(options), folder: fromCaller(folder), format, type },
        { signal, onProgress: (progress) => out.progress('Converting', progress) }
      )
      out.result(conversion, [
        ...reportLines(conversion.from),
        `Wrote ${fromCaller(folder)} as ${format}, ${type}`,
        ...conversionLines(conversion)
      ])
      return undefined
    }
  )
}

export function addApply(host: CommandHost, program: Command): void {
  const command = program
    .command('apply')
    .description('activations and reconstructions of the rows of a file, as safetensors')
    .argument('<dictionary>', dictionary)
    .argument('<input>', 'file of activations; FILE:NAME chooses one array, [FROM:TO] rows of it')
    .requiredOption('--out <file>', 'new file: acts [rows, features], recon [rows, d_out]')
    .option('--sparse', 'acts_starts, acts_features and acts_values in place of acts')
  addAction<Options & { out: string; sparse?: boolean }>(
    host,
    addMappingOptions(command),
    async ({ client, out, signal }, options, [path, input]) => {
      const applied = await client.call(
        'dictionaries.apply',
        {
          path: fromCaller(path),
          ...given(options),
          input: sourceFrom(input),
          file: fromCaller(options.out),
          form: options.sparse ? 'sparse' : 'dense'
        },
        { signal, onProgress: (progress) => out.progress('Applying', progress) }
      )
      out.result(applied, [...reportLines(applied.report), ...appliedLines(applied)])
      return undefined
    }
  )
}

export function addVerify(host: CommandHost, program: Command): void {
  const command = program
    .command('verify')
    .description('check a folder that Loupe has written again: files, weights, activations')
    .argument('<folder>', 'folder of an export or of a conversion')
  addAction<Options>(host, command, async ({ client, out, signal }, _options, [folder]) => {
    const verified = await client.call('dictionaries.verify', { folder: fromCaller(folder) }, { signal })
    out.result(verified, [
      verified.files === 1 ? 'The file is as it was written.' : `${count(verified.files)} files are as they were written.`,
      `Read and ${comparedAgainText(verified, verified.as)}`
    ])
    return undefined
  })
}

function given(options: MappingOptions) {
  const mapping = mappingFrom(options)
  return mapping ? { mapping } : {}
}

function conversionLines({ files, changes, verified }: Conversion): string[] {
  const tied = verified.tied > 0 ? ` (${count(verified.tied)} left aside: what fires hangs on rounding)` : ''
  return [
    ...files.map(({ name, sizeBytes, content }) => `  ${name}: ${content}, ${counted(sizeBytes, 'byte')}`),
    ...changes.map((change) => `  Note: ${change}`),
    `Read back and ${comparedText(verified, undefined, tied)}`
  ]
}

function appliedLines({ file, rows, form, l0, silentShare, fvu }: Applied): string[] {
  const fit = fvu === undefined ? '' : `, FVU ${short(fvu)}`
  return [
    `Wrote ${file}: ${counted(rows, 'row')}, ${form}`,
    `L0 ${short(l0)}${fit}, ${(100 * silentShare).toFixed(1)} % of the features fired on none of the rows`
  ]
}
