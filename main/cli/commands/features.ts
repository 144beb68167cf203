/** `loupe features` and `loupe feature`: the list, and everything about one. */
import { type Command, Option } from 'commander'
import { type Example, type FeaturePage, type FeatureRow, FeatureSort } from '../../../contract/records/feature'
import { analyzed, readProject } from '../find'
import { count, short, table } from '../numbers'
import { addAction, type CommandHost } from './command'
import { wholeNumberIn } from './options'

interface ListOptions {
  json?: boolean
  run?: string
  filter: string
  sort: FeatureSort
  ascending?: boolean
  limit: number
}

/** As many rows as one call gives. */
const page = 1_000

export function addFeatures(host: CommandHost, program: Command): void {
  const command = program
    .command('features')
    .description('list features of an analyzed run')
    .argument('<project>', 'folder of the project')
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--filter <text>', 'density<1e-4 max>2 status:pending tag:x dead:no words "a phrase"', '')
    .addOption(new Option('--sort <key>', 'what to sort by').choices(FeatureSort.options).default('mass'))
    .option('--ascending', 'smallest first')
    .option('--limit <n>', 'features to list', wholeNumberIn(0), 20)
  addAction<ListOptions>(host, command, async (session, options, [folder]) => {
    const { client, out } = session
    const project = await readProject(session, folder)
    const run = await analyzed(session, project, options.run)
    const scope = { project: project.id, run: run.id }
    const query = { ...scope, filter: options.filter, sort: options.sort, descending: options.ascending !== true }
    const { ids, total } = await client.call('features.ids', query)
    const wanted = [...ids.slice(0, options.limit)]
    const rows: FeatureRow[] = []
    for (let at = 0; at < wanted.length; at += page)
      rows.push(...(await client.call('features.rows', { ...scope, features: wanted.slice(at, at + page) })))
    const record = { run: run.id, name: run.name, total, matching: ids.length, features: rows.map(withId) }
    const more = `${count(rows.length)} of ${count(ids.length)} matching features (${count(total)} in all) of ${run.name}`
    out.result(record, [...(rows.length > 0 ? featureTable(rows) : []), more])
    return undefined
  })
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
      row.label || (row.peak ? `…${oneLine(row.peak.before).slice(-30)}[${oneLine(row.peak.token)}]` : '')
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
  const { examples } = found
  return [
    `Feature ${found.feature}${found.label ? ` · ${found.label}` : ''} (${found.status})`,
    `Density ${short(found.density)} (${count(found.activeRows)} rows), mean ${short(found.mean)}, max ${short(found.max)}, mass rank ${found.massRank}`,
    ...(found.tags.length > 0 ? [`Tags: ${found.tags.join(', ')}`] : []),
    ...(found.notes ? [`Notes: ${found.notes}`] : []),
    `Nearest: ${found.neighbors.map(({ feature, cosine }) => `${feature} (${cosine.toFixed(2)})`).join(', ') || 'none'}`,
    'Top examples',
    ...examples.top.slice(0, 10).map(exampleLine)
  ]
}

/** The text around a peak, the peak in brackets. */
/** One line of text for an example. */
export function exampleLine({ tokens, peak, value, source }: Example): string {
  const before = oneLine(tokens.slice(0, peak).join('')).slice(-50).padStart(50)
  const after = oneLine(tokens.slice(peak + 1).join('')).slice(0, 30)
  return `${value.toFixed(2).padStart(8)}  ${before}[${oneLine(tokens[peak] ?? '')}]${after}  ${source}`
}

function oneLine(text: string): string {
  return text.replace(/\n/g, '⏎').replace(/\t/g, '→')
}
