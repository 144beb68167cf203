/** `loupe anomalies`: rows that a dictionary reconstructs badly, and rows whose features rarely fire. */
import { type Command, Option } from 'commander'
import {
  type AnomaliesAnswer,
  type AnomalousRow,
  AnomalyMeasure,
  type AnomalyScore
} from '../../../contract/records/studies/anomalies'
import { LoupeError } from '../../../contract/wire/errors'
import { analyzed, openProject } from '../find'
import { count, counted, percent, short, table } from '../numbers'
import { answered } from '../study'
import { aroundToken } from '../token-text'
import { addAction, type CommandHost } from './command'
import { textOf, wholeNumberIn } from './options'

interface Options {
  json?: boolean
  run?: string
  label?: { labelColumn: string; category?: string }
  by?: AnomalyMeasure
  limit: number
  fresh?: boolean
}

export function addAnomalies(host: CommandHost, program: Command): void {
  const command = program
    .command('anomalies')
    .description('rows that are reconstructed badly, or whose features rarely fire')
    .argument('<project>', 'folder of the project')
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--label <column[=category]>', 'how well they are the rows of a category, or of each', labelFrom)
    .addOption(
      new Option('--by <measure>', 'which rows to list; those with the greatest FVU when left out').choices(
        AnomalyMeasure.options
      )
    )
    .option('--limit <n>', 'rows to list', wholeNumberIn(1, 2_000), 20)
    .option('--fresh', 'ask again although there is an answer')
  addAction<Options>(host, command, async (session, { label, limit: most, fresh, ...options }, [folder]) => {
    const project = await openProject(session, folder)
    const run = await analyzed(session, project, options.run)
    const question = { kind: 'anomalies' as const, most, ...label }
    const { study, answer } = await answered<'anomalies'>(session, { project: project.id, run: run.id, fresh }, question)
    const lines = anomalyLines(answer, options.by ?? (answer.problem ? 'rarity' : 'fvu'))
    session.out.result({ run: run.id, name: run.name, study: study.id, stale: study.stale, ...answer }, lines)
    return undefined
  })
}

/** A column, and after the first `=` one of its categories. */
function labelFrom(text: string): NonNullable<Options['label']> {
  const at = text.indexOf('=')
  if (at < 0) return { labelColumn: textOf(1, 512)(text) }
  return { labelColumn: textOf(1, 512)(text.slice(0, at)), category: textOf(1, 4096)(text.slice(at + 1)) }
}

const measureNames: Record<AnomalyMeasure, string> = {
  squaredError: 'squared error',
  fvu: 'FVU',
  rarity: 'rarity of features'
}

function anomalyLines(answer: AnomaliesAnswer, by: AnomalyMeasure): string[] {
  const list = answer.lists.find(({ measure }) => measure === by)
  if (!list)
    throw new LoupeError('not-found', `There is no ${measureNames[by]} of these rows: ${answer.problem?.message ?? ''}`, {
      hint: 'Ask with --by rarity.'
    })
  const rows = new Map(answer.listed.map((row) => [row.row, row]))
  const listed = list.rows.map((row) => rows.get(row)).filter((row) => row !== undefined)
  return [
    `${count(listed.length)} of ${counted(answer.rows, 'row')} by ${measureNames[by]}`,
    ...table(['row', 'FVU', 'squared error', 'rarity', 'active', 'category', 'text', 'source'], listed.map(rowCells)),
    ...(answer.silent > 0 ? [`Nothing fires on ${counted(answer.silent, 'row')}.`] : []),
    ...(answer.problem ? [`Without reconstruction errors: ${answer.problem.message}`] : []),
    ...(answer.scores.length > 0 ? ['', ...scoreLines(answer.scores)] : [])
  ]
}

function rowCells({ row, fvu, squaredError, rarity, active, category, before, token, source }: AnomalousRow): string[] {
  const text = aroundToken(before, token).trimStart()
  return [String(row), short(fvu), short(squaredError), short(rarity), count(active), category ?? '–', text || '–', source]
}

function scoreLines(scores: AnomalyScore[]): string[] {
  const head = [
    'category',
    'rows',
    'by',
    'AUROC',
    'average precision',
    'precision at its rows',
    'best F1',
    'precision',
    'recall',
    'from'
  ]
  return table(
    head,
    scores.map(({ category, positives, measure, auroc, averagePrecision, atPositives, best }) => [
      category,
      count(positives),
      measureNames[measure],
      auroc.toFixed(3),
      averagePrecision.toFixed(3),
      percent(atPositives),
      best.f1.toFixed(3),
      percent(best.precision),
      percent(best.recall),
      short(best.threshold)
    ])
  )
}
