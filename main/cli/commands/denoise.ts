/** `loupe denoise`: the reconstructions of all rows as a file. */
import { type Command, Option } from 'commander'
import type { DenoiseAnswer, SignalToNoise } from '../../../contract/records/studies/denoise'
import { analyzed, openProject } from '../find'
import { counted, short } from '../numbers'
import { fromCaller, sourceFrom } from '../paths'
import { answered } from '../study'
import { addAction, type CommandHost } from './command'

interface Options {
  json?: boolean
  run?: string
  out: string
  format: DenoiseFormat
  clean?: string
}

type DenoiseFormat = 'npy' | 'safetensors'

export function addDenoise(host: CommandHost, program: Command): void {
  const command = program
    .command('denoise')
    .description('write the reconstructions of all rows to a file')
    .argument('<project>', 'folder of the project')
    .requiredOption('--out <folder>', 'a folder that is not there yet')
    .addOption(new Option('--format <name>', 'of the file').choices(['npy', 'safetensors']).default('npy'))
    .option('--clean <file>', 'the same rows without noise, to be compared with; FILE:NAME chooses one array of a file')
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
  addAction<Options>(host, command, async (session, { out, format, clean, run: wanted }, [folder]) => {
    const project = await openProject(session, folder)
    const run = await analyzed(session, project, wanted)
    const source = clean === undefined ? {} : { clean: sourceFrom(clean) }
    const question = { kind: 'denoise' as const, out: fromCaller(out), format, ...source }
    // What is kept is the answer, not the file: it is written anew each time.
    const asked = { project: project.id, run: run.id, fresh: true }
    const { study, answer } = await answered<'denoise'>(session, asked, question)
    session.out.result({ run: run.id, name: run.name, study: study.id, ...answer }, denoiseLines(answer))
    return undefined
  })
}

function denoiseLines({ folder, files, rows, leftOut, width, fvu, signalToNoise }: DenoiseAnswer): string[] {
  return [
    `Wrote ${counted(rows, 'row')} of ${counted(width, 'number')} to ${folder} (${files.join(', ')})`,
    ...(leftOut > 0
      ? [
          `${counted(leftOut, 'row')} that the data set leaves out ${leftOut === 1 ? 'is' : 'are'} not among them; rows.npy says which are`
        ]
      : []),
    `FVU of the reconstructions ${short(fvu)}`,
    ...(signalToNoise ? [signalLine(signalToNoise)] : [])
  ]
}

function signalLine({ before, after }: SignalToNoise): string {
  const side = (value: number | undefined) => (value === undefined ? 'no noise' : `${value.toFixed(2)} dB`)
  const gain =
    before === undefined || after === undefined ? '' : ` (${after >= before ? '+' : ''}${(after - before).toFixed(2)} dB)`
  return `Signal-to-noise: before ${side(before)}, after ${side(after)}${gain}`
}
