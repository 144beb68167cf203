/** `loupe export`: a labeled dictionary for other programs. */
import { type Command, Option } from 'commander'
import type { ExportFormat, Receipt } from '../../../contract/records/export'
import { findRun, readProject } from '../find'
import { count, duration } from '../numbers'
import { fromCaller } from '../paths'
import { addAction, type CommandHost } from './command'
import { wholeNumber } from './options'

interface Options {
  json?: boolean
  run?: string
  step?: number
  format: ExportFormat
  out: string
}

export function addExport(host: CommandHost, program: Command): void {
  const command = program
    .command('export')
    .description('write a dictionary with its labels for other programs')
    .argument('<project>', 'folder of the project')
    .addOption(new Option('--format <name>', 'format of the weights').choices(['saelens']).default('saelens'))
    .requiredOption('--out <folder>', 'new folder to write')
    .option('--run <run>', 'id or name; the latest with a checkpoint when left out')
    .option('--step <n>', 'checkpoint to export; the latest when left out', wholeNumber)
  addAction<Options>(host, command, async (session, options, [folder]) => {
    const { client, out, signal } = session
    const project = await readProject(session, folder)
    const run = await findRun(session, project, options.run, ({ checkpoints }) => checkpoints.length > 0, 'trained')
    const step = options.step === undefined ? {} : { step: options.step }
    const record = await client.call(
      'exports.write',
      { project: project.id, run: run.id, format: options.format, folder: fromCaller(options.out), ...step },
      { signal, onProgress: (progress) => out.progress('Exporting', progress) }
    )
    out.result(record, [`Wrote ${record.folder}`, ...receiptLines(record.receipt)])
    return undefined
  })
}

function receiptLines({ run, files, labels, verified, gaps }: Receipt): string[] {
  return [
    `Run ${run.name}, step ${count(run.step)}; ${count(labels.labeled)} labeled of ${count(labels.total)} features`,
    ...files.map(({ name, sizeBytes, content }) => `  ${name}: ${content}, ${count(sizeBytes)} bytes`),
    `Read back and compared on ${count(verified.rows)} rows in ${duration(verified.seconds)}: activations differ by at most ` +
      `${verified.maxDifferenceActs.toExponential(1)}, reconstructions by ${verified.maxDifferenceRecon.toExponential(1)}`,
    ...gaps.map((gap) => `  Note: ${gap}`)
  ]
}
