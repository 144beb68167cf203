/** `loupe rows`: one row of the data and what a dictionary makes of it, or rows where a text stands. */
import type { Command } from 'commander'
import type { Project } from '../../../contract/records/project'
import type { OutputDirection } from '../../../contract/records/row'
import { LoupeError } from '../../../contract/wire/errors'
import { analyzed, readProject } from '../find'
import { contextLines, explanationLines, foundLines, writerLines } from '../row-text'
import type { Session } from '../session'
import { addAction, type CommandHost } from './command'
import { collected, textOf, wholeNumberIn } from './options'
import { changesFrom, directionFrom } from './row-options'

interface Options {
  json?: boolean
  run?: string
  show?: number
  explain?: number
  change?: string[]
  writers?: OutputDirection
  row?: number
  find?: string
  documents?: string
  from: number
  limit: number
  nearest: number
  context: number
}

export function addRows(host: CommandHost, program: Command): void {
  const command = program
    .command('rows')
    .description('a row and what a dictionary makes of it, or rows where a text stands')
    .argument('<project>', 'folder of the project')
    .option('--show <n>', 'what is known of this row', wholeNumberIn(0))
    .option('--explain <n>', 'which features fire on this row, and what their reconstruction misses', wholeNumberIn(0))
    .option(
      '--change <feature=value>',
      'with --explain: set a feature, 0 silences it; may be repeated',
      collected(textOf(3, 100))
    )
    .option('--writers <direction>', 'features that write to a dimension (7) or to a decoder row (feature:12)', directionFrom)
    .option('--row <n>', 'with --writers: on this row, with the inputs; over all rows when left out', wholeNumberIn(0))
    .option('--find <text>', 'rows where this text begins', textOf(1, 1_000))
    .option('--documents <text>', 'documents whose name has this text', textOf(1, 1_000))
    .option('--from <n>', 'with --find and --documents: first row to look at', wholeNumberIn(0), 0)
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--limit <n>', 'features or rows to list', wholeNumberIn(1, 1_000), 20)
    .option('--nearest <n>', 'with --explain: rows like it', wholeNumberIn(0, 100), 10)
    .option('--context <n>', 'tokens to either side', wholeNumberIn(0, 500), 32)
  addAction<Options>(host, command, async (session, options, [folder]) => {
    const asked = [options.show, options.explain, options.writers, options.find, options.documents]
    if (asked.filter((one) => one !== undefined).length !== 1)
      throw new LoupeError('usage', 'Say what is wanted: one of --show, --explain, --writers, --find, --documents', {
        hint: 'See: loupe rows --help'
      })
    await answer(session, await readProject(session, folder), options)
    return undefined
  })
}

async function answer(session: Session, project: Project, options: Options): Promise<void> {
  const { show, explain, writers } = options
  if (show !== undefined) await showRow(session, project, show, options)
  else if (explain !== undefined) await explainRow(session, project, explain, options)
  else if (writers !== undefined) await listWriters(session, project, writers, options)
  else await findRows(session, project, options)
}

async function showRow({ client, out }: Session, project: Project, row: number, { context }: Options): Promise<void> {
  const found = await client.call('rows.page', { project: project.id, row, context })
  out.result(found, contextLines(found))
}

async function explainRow(session: Session, project: Project, row: number, options: Options): Promise<void> {
  const run = await analyzed(session, project, options.run)
  const { limit: most, nearest, context } = options
  const changes = changesFrom(options.change ?? [])
  const asked = { project: project.id, run: run.id, row, changes, most, nearest, context }
  const told = await session.client.call('rows.explain', asked, { signal: session.signal })
  session.out.result({ name: run.name, ...told }, explanationLines(run.name, told))
}

async function listWriters(session: Session, project: Project, direction: OutputDirection, options: Options): Promise<void> {
  const run = await analyzed(session, project, options.run)
  const row = options.row === undefined ? {} : { row: options.row }
  const asked = { project: project.id, run: run.id, direction, most: options.limit, ...row }
  const told = await session.client.call('rows.writers', asked, { signal: session.signal })
  session.out.result({ run: run.id, name: run.name, ...told }, writerLines(told))
}

async function findRows({ client, out }: Session, project: Project, { find, documents, from, limit }: Options): Promise<void> {
  const search = { text: find ?? documents ?? '', in: find === undefined ? ('documents' as const) : ('text' as const) }
  const found = await client.call('rows.find', { project: project.id, ...search, from, most: limit })
  out.result(found, foundLines(found))
}
