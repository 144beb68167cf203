/** What is known of a feature, put into words that can be its label. Pure. */
import type { LabelEdit, LabelFields } from '../../../contract/records/label'
import type { Unit } from '../../../contract/records/studies/held-out'
import { type SuggestionDraft, suggestionLimits } from '../../../contract/records/suggestion'
import type { EnrichedToken } from './enriched-tokens'

/** Earlier labels that are listed. */
const mostEarlier = 5
/** Characters shown of one token. */
const mostOfToken = 40

/** What another annotator says, from a file. */
export interface OtherOpinion extends LabelFields {
  author: string
  at: number
}

/** How well the feature tells a category, on held-out rows or documents. */
export interface BestCategory {
  column: string
  category: string
  per: Unit
  f1: number
  precision: number
  recall: number
}

/** Texts that the feature had and has no more, the latest first. `history`: its edits, the latest first. */
export function earlierLabels(current: string, history: readonly LabelEdit[]): SuggestionDraft[] {
  const known = new Set([folded(current), ''])
  const found: SuggestionDraft[] = []
  for (const { after, author, at, applied } of history) {
    if (after.label === undefined || known.has(folded(after.label))) continue
    known.add(folded(after.label))
    const who = author === '' ? 'Its label' : `Called so by ${author}`
    const why = `${who} on ${dayOf(at)}; ${applied ? 'it was changed since' : 'it was undone'}`
    found.push({ source: 'earlier', text: after.label, ...tagsOf(after.tags), why })
  }
  return found.slice(0, mostEarlier)
}

/** What other annotators say that is not what the label says already. */
export function otherLabels(current: string, opinions: readonly OtherOpinion[]): SuggestionDraft[] {
  return opinions.flatMap(({ author, at, label, tags, status }): SuggestionDraft[] => {
    const isNone = status === 'not-interpretable'
    if ((label.trim() === '' && !isNone) || folded(label) === folded(current)) return []
    const why = `${author || 'Another annotator'} ${isNone ? 'finds it not interpretable' : 'calls it so'} (${dayOf(at)})`
    return [{ source: 'earlier', text: label, ...tagsOf(tags), ...(isNone ? { status: 'not-interpretable' as const } : {}), why }]
  })
}

export function tokenSuggestion(tokens: readonly EnrichedToken[], rows: number): SuggestionDraft[] {
  if (tokens.length === 0) return []
  const [first] = tokens
  const names = [...new Set(tokens.map(({ token }) => shown(token)))]
  const shares = `${percent(first.share)} of its rows and ${percent(first.shareOfAll)} of all ${rows.toLocaleString('en-US')}`
  const others = tokens.slice(1).map(({ token, lift }) => `, “${shown(token)}” ×${rounded(lift)}`)
  const all = `“${shown(first.token)}” is on ${shares} (×${rounded(first.lift)})${others.join('')}`
  return [{ source: 'tokens', text: names.join(', '), why: all.slice(0, suggestionLimits.why), score: first.lift }]
}

/** A category that it tells worse than this is no suggestion. */
const leastF1 = 0.3

export function categorySuggestion(best: BestCategory | undefined): SuggestionDraft[] {
  if (!best || !(best.f1 >= leastF1)) return []
  const { column, category, per, f1, precision, recall } = best
  const why =
    `It tells ${column} = ${category} from the rest with F1 ${f1.toFixed(2)} ` +
    `(precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}) on held-out ${per}s`
  return [
    { source: 'column', text: `${column}: ${category}`.slice(0, 2_000), why: why.slice(0, suggestionLimits.why), score: f1 }
  ]
}

/** A token as one reads it: space around it is left out, what would not be seen is named. */
function shown(token: string): string {
  const text = token.trim().slice(0, mostOfToken)
  if (text !== '') return text
  return token.includes('\n') ? '↵' : token.includes('\t') ? '⇥' : '␣'
}

function folded(text: string): string {
  return text.trim().toLowerCase()
}

function tagsOf(tags: readonly string[] | undefined): { tags?: string[] } {
  return tags && tags.length > 0 ? { tags: [...tags] } : {}
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`
}

function rounded(lift: number): string {
  return Number(lift.toPrecision(2)).toLocaleString('en-US')
}
