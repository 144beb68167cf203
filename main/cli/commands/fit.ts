/** `loupe fit`: does a run's dictionary fit activations that it was not trained on? */
import type { Command } from 'commander'
import type { FitNumbers, FitReport } from '../../../contract/records/fit'
import type { Run } from '../../../contract/records/run'
import { findRun, readProject } from '../find'
import { count, short, table } from '../numbers'
import { sourceFrom } from '../paths'
import { addAction, type CommandHost } from './command'
import { wholeNumber } from './options'

export function addFit(host: CommandHost, program: Command): void {
  const command = program
    .command('fit')
    .description('check a dictionary against activations that it was not trained on')
    .argument('<project>', 'folder of the project')
    .argument('<file>', 'activation file; FILE:NAME chooses one array of a file')
    .option('--run <run>', 'id or name; the latest with a checkpoint when left out')
    .option('--step <n>', 'checkpoint; the latest when left out', wholeNumber)
  addAction<{ json?: boolean; run?: string; step?: number }>(host, command, async (session, options, [folder, file]) => {
    const { client, out, signal } = session
    const project = await readProject(session, folder)
    const run = await findRun(session, project, options.run, ({ checkpoints }) => checkpoints.length > 0, 'trained')
    const step = options.step === undefined ? {} : { step: options.step }
    const asked = { project: project.id, run: run.id, source: sourceFrom(file), ...step }
    const fit = await client.call('datasets.fit', asked, { signal })
    out.result({ name: run.name, ...fit }, report(run, fit))
    return undefined
  })
}

function report({ name }: Run, { title, detail, here, trained, step }: FitReport): string[] {
  return [
    title,
    `  ${detail}`,
    ...table(
      ['', 'rows', 'mean norm', 'FVU', 'L0', 'dead'],
      [line('these rows', here), line(`${name}, step ${count(step)}`, trained)]
    )
  ]
}

function line(label: string, { rows, meanNorm, fvu, l0, deadShare }: FitNumbers): string[] {
  const dead = deadShare === undefined ? '–' : `${(100 * deadShare).toFixed(1)} %`
  return [label, count(rows), short(meanNorm), short(fvu), short(l0), dead]
}
