/** `loupe patterns`: mean activations of features over categories, documents or texts, similar ones together. */
import type { Command } from 'commander'
import {
  mostPatternFeatures,
  mostPatterns,
  type PatternSource,
  type PatternsAnswer,
  usualPatterns
} from '../../../contract/records/studies/patterns'
import { LoupeError } from '../../../contract/wire/errors'
import { analyzed, openProject } from '../find'
import { count, counted, short, table } from '../numbers'
import type { Session } from '../session'
import { answered, arrayRows } from '../study'
import { addAction, type CommandHost } from './command'
import { wholeNumberIn } from './options'

interface Options {
  json?: boolean
  run?: string
  by?: string
  documents?: boolean
  phrases?: boolean
  features: number
  patterns: number
  dense: boolean
  fresh?: boolean
}

export function addPatterns(host: CommandHost, program: Command): void {
  const command = program
    .command('patterns')
    .description('mean activations of features over groups of rows')
    .argument('<project>', 'folder of the project')
    .option('--by <column>', 'rows of the same category')
    .option('--documents', 'rows of the same document')
    .option('--phrases', 'rows with the same text')
    .option('--run <run>', 'id or name; the latest analyzed one when left out')
    .option('--features <n>', 'those that tell the patterns apart best', wholeNumberIn(1, mostPatternFeatures), 20)
    .option('--patterns <n>', 'those with the most rows', wholeNumberIn(1, mostPatterns), usualPatterns)
    .option('--no-dense', 'without the dense layer: does not read the activation file')
    .option('--fresh', 'ask again although there is an answer')
  addAction<Options>(host, command, async (session, options, [folder]) => {
    const project = await openProject(session, folder)
    const run = await analyzed(session, project, options.run)
    const { features: most, patterns, dense, fresh } = options
    const question = { kind: 'patterns' as const, by: sourceOf(options), most, mostPatterns: patterns, dense }
    const { study, answer } = await answered<'patterns'>(session, { project: project.id, run: run.id, fresh }, question)
    const tables = await tablesOf(session, project.id, study.id, answer)
    session.out.result({ run: run.id, name: run.name, study: study.id, ...answer, ...tables }, patternLines(answer, tables))
    return undefined
  })
}

function sourceOf({ by, documents, phrases }: Options): PatternSource {
  const given = [by !== undefined, documents, phrases].filter(Boolean)
  if (given.length !== 1)
    throw new LoupeError('usage', 'Say what the patterns are: one of --by COLUMN, --documents, --phrases', {
      hint: 'See: loupe patterns --help'
    })
  if (by !== undefined) return { column: by }
  return documents ? { documents: true } : { phrases: true }
}

interface Tables {
  table: { feature: number; eta: number; means: number[] }[]
  denseTable?: { dimension: number; means: number[] }[]
}

async function tablesOf(session: Session, project: string, study: string, { dIn }: PatternsAnswer): Promise<Tables> {
  const array = (name: string) => arrayRows(session, project, study, name)
  const [features, eta, means] = await Promise.all([array('features'), array('eta'), array('means')])
  const rows = features.map(([feature], i) => ({ feature, eta: eta[i][0], means: means[i] }))
  if (dIn === undefined) return { table: rows }
  const [dimensions, dense] = await Promise.all([array('dimensions'), array('dense')])
  return { table: rows, denseTable: dimensions.map(([dimension], i) => ({ dimension, means: dense[i] })) }
}

/** Dimensions of the dense layer that people are shown. */
const shownDimensions = 20

function patternLines({ patterns, found, denseProblem }: PatternsAnswer, tables: Tables): string[] {
  const names = patterns.map(({ name }) => name)
  const left =
    found > patterns.length ? [`${count(patterns.length)} of ${counted(found, 'pattern')}, those with the most rows`] : []
  const dense = tables.denseTable ?? []
  return [
    ...table(
      ['feature', ...names, 'η²'],
      tables.table.map(({ feature, means, eta }) => [String(feature), ...means.map(short), short(eta)])
    ),
    ...left,
    ...(dense.length > 0
      ? [
          '',
          `The dense layer${dense.length > shownDimensions ? `, ${shownDimensions} of ${counted(dense.length, 'dimension')}` : ''}`
        ]
      : []),
    ...(dense.length > 0
      ? table(
          ['dimension', ...names],
          dense.slice(0, shownDimensions).map(({ dimension, means }) => [String(dimension), ...means.map(short)])
        )
      : []),
    ...(denseProblem === undefined ? [] : [`Without the dense layer: ${denseProblem}`])
  ]
}
