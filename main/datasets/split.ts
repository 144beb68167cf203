/** The rule by which rows validate: the default, a check of a given one, and what a split column may say. */
import type { RowColumn, SplitRule } from '../../contract/records/dataset'
import { LoupeError } from '../../contract/wire/errors'
import type { Cell } from './formats/format'
import { grouped } from './numbers-in-text'

const defaultEvery = 10

export type SplitUse = 'train' | 'validation' | 'test'

const usesByWord = new Map<string, SplitUse>([
  ['', 'train'],
  ...['train', 'training'].map((word): [string, SplitUse] => [word, 'train']),
  ...['validation', 'val', 'valid', 'dev'].map((word): [string, SplitUse] => [word, 'validation']),
  ['test', 'test']
])

/** What a cell of a split column says; an empty one trains. Undefined for any other word. */
export function splitUse(cell: Cell): SplitUse | undefined {
  return usesByWord.get(
    String(cell ?? '')
      .trim()
      .toLowerCase()
  )
}

/**
 * The column that decides the split: the given one, or, where no rule was given, one of role `split` that says train and
 * validation or test and nothing else. Throws config when the rule asks for a column that is not there.
 */
export function splitColumn(given: SplitRule | undefined, columns: RowColumn[]): string | undefined {
  const own = columns.find(({ role }) => role === 'split')
  if (!given) return own && saysSplit(own) ? own.name : undefined
  if (given.by !== 'column') return undefined
  if (given.column !== undefined) return namedColumn(given.column, columns)
  if (own) return own.name
  throw new LoupeError('config', 'The row table has no split column.', { hint: columnsHint(columns) })
}

/** The name, when the row table has such a column; throws config with the names that it has. */
export function namedColumn(name: string, columns: RowColumn[]): string {
  if (columns.some((column) => column.name === name)) return name
  throw new LoupeError('config', `The row table has no column “${name}”.`, { hint: columnsHint(columns), place: name })
}

function columnsHint(columns: RowColumn[]): string {
  if (columns.length === 0) return 'Give a row table: there is none.'
  return `Its columns are: ${columns.map(({ name }) => name).join(', ')}.`
}

function saysSplit({ categories = [] }: RowColumn): boolean {
  const uses = new Set(categories.map(splitUse))
  return uses.has('train') && (uses.has('validation') || uses.has('test')) && !uses.has(undefined)
}

/** Every 10th document; with fewer than 10 documents every 10th row; with fewer than 20 rows nothing validates. */
function defaultSplit(rows: number, documents: number): SplitRule {
  if (documents >= defaultEvery) return { by: 'document', every: defaultEvery }
  return { by: rows >= 2 * defaultEvery ? 'row' : 'none', every: defaultEvery }
}

/** The rule of the column, else the given one, else the default; throws `config` when it would leave no row to validate. */
export function checkedSplit(given: SplitRule | undefined, rows: number, documents: number, column?: string): SplitRule {
  if (column !== undefined) return { by: 'column', every: given?.every ?? defaultEvery, column }
  if (!given) return defaultSplit(rows, documents)
  const groups = given.by === 'document' ? documents : rows
  if (given.by === 'none' || groups >= given.every) return given
  const what = given.by === 'document' ? 'documents' : 'rows'
  throw new LoupeError('config', `Every ${given.every}th of ${grouped(groups)} ${what} validates: that is none.`, {
    hint: given.by === 'document' ? 'Split by row, or validate more often.' : 'Validate more often, or split by “none”.'
  })
}
