/** `loupe relocate`: points a project at files of its that were moved. */
import type { Command } from 'commander'
import type { Dataset } from '../../../contract/records/dataset'
import { LoupeError } from '../../../contract/wire/errors'
import { openProject } from '../find'
import { fromCaller } from '../paths'
import type { Session } from '../session'
import { addAction, type CommandHost } from './command'

export function addRelocate(host: CommandHost, program: Command): void {
  const command = program
    .command('relocate')
    .description('point a project at moved files; their content must be the same')
    .argument('<project>', 'folder of the project')
    .argument('<file...>', 'where the files are now: activations, row table, vocabulary, a folder of shards')
  addAction(host, command, async (session, _options, [folder, ...files]) => {
    const project = await openProject(session, folder)
    let { datasets } = project
    for (const file of files) datasets = await relocated(session, project.id, datasets, fromCaller(file))
    session.out.result({ project: project.name, datasets }, datasets.flatMap(placeLines))
    return undefined
  })
}

/** A file may belong to several data sets; it has to belong to one. */
async function relocated({ client, signal }: Session, project: string, datasets: Dataset[], path: string): Promise<Dataset[]> {
  let refusal: unknown
  const found: Dataset[] = []
  for (const dataset of datasets) {
    try {
      found.push(await client.call('datasets.relocate', { project, dataset: dataset.id, path }, { signal }))
    } catch (thrown) {
      if (!(thrown instanceof LoupeError) || thrown.code === 'cancelled') throw thrown
      refusal ??= thrown
      found.push(dataset)
    }
  }
  if (found.every((dataset, index) => dataset === datasets[index])) throw refusal
  return found
}

function placeLines({ name, activations, streams, targets, rowTable, vocabulary }: Dataset): string[] {
  const inputs = streams?.map((stream): [string, string] => [`Stream ${stream.name}`, stream.reference.path])
  const places: [string, string | undefined][] = [
    ...(inputs ?? [['Activations', activations.path] as [string, string]]),
    ['Targets', targets?.path],
    ['Row table', rowTable?.path],
    ['Vocabulary', vocabulary?.path]
  ]
  return [`Data: ${name}`, ...places.flatMap(([what, path]) => (path === undefined ? [] : [`${what}: ${path}`]))]
}
