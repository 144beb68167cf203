/** `loupe labels search|history|list`: what labels say, what was done to one, and all of them as of a time. */
import type { Command } from 'commander'
import type { LabelEdit } from '../../../contract/records/label'
import { findRun, readProject } from '../find'
import { counted } from '../numbers'
import { oneLine } from '../printable'
import { timeFrom } from '../times'
import { addAction, type CommandHost } from './command'
import { textOf, wholeNumberIn } from './options'

interface Options {
  json?: boolean
  run?: string
  most: number
  asOf?: string
}

const runOption = ['--run <run>', 'id or name; the latest one when left out'] as const

export function addLabelSearch(host: CommandHost, labels: Command): void {
  const command = labels
    .command('search')
    .description('features whose label, notes, tags or comments hold all the words, and groups by name and description')
    .argument('<project>', 'folder of the project')
    .argument('<words>', 'parts of words, whatever the case', textOf(1, 500))
    .option(...runOption)
    .option('--most <n>', 'features to list', wholeNumberIn(1, 200), 50)
  addAction<Options>(host, command, async (session, { run: wanted, most }, [folder, text]) => {
    const project = await readProject(session, folder)
    const run = await findRun(session, project, wanted, () => true, 'there')
    const found = await session.client.call('labels.search', { project: project.id, run: run.id, text, most })
    session.out.result({ run: run.id, ...found }, [
      ...found.groups.map(({ name, features }) => `Group ${oneLine(name)}: ${counted(features, 'feature')}`),
      ...found.hits.map(
        ({ feature, label, field, before, match, after }) =>
          `Feature ${feature}: ${oneLine(label) || '–'}  (${field}: ${oneLine(before)}[${oneLine(match)}]${oneLine(after)})`
      ),
      found.more ? `More than ${counted(most, 'feature')}` : counted(found.hits.length, 'feature')
    ])
    return undefined
  })
}

export function addHistory(host: CommandHost, labels: Command): void {
  const command = labels
    .command('history')
    .description('every edit of the label of a feature, the latest first')
    .argument('<project>', 'folder of the project')
    .argument('<id>', 'number of the feature', wholeNumberIn(0))
    .option(...runOption)
  addAction<Options>(host, command, async (session, { run: wanted }, [folder, id]) => {
    const project = await readProject(session, folder)
    const run = await findRun(session, project, wanted, () => true, 'there')
    const given = { project: project.id, run: run.id, feature: Number(id) }
    // A feature that is not there has no history, which would look like one that nobody edited.
    await session.client.call('labels.get', given)
    const edits = await session.client.call('labels.history', given)
    session.out.result(
      { run: run.id, feature: given.feature, edits },
      edits.length > 0 ? edits.map(editLine) : ['Nobody has edited it yet.']
    )
    return undefined
  })
}

function editLine({ id, author, at, before, after, applied }: LabelEdit): string {
  const fields = Object.keys(after) as (keyof LabelEdit['after'])[]
  const words = fields.map(
    (field) => `${field} ${oneLine(JSON.stringify(before[field] ?? null))} → ${oneLine(JSON.stringify(after[field] ?? null))}`
  )
  return `${id}  ${new Date(at).toISOString()}  ${oneLine(author) || '(no name)'}  ${words.join(', ')}${applied ? '' : '  (undone)'}`
}

export function addLabelList(host: CommandHost, labels: Command): void {
  const command = labels
    .command('list')
    .description('all labels that were ever touched, as they are or as they were at a time')
    .argument('<project>', 'folder of the project')
    .option(...runOption)
    .option('--as-of <time>', 'as they were then (2026-05-01 is the end of that day)')
  addAction<Options>(host, command, async (session, { run: wanted, asOf }, [folder]) => {
    const at = asOf === undefined ? Date.now() : timeFrom(asOf)
    const project = await readProject(session, folder)
    const run = await findRun(session, project, wanted, () => true, 'there')
    const found = await session.client.call('labels.asOf', { project: project.id, run: run.id, at })
    session.out.result({ run: run.id, at, labels: found }, [
      ...found.map(({ feature, label, status }) => `Feature ${feature}: ${oneLine(label) || '–'} (${status})`),
      `${counted(found.length, 'label')} as of ${new Date(at).toISOString()}`
    ])
    return undefined
  })
}
