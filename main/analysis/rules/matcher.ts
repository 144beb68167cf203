/** Turns a rule into a test of blocks of rows. */
import { type LabelRule, ruleLimits } from '../../../contract/records/rule'
import { LoupeError } from '../../../contract/wire/errors'
import type { StudyRows } from '../studies/material'
import { startPattern } from './pattern-worker'

export interface RuleTest {
  /** Which of the rows `from` … `to` − 1 the rule names; [to − from] 0 or 1. */
  names(from: number, to: number): Promise<Uint8Array>
  /** Ends what still runs. */
  close(): Promise<void>
}

const nothingRuns = async (): Promise<void> => undefined

export type RuleRows = Pick<StudyRows, 'rows' | 'hasTokens' | 'tokens' | 'documents' | 'uses' | 'categories'>

/** Throws `usage` for a pattern that is no regular expression, `not-found` for columns that there are not. */
export async function ruleTest(rule: LabelRule, rows: RuleRows): Promise<RuleTest> {
  if (rule.kind === 'columns') return columnTest(rule, rows)
  if (!rows.hasTokens)
    throw new LoupeError('not-found', 'The rows have no tokens', { hint: 'Give a condition on a label column instead.' })
  return rule.kind === 'tokens' ? tokenTest(rule, rows) : patternTest(rule, rows)
}

function tokenTest({ tokens, trim, ignoreCase }: Extract<LabelRule, { kind: 'tokens' }>, rows: RuleRows): RuleTest {
  const plain = (token: string): string => plainToken(token, { trim, ignoreCase })
  const wanted = new Set(tokens.map(plain))
  return {
    names: async (from, to) => Uint8Array.from(await rows.tokens(from, to), (token) => Number(wanted.has(plain(token)))),
    close: nothingRuns
  }
}

/** A token as token lists compare it. */
export function plainToken(token: string, { trim, ignoreCase }: { trim: boolean; ignoreCase: boolean }): string {
  const text = trim ? token.trim() : token
  return ignoreCase ? text.toLowerCase() : text
}

function patternTest({ pattern, over, ignoreCase }: Extract<LabelRule, { kind: 'pattern' }>, rows: RuleRows): RuleTest {
  const { test, close } = startPattern(pattern, ignoreCase ? 'iu' : 'u')
  const textsOf = over === 'token' ? rows.tokens.bind(rows) : (from: number, to: number) => textsBefore(rows, from, to)
  return { names: async (from, to) => test(await textsOf(from, to)), close }
}

/** The text of each row's document that ends with the row: at most 16 tokens. */
async function textsBefore(rows: RuleRows, from: number, to: number): Promise<string[]> {
  const first = Math.max(0, from - ruleLimits.contextTokens + 1)
  const [tokens, documents] = await Promise.all([rows.tokens(first, to), rows.documents(first, to)])
  return Array.from({ length: to - from }, (_, i) => {
    const end = from + i - first
    let begin = end
    const least = Math.max(0, end - ruleLimits.contextTokens + 1)
    while (begin > least && documents[begin - 1] === documents[end]) begin -= 1
    return tokens.slice(begin, end + 1).join('')
  })
}

async function columnTest({ conditions }: Extract<LabelRule, { kind: 'columns' }>, rows: RuleRows): Promise<RuleTest> {
  const parts = await Promise.all(
    conditions.map(async ({ column, values, not }) => {
      const { categories, codes } = await rows.categories(column)
      return { codes, not, wanted: new Set(values.map((value) => categories.indexOf(value)).filter((code) => code >= 0)) }
    })
  )
  const holds = (row: number) => parts.every(({ codes, not, wanted }) => wanted.has(codes[row]) !== not)
  return {
    names: async (from, to) => Uint8Array.from({ length: to - from }, (_, i) => Number(holds(from + i))),
    close: nothingRuns
  }
}
