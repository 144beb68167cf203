/** The rule by which rows validate: the default, and a check of a given one. */
import type { SplitRule } from '../../contract/records/dataset'
import { LoupeError } from '../../contract/wire/errors'
import { grouped } from './numbers-in-text'

const defaultEvery = 10

/** Every 10th document; with fewer than 10 documents every 10th row; with fewer than 20 rows nothing validates. */
function defaultSplit(rows: number, documents: number): SplitRule {
  if (documents >= defaultEvery) return { by: 'document', every: defaultEvery }
  return { by: rows >= 2 * defaultEvery ? 'row' : 'none', every: defaultEvery }
}

/** The given rule, else the default; throws `config` when it would leave no row to validate. */
export function checkedSplit(given: SplitRule | undefined, rows: number, documents: number): SplitRule {
  if (!given) return defaultSplit(rows, documents)
  const groups = given.by === 'document' ? documents : rows
  if (given.by === 'none' || groups >= given.every) return given
  const what = given.by === 'document' ? 'documents' : 'rows'
  throw new LoupeError('config', `Every ${given.every}th of ${grouped(groups)} ${what} validates: that is none.`, {
    hint: given.by === 'document' ? 'Split by row, or validate more often.' : 'Validate more often, or split by “none”.'
  })
}
