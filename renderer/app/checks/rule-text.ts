/**
 * Rules as a person types them, in one line: `the, a, ","` for tokens, an expression for a pattern, `domain = news, code; lang != de`
 * for label columns. Names with commas, semicolons or signs stand in quotes. Pure.
 */
import { LabelRule, ruleLimits } from '../../../contract/records/rule'

export type RuleKind = LabelRule['kind']

/** What the dialog holds of each kind, so that going from one to another loses nothing. */
export interface RuleDraft {
  kind: RuleKind
  texts: Record<RuleKind, string>
  /** Of token lists. */
  trim: boolean
  tokensIgnoreCase: boolean
  /** Of patterns. */
  over: 'token' | 'text'
  patternIgnoreCase: boolean
}

export const emptyDraft: RuleDraft = {
  kind: 'tokens',
  texts: { tokens: '', pattern: '', columns: '' },
  trim: true,
  tokensIgnoreCase: true,
  over: 'token',
  patternIgnoreCase: false
}

/** The rule that a draft says; nothing while it is empty, a problem in words where it can not be one. */
export interface ReadRule {
  rule?: LabelRule
  problem?: string
}

export function ruleOf(draft: RuleDraft): ReadRule {
  const text = draft.texts[draft.kind]
  if (text.trim() === '') return {}
  const { rule, problem } = readings[draft.kind](text, draft)
  if (problem !== undefined) return { problem }
  const checked = LabelRule.safeParse(rule)
  return checked.success ? { rule: checked.data } : { problem: limitWords[draft.kind] }
}

const limitWords: Record<RuleKind, string> = {
  tokens: `At most ${ruleLimits.tokens} tokens, each of at most 500 characters`,
  pattern: `At most ${ruleLimits.pattern} characters`,
  columns: `At most ${ruleLimits.conditions} conditions`
}

type Reading = (text: string, draft: RuleDraft) => { rule?: unknown; problem?: string }

const readings: Record<RuleKind, Reading> = {
  tokens(text, { trim, tokensIgnoreCase }) {
    const tokens = listOf(text)
    return tokens.length === 0
      ? { problem: 'Separate tokens by commas; a comma itself stands in quotes: ","' }
      : { rule: { kind: 'tokens', tokens: [...new Set(tokens)], trim, ignoreCase: tokensIgnoreCase } }
  },
  pattern: (text, { over, patternIgnoreCase }) => ({
    rule: { kind: 'pattern', pattern: text, over, ignoreCase: patternIgnoreCase }
  }),
  columns(text) {
    const conditions = splitAt(text, ';').filter((part) => part.trim() !== '')
    const read = conditions.map(conditionOf)
    const broken = conditions[read.indexOf(undefined)]
    return broken === undefined
      ? { rule: { kind: 'columns', conditions: read } }
      : { problem: `“${broken.trim()}” is no condition: write column = value, or column != value` }
  }
}

function conditionOf(text: string): { column: string; values: string[]; not: boolean } | undefined {
  const [, quoted, plain, not, rest] = /^\s*(?:"((?:\\.|[^"\\])*)"|([^"=!;]*[^"=!;\s]))\s*(!?)=(.*)$/s.exec(text) ?? []
  const values = listOf(rest ?? '')
  const column = quoted === undefined ? plain : unescaped(quoted)
  return column && values.length > 0 ? { column, values, not: not === '!' } : undefined
}

/** Items between commas; those in quotes as they are, others without the space around them. */
function listOf(text: string): string[] {
  return splitAt(text, ',').flatMap((part) => {
    const item = part.trim()
    const quoted = /^"((?:\\.|[^"\\])*)"$/s.exec(item)
    if (quoted) return quoted[1] ? [unescaped(quoted[1])] : []
    return item === '' ? [] : [item]
  })
}

/** Split at a sign that does not stand in quotes. */
function splitAt(text: string, sign: ',' | ';'): string[] {
  const part = new RegExp(`(?:"(?:\\\\.|[^"\\\\])*"|[^${sign}])+`, 'gs')
  return text.match(part) ?? []
}

/** The draft that says this rule. */
export function draftOf(rule: LabelRule): RuleDraft {
  const draft = { ...emptyDraft, kind: rule.kind, texts: { ...emptyDraft.texts, [rule.kind]: ruleText(rule) } }
  if (rule.kind === 'tokens') return { ...draft, trim: rule.trim, tokensIgnoreCase: rule.ignoreCase }
  return rule.kind === 'pattern' ? { ...draft, over: rule.over, patternIgnoreCase: rule.ignoreCase } : draft
}

/** As it is typed. */
export function ruleText(rule: LabelRule): string {
  if (rule.kind === 'pattern') return rule.pattern
  if (rule.kind === 'tokens') return rule.tokens.map(quotedIfNeeded).join(', ')
  return rule.conditions
    .map(({ column, values, not }) => `${quotedIfNeeded(column)} ${not ? '!=' : '='} ${values.map(quotedIfNeeded).join(', ')}`)
    .join('; ')
}

function quotedIfNeeded(text: string): string {
  return /[",;=!\\]|^\s|\s$|^$/.test(text) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : text
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/gs, '$1')
}
