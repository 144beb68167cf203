/** `loupe label`: what a person says of a feature, one at a time or from a file. */
import { type Command, Option } from 'commander'
import { Confidence, type LabelFields, LabelStatus, textLimits } from '../../../contract/records/label'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { analyzed, openProject } from '../find'
import { type LabelChange, readLabelFile } from '../label-file'
import { counted } from '../numbers'
import { fromCaller } from '../paths'
import { oneLine } from '../printable'
import type { Session } from '../session'
import { addAction, type CommandHost } from './command'
import { collected, textOf, wholeNumberIn } from './options'

interface Options {
  json?: boolean
  run?: string
  text?: string
  note?: string
  tag?: string[]
  confidence?: string
  status?: LabelStatus
  from?: string
  author?: string
}

export function addLabel(host: CommandHost, program: Command): void {
  const command = program
    .command('label')
    .description('label a feature, or many from a file')
    .argument('<project>', 'folder of the project')
    .argument('[id]', 'number of the feature', wholeNumberIn(0))
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--text <text>', 'the label', textOf(0, textLimits.label))
    .option('--note <text>', 'notes (Markdown)', textOf(0, textLimits.notes))
    .option('--tag <tag>', 'a tag; may be repeated', collected(textOf(1, textLimits.tag)))
    .addOption(new Option('--confidence <n>', '1 guess, 2 likely, 3 sure').choices(['1', '2', '3']))
    .addOption(new Option('--status <status>', 'labeled when a label is given').choices(LabelStatus.options))
    .option(
      '--from <file>',
      'labels from a .csv, .json or .jsonl file with the columns feature, label, notes, tags, confidence, status'
    )
    .option('--author <name>', 'who says so; the name of your account when left out')
  addAction<Options>(host, command, async (session, options, [folder, id]) => {
    const { client, out } = session
    const changes = options.from === undefined ? [oneChange(id, options)] : changesFrom(options.from, id)
    const project = await openProject(session, folder)
    const run = await analyzed(session, project, options.run)
    const author = options.author === undefined ? {} : { author: options.author }
    const edits = changes.map(({ feature, change }) => ({ feature, change }))
    const call = client.call('labels.editMany', { project: project.id, run: run.id, edits, ...author })
    const labels = await call.catch((thrown) => {
      throw options.from === undefined ? thrown : aboutFile(thrown, fromCaller(options.from))
    })
    const lines = labels.map(({ feature, label, status }) => `Feature ${feature}: ${oneLine(label) || '–'} (${status})`)
    const checks = await takeChecks(session, { project: project.id, run: run.id, ...author }, changes)
    if (checks) lines.push(`${counted(checks.quizzes, 'quiz', 'quizzes')} and ${counted(checks.rules, 'rule')} came with them`)
    out.result(options.from === undefined ? labels[0] : { run: run.id, labels, ...checks }, lines)
    return undefined
  })
}

/** What the file has of checks; nothing where it has none. */
async function takeChecks(
  { client, signal }: Session,
  place: { project: string; run: string; author?: string },
  changes: LabelChange[]
) {
  const quizzes = changes.flatMap(({ feature, quiz }) => (quiz ? [{ feature, ...quiz }] : []))
  const rules = changes.flatMap(({ feature, rule }) => (rule ? [{ feature, ...rule }] : []))
  if (quizzes.length + rules.length === 0) return undefined
  return client.call('checks.take', { ...place, quizzes, rules }, { signal })
}

function changesFrom(file: string, id: string | undefined): LabelChange[] {
  if (id !== undefined) throw new LoupeError('usage', 'Give the number of a feature or --from, not both')
  return readLabelFile(fromCaller(file))
}

/** What the project refuses of a file's labels, with the file. */
function aboutFile(thrown: unknown, path: string): LoupeError {
  const { code, message, hint, place = path } = errorRecordFrom(thrown)
  return new LoupeError(code, message, { ...(hint === undefined ? {} : { hint }), place, cause: thrown })
}

function oneChange(id: string | undefined, options: Options): LabelChange {
  if (id === undefined) throw new LoupeError('usage', 'Which feature? Give its number, or a file with --from')
  const change: Partial<LabelFields> = {}
  if (options.text !== undefined) change.label = options.text
  if (options.note !== undefined) change.notes = options.note
  if (options.tag !== undefined) change.tags = [...new Set(options.tag)]
  if (options.confidence !== undefined) change.confidence = Confidence.parse(Number(options.confidence))
  if (options.status !== undefined) change.status = options.status
  else if (options.text) change.status = 'labeled'
  if (Object.keys(change).length === 0)
    throw new LoupeError('usage', 'Nothing to say of the feature: give --text, --note, --tag, --confidence or --status')
  return { feature: Number(id), change }
}
