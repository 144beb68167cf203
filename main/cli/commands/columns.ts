/** `loupe columns`: how well features tell the categories of the label columns. */
import type { Command } from 'commander'
import type { CategoryScores, ColumnsAnswer } from '../../../contract/records/studies/columns'
import { analyzed, openProject } from '../find'
import { count, counted, percent, short, table } from '../numbers'
import { answered } from '../study'
import { addAction, type CommandHost } from './command'
import { wholeNumberIn } from './options'
import { perContextOption, unitFrom } from './unit-option'

interface Options {
  json?: boolean
  run?: string
  label?: string[]
  best: number
  perContext?: boolean
  perDocument?: boolean
  seed: number
  fresh?: boolean
}

export function addColumns(host: CommandHost, program: Command): void {
  const command = program
    .command('columns')
    .description('how well each feature tells the categories of the label columns')
    .argument('<project>', 'folder of the project')
    .option('--label <column...>', 'these columns of the row table; all that have categories when left out')
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--best <n>', 'features to list of each category', wholeNumberIn(1, 20), 5)
    .addOption(perContextOption())
    .option('--per-document', 'of whole documents, by the mean activation over each')
    .option('--seed <n>', 'decides which documents are held out', wholeNumberIn(0), 0)
    .option('--fresh', 'ask again although there is an answer')
  addAction<Options>(host, command, async (session, given, [folder]) => {
    const { label = [], best, seed, run: wanted, fresh } = given
    const project = await openProject(session, folder)
    const run = await analyzed(session, project, wanted)
    const per = unitFrom(given)
    const question = { kind: 'columns' as const, columns: label, per, seed }
    const { study, answer } = await answered<'columns'>(session, { project: project.id, run: run.id, fresh }, question)
    session.out.result({ run: run.id, name: run.name, study: study.id, ...answer }, columnLines(answer, best))
    return undefined
  })
}

function columnLines({ heldOut, columns, categories, skipped }: ColumnsAnswer, best: number): string[] {
  const head = ['column', 'category', 'count', 'feature', 'F1', 'precision', 'recall', 'AUROC', 'above', 'lift']
  return [
    `Thresholds from ${counted(heldOut.train, heldOut.per)}, scores of ${counted(heldOut.heldOut, 'other')} (split by ${heldOut.by})`,
    ...table(
      head,
      categories.flatMap((category) => category.best.slice(0, best).map((scores) => scoreCells(category, scores)))
    ),
    ...columns.map(
      ({ column, monosemanticity, chance, disentanglement, completeness }) =>
        `${column}: monosemanticity ${percent(monosemanticity)} (chance ${percent(chance)}), disentanglement ${percent(disentanglement)}, completeness ${percent(completeness)}`
    ),
    ...skipped.map(({ column, reason }) => `Without ${column}: ${reason}`)
  ]
}

function scoreCells({ column, category, count: members }: CategoryScores, scores: CategoryScores['best'][number]): string[] {
  return [
    column,
    category,
    count(members),
    String(scores.feature),
    scores.f1.toFixed(3),
    scores.precision.toFixed(3),
    scores.recall.toFixed(3),
    scores.auroc.toFixed(3),
    short(scores.threshold),
    short(scores.lift)
  ]
}
