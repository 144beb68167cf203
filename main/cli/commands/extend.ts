/** `loupe extend`: rows that were added to the files of a project, or in further files beside them. */
import type { Command } from 'commander'
import { LoupeError } from '../../../contract/wire/errors'
import { openProject } from '../find'
import { count, counted } from '../numbers'
import { fromCaller } from '../paths'
import { addAction, type CommandHost } from './command'

export function addExtend(host: CommandHost, program: Command): void {
  const command = program
    .command('extend')
    .description('take in rows that were appended to the files of a project, or further files; earlier rows must be the same')
    .argument('<project>', 'folder of the project')
    .argument('[file...]', 'further files beside the activations or the row table; without any the files themselves have grown')
  addAction(host, command, async (session, _options, [folder, ...files]) => {
    const project = await openProject(session, folder)
    const [before] = project.datasets
    if (!before) throw new LoupeError('empty', 'This project has no data set')
    const wanted = { project: project.id, dataset: before.id, files: files.map(fromCaller) }
    const dataset = await session.client.call('datasets.extend', wanted, { signal: session.signal })
    const changed = dataset.growths?.at(-1)?.changed
    session.out.result({ project: project.name, dataset, added: dataset.rows - before.rows }, [
      `${counted(dataset.rows - before.rows, 'row')} added to ${dataset.name}: ${count(dataset.rows)} in all`,
      changed === undefined ? 'Analyses go on over the new rows: loupe analyze' : `Analyses begin anew: ${changed}`
    ])
    return undefined
  })
}
