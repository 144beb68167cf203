/** `loupe groups`: groups of features of a run; made, filled, renamed, described and removed by name. */
import type { Command } from 'commander'
import { annotationLimits, FeatureGroup } from '../../../contract/records/annotation'
import { LoupeError } from '../../../contract/wire/errors'
import { findRun, openProject, readProject } from '../find'
import { counted } from '../numbers'
import { oneLine } from '../printable'
import type { Session } from '../session'
import { addAction, type CommandHost } from './command'
import { collected, textOf, wholeNumberIn } from './options'

interface Options {
  json?: boolean
  run?: string
  add?: number[]
  take?: number[]
  filter?: string
  rename?: string
  description?: string
  remove?: boolean
}

const id = (text: string): string => String(wholeNumberIn(0)(text))
const ids = collected(id)

export function addGroups(host: CommandHost, program: Command): void {
  const command = program
    .command('groups')
    .description('groups of features: list them, or make and change one by its name')
    .argument('<project>', 'folder of the project')
    .argument('[name]', 'name of the group', textOf(1, FeatureGroup.shape.name.maxLength ?? 200))
    .option('--run <run>', 'id or name; the latest one when left out')
    .option('--add <feature>', 'put it in; may be repeated', ids)
    .option('--take <feature>', 'take it out; may be repeated', ids)
    .option('--filter <text>', 'put in all features that match, as in “loupe features --filter”')
    .option('--rename <name>', 'another name', textOf(1, 200))
    .option('--description <text>', 'what belongs together (Markdown)', textOf(0, annotationLimits.comment))
    .option('--remove', 'remove the group; features and labels stay')
  addAction<Options>(host, command, async (session, options, [folder, name]) => {
    const project = await (name === undefined ? readProject : openProject)(session, folder)
    const run = await findRun(session, project, options.run, () => true, 'there')
    const place = { project: project.id, run: run.id }
    if (name !== undefined) await change(session, place, name, options)
    const groups = await session.client.call('annotation.groups', place)
    const shown = name === undefined ? groups : groups.filter((group) => group.name === (options.rename ?? name))
    const lines = shown.map(
      (group) =>
        `${oneLine(group.name)}: ${counted(group.features.length, 'feature')}${group.description ? `; ${oneLine(group.description)}` : ''}`
    )
    session.out.result({ run: run.id, groups: shown }, lines.length > 0 ? lines : ['No groups.'])
    return undefined
  })
}

interface Place {
  project: string
  run: string
}

async function change({ client }: Session, place: Place, name: string, options: Options): Promise<void> {
  const { add = [], take = [], filter, rename, description, remove } = options
  const known = (await client.call('annotation.groups', place)).find((group) => group.name === name)
  if (remove) {
    if (!known) throw new LoupeError('not-found', `There is no group “${name}”`)
    await client.call('annotation.removeGroup', { ...place, group: known.id })
    return
  }
  const matching = filter === undefined ? [] : [...(await client.call('features.ids', { ...place, filter })).ids]
  const members = { add: [...add.map(Number), ...matching], remove: take.map(Number) }
  if (!known) {
    await client.call('annotation.putGroup', {
      ...place,
      group: { name: rename ?? name, description: description ?? '', features: members.add }
    })
    return
  }
  if (rename !== undefined || description !== undefined)
    await client.call('annotation.putGroup', {
      ...place,
      group: { ...known, name: rename ?? name, description: description ?? known.description }
    })
  if (members.add.length + members.remove.length > 0)
    await client.call('annotation.changeMembers', { ...place, group: known.id, ...members })
}
