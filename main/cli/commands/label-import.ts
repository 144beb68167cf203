/** `loupe labels import`: labels of another annotator, or of another tool; what a person wrote here is never replaced. */
import { type Command, Option } from 'commander'
import { LabelColumns, LabelFileFormat, type LabelFileLook } from '../../../contract/records/label-file'
import type { Project } from '../../../contract/records/project'
import type { Run } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import { findRun, openProject } from '../find'
import { count, counted } from '../numbers'
import { fromCaller } from '../paths'
import { oneLine } from '../printable'
import type { Session } from '../session'
import { previewLines } from './annotations-preview'
import { addAction, type CommandHost } from './command'

interface Options {
  json?: boolean
  run?: string
  author?: string
  format?: LabelFileFormat
  columns?: string
  source?: string
  as: 'suggestions' | 'labels'
  leaveOut?: boolean
  replace?: boolean
  dry?: boolean
}

interface Place {
  project: Project
  run: Run
  path: string
}

export function addLabelImport(host: CommandHost, labels: Command): void {
  const command = labels
    .command('import')
    .description(
      'take labels from a file: of another annotator, Neuronpedia, delphi, an export, a table; no label of a person is replaced'
    )
    .argument('<project>', 'folder of the project')
    .argument('<file>', 'file of labels, or a folder of a dump or of delphi’s explanations')
    .option('--run <run>', 'id or name; the latest one when left out')
    .option('--author <name>', 'whose labels they are; of annotations another name for them')
    .addOption(new Option('--format <name>', 'told by the content when left out').choices(LabelFileFormat.options))
    .option('--columns <names>', 'of a table: feature=ID,label=TEXT, also notes, tags, confidence, status')
    .option('--source <name>', 'of a file about several dictionaries: the one that is meant')
    .addOption(
      new Option('--as <what>', 'labels: features that nobody touched get them, the others a suggestion')
        .choices(['suggestions', 'labels'])
        .default('suggestions')
    )
    .option('--leave-out', 'leave out rows that can not be used; without it nothing is imported then')
    .option('--replace', 'of annotations: also where labels that were imported of them before would change or go')
    .option('--dry', 'only say what is in the file and what it would bring')
  addAction<Options>(host, command, async (session, options, [folder, file]) => {
    const project = await openProject(session, folder)
    const run = await findRun(session, project, options.run, () => true, 'there')
    const place = { project, run, path: fromCaller(file) }
    const look = await session.client.call('labelFiles.look', given(place, options))
    if (look.format === 'annotations') return await takeAnnotations(session, place, options)
    if (options.dry) session.out.result(look, lookLines(look))
    else await take(session, place, options)
    return undefined
  })
}

function given({ project, run, path }: Place, { format, columns, source }: Options) {
  return {
    project: project.id,
    run: run.id,
    path,
    ...(format === undefined ? {} : { format }),
    ...(columns === undefined ? {} : { columns: columnsFrom(columns) }),
    ...(source === undefined ? {} : { source })
  }
}

async function take(session: Session, place: Place, options: Options): Promise<void> {
  const { as, author, leaveOut = false } = options
  const asked = { ...given(place, options), as, leaveOut, ...(author === undefined ? {} : { author }) }
  const taken = await session.client.call('labelFiles.import', asked)
  const { labeled, suggested, unchanged, leftOut } = taken
  session.out.result({ run: place.run.id, ...taken }, [
    `${counted(labeled, 'feature')} of ${oneLine(place.run.name)} labeled, ${counted(suggested, 'suggestion')} added, ${count(unchanged)} there already`,
    ...(leftOut > 0 ? [`${counted(leftOut, 'row')} left out`] : [])
  ])
}

/** They stay beside the labels of the project. */
async function takeAnnotations(
  session: Session,
  { project, run, path }: Place,
  { author, dry, replace = false }: Options
): Promise<undefined> {
  const asked = { project: project.id, run: run.id, path, ...(author === undefined ? {} : { author }) }
  if (dry) {
    const preview = await session.client.call('annotators.inspect', asked)
    session.out.result(preview, previewLines(preview))
    return undefined
  }
  const taken = await session.client.call('annotators.import', { ...asked, replace })
  const replaced = taken.replaced > 0 ? `, in place of ${count(taken.replaced)} from before` : ''
  session.out.result(taken, [`${counted(taken.labels, 'label')} of ${oneLine(taken.author)} imported${replaced}`])
  return undefined
}

function columnsFrom(text: string): LabelColumns {
  const pairs = text.split(',').map((pair) => /^\s*(\w+)\s*=\s*(.+?)\s*$/.exec(pair)?.slice(1))
  const known = Object.keys(LabelColumns.shape)
  const wrong = pairs.find((pair) => !pair || !known.includes(pair[0]))
  if (wrong !== undefined || pairs.length === 0)
    throw new LoupeError('usage', `“${text}” does not say which column is which`, {
      hint: `Write --columns feature=ID,label=TEXT; known: ${known.join(', ')}.`
    })
  return LabelColumns.parse(Object.fromEntries(pairs as [string, string][]))
}

function lookLines({
  format,
  labels,
  features,
  fresh,
  empty,
  bad,
  problems,
  sources,
  columns,
  used,
  sample
}: LabelFileLook): string[] {
  return [
    `${format}: ${counted(labels, 'label')} of ${counted(features, 'feature')}; ${counted(fresh, 'feature')} not touched yet`,
    ...(columns ? [`Columns: ${columns.map(oneLine).join(', ')}`] : []),
    ...(used
      ? [
          `Used: ${Object.entries(used)
            .map(([key, name]) => `${key}=${oneLine(name)}`)
            .join(', ')}`
        ]
      : []),
    ...(sources.length > 0
      ? [`About several: ${sources.map(({ name, labels: some }) => `${oneLine(name)} (${count(some)})`).join(', ')}`]
      : []),
    ...(empty > 0 ? [`${counted(empty, 'row')} without a text`] : []),
    ...(bad > 0 ? [`${counted(bad, 'row')} can not be used:`] : []),
    ...problems.slice(0, 20).map(({ place, what }) => `  ${oneLine(place)}: ${oneLine(what)}`),
    ...sample.slice(0, 5).map(({ feature, label }) => `  ${feature}: ${oneLine(label)}`)
  ]
}
