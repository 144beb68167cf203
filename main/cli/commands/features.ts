/** `loupe features` and `loupe feature`: the list, and everything about one. */
import { type Command, InvalidArgumentError } from 'commander'
import type { Params } from '../../../contract/calls/index'
import { type FeaturePage, type FeatureRow, FeatureSort } from '../../../contract/records/feature'
import { CategoryScore } from '../../../contract/records/studies/columns'
import { LoupeError } from '../../../contract/wire/errors'
import { evidenceLines } from '../feature-text'
import { analyzed, readProject } from '../find'
import { count, counted, short, table } from '../numbers'
import { oneLine } from '../printable'
import type { Session } from '../session'
import { tokenLine } from '../token-text'
import { addAction, type CommandHost } from './command'
import { wholeNumberIn } from './options'

interface ListOptions {
  json?: boolean
  run?: string
  filter: string
  view?: string
  sort?: Sort
  ascending?: boolean
  limit: number
}

type Sort = Pick<Params<'features.ids'>, 'sort' | 'sortScore'>

function sortFrom(text: string): Sort {
  const plain = FeatureSort.safeParse(text)
  if (plain.success) return { sort: plain.data }
  const [, score, column, category] = /^(\w+)\(([^=]+)=(.+)\)$/.exec(text) ?? []
  const known = CategoryScore.safeParse({ score, column: unquoted(column), category: unquoted(category) })
  if (known.success) return { sortScore: known.data }
  throw new InvalidArgumentError(`It must be one of ${FeatureSort.options.join(', ')}, or a score as f1(domain=news).`)
}

function unquoted(name: string | undefined): string | undefined {
  return name?.trim().replace(/^"(.*)"$/, '$1')
}

/** As many rows as one call gives. */
const page = 1_000

export function addFeatures(host: CommandHost, program: Command): void {
  const command = program
    .command('features')
    .description('list features of an analyzed run')
    .argument('<project>', 'folder of the project')
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option(
      '--filter <text>',
      'density<1e-4 max>2 documents>=10 explained>0.1% f1(domain=news)>0.8 status:pending tag:x dead:no words "a phrase"',
      ''
    )
    .option('--view <name>', 'what a saved view finds, in its order')
    .option('--sort <key>', `${FeatureSort.options.join(', ')}, or a score as f1(domain=news); mass when left out`, sortFrom)
    .option('--ascending', 'smallest first')
    .option('--limit <n>', 'features to list', wholeNumberIn(0), 20)
  addAction<ListOptions>(host, command, async (session, options, [folder]) => {
    const { client, out } = session
    const project = await readProject(session, folder)
    const run = await analyzed(session, project, options.run)
    const scope = { project: project.id, run: run.id }
    const { ids, total } = await client.call('features.ids', { ...scope, ...(await listOf(session, project.id, options)) })
    const wanted = [...ids.slice(0, options.limit)]
    const rows: FeatureRow[] = []
    for (let at = 0; at < wanted.length; at += page)
      rows.push(...(await client.call('features.rows', { ...scope, features: wanted.slice(at, at + page) })))
    const record = { run: run.id, name: run.name, total, matching: ids.length, features: rows.map(withId) }
    const more = `${count(rows.length)} of ${counted(ids.length, 'matching feature')} (${count(total)} in all) of ${run.name}`
    out.result(record, [...(rows.length > 0 ? featureTable(rows) : []), more])
    return undefined
  })
}

/** What is listed, in which order: options say more than the view. */
async function listOf({ client }: Session, project: string, { view: name, filter, sort, ascending }: ListOptions) {
  const order = { ...(sort ?? { sort: 'mass' as const }), descending: ascending !== true }
  if (name === undefined) return { filter, ...order }
  const views = await client.call('views.list', { project })
  const view = views.find((known) => known.name === name)
  if (!view) {
    const known = views.map((other) => other.name).join(', ')
    throw new LoupeError('not-found', `There is no view ${name}`, {
      hint: known ? `The project has: ${known}.` : 'Views are saved in the window: Explore, Save view.'
    })
  }
  return {
    filter: `${view.filter} ${filter}`.trim(),
    ...(view.statuses ? { statuses: view.statuses } : {}),
    ...(sort || ascending ? order : { sort: view.sort, descending: view.descending })
  }
}

function withId({ feature, ...rest }: FeatureRow) {
  return { id: feature, ...rest }
}

function featureTable(rows: FeatureRow[]): string[] {
  const head = ['id', 'density', 'mean', 'max', 'mass', 'status', 'label or peak']
  return table(
    head,
    rows.map((row) => [
      String(row.feature),
      short(row.density),
      short(row.mean),
      short(row.max),
      short(row.mass),
      row.status,
      oneLine(row.label) || (row.peak ? `…${tokenLine(row.peak.before).slice(-30)}[${tokenLine(row.peak.token)}]` : '')
    ])
  )
}

export function addFeature(host: CommandHost, program: Command): void {
  const command = program
    .command('feature')
    .description('everything about one feature')
    .argument('<project>', 'folder of the project')
    .argument('<id>', 'number of the feature', wholeNumberIn(0))
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--context <n>', 'tokens to either side of a peak', wholeNumberIn(0, 500), 32)
  addAction<{ json?: boolean; run?: string; context: number }>(host, command, async (session, options, [folder, id]) => {
    const project = await readProject(session, folder)
    const run = await analyzed(session, project, options.run)
    const found = await session.client.call('features.page', {
      project: project.id,
      run: run.id,
      feature: Number(id),
      context: options.context
    })
    session.out.result({ id: found.feature, ...found }, pageLines(found))
    return undefined
  })
}

function pageLines(found: FeaturePage): string[] {
  return [
    `Feature ${found.feature}${found.label ? ` · ${oneLine(found.label)}` : ''} (${found.status})`,
    `Density ${short(found.density)} (${counted(found.activeRows, 'row')}), mean ${short(found.mean)}, max ${short(found.max)}, mass rank ${found.massRank}`,
    ...moreFacts(found),
    ...(found.tags.length > 0 ? [`Tags: ${found.tags.map(oneLine).join(', ')}`] : []),
    ...(found.notes ? [`Notes: ${found.notes.split('\n').map(oneLine).join('\n')}`] : []),
    `Nearest: ${found.neighbors.map(({ feature, cosine }) => `${feature} (${cosine.toFixed(2)})`).join(', ') || 'none'}`,
    ...evidenceLines(found)
  ]
}

/** What an analysis of an older Loupe does not have. */
function moreFacts(found: FeaturePage): string[] {
  const { variance, skew, documents, documentShare, explainedShare, firstRow, lastRow } = found
  if (variance === undefined || skew === undefined || documents === undefined) return []
  const rows = firstRow === undefined || lastRow === undefined ? '' : `, rows ${count(firstRow)} to ${count(lastRow)}`
  return [
    `Variance ${short(variance)}, skew ${short(skew)}, ${short(explainedShare ?? 0)} of the explained variance`,
    `In ${counted(documents, 'document')}, ${short(documentShare ?? 0)} of its rows in one${rows}`
  ]
}
