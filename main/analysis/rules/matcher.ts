/**
 * Turns a rule into a test of blocks of rows. Regular expressions of people run with a limit on their time:
 * one that takes exponential time ends with an error instead of holding up the engine.
 */
import { createContext, runInContext } from 'node:vm'
import { type LabelRule, ruleLimits } from '../../../contract/records/rule'
import { LoupeError } from '../../../contract/wire/errors'
import type { StudyRows } from '../studies/material'

/** Which of the rows `from` … `to` − 1 the rule names; [to − from] 0 or 1. */
export type RuleTest = (from: number, to: number) => Promise<Uint8Array>

export type RuleRows = Pick<StudyRows, 'rows' | 'hasTokens' | 'tokens' | 'documents' | 'uses' | 'categories'>

/** For a block of rows. */
const patternMs = 3_000

/** Throws `usage` for a pattern that is no regular expression, `not-found` for columns that there are not. */
export async function ruleTest(rule: LabelRule, rows: RuleRows): Promise<RuleTest> {
  if (rule.kind === 'columns') return columnTest(rule, rows)
  if (!rows.hasTokens)
    throw new LoupeError('not-found', 'The rows have no tokens', { hint: 'Give a condition on a label column instead.' })
  return rule.kind === 'tokens' ? tokenTest(rule, rows) : patternTest(rule, rows)
}

function tokenTest({ tokens, trim, ignoreCase }: Extract<LabelRule, { kind: 'tokens' }>, rows: RuleRows): RuleTest {
  const plain = (token: string): string => {
    const text = trim ? token.trim() : token
    return ignoreCase ? text.toLowerCase() : text
  }
  const wanted = new Set(tokens.map(plain))
  return async (from, to) => Uint8Array.from(await rows.tokens(from, to), (token) => Number(wanted.has(plain(token))))
}

function patternTest(rule: Extract<LabelRule, { kind: 'pattern' }>, rows: RuleRows): RuleTest {
  const sandbox = createContext({ pattern: rule.pattern, flags: rule.ignoreCase ? 'iu' : 'u', texts: [] as string[] })
  try {
    runInContext('expression = new RegExp(pattern, flags)', sandbox)
  } catch (cause) {
    throw new LoupeError('usage', `“${rule.pattern}” is not a regular expression`, {
      hint: 'Write it as in JavaScript with the flag u: a backslash before a sign that is meant as it is.',
      cause
    })
  }
  return async (from, to) => {
    sandbox.texts = rule.over === 'token' ? await rows.tokens(from, to) : await textsBefore(rows, from, to)
    try {
      const matches: Iterable<boolean> = runInContext('texts.map((text) => expression.test(text))', sandbox, {
        timeout: patternMs
      })
      return Uint8Array.from(matches, Number)
    } catch (cause) {
      throw new LoupeError('usage', `The pattern “${rule.pattern}” takes too long`, {
        hint: 'Repetitions inside repetitions, as in (a+)+, take exponential time: write it without them.',
        cause
      })
    }
  }
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
  return async (from, to) =>
    Uint8Array.from({ length: to - from }, (_, i) =>
      Number(parts.every(({ codes, not, wanted }) => wanted.has(codes[from + i]) !== not))
    )
}
