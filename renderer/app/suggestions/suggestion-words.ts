/** A suggestion in words, and what taking it makes of a label. */
import type { LabelFields } from '../../../contract/records/label'
import type { Suggestion, SuggestionSource } from '../../../contract/records/suggestion'
import { formatFixed } from '../../widgets/format'

export const sourceWords: Record<SuggestionSource, string> = {
  match: 'other run',
  earlier: 'earlier',
  imported: 'imported',
  model: 'model draft',
  column: 'label column',
  tokens: 'tokens'
}

/** `other run 0.93`: where it is from, and how alike or how good. */
export function originWords({ source, similarity, score, model }: Suggestion): string {
  const words = source === 'model' && model ? `${sourceWords.model}, ${model}` : sourceWords[source]
  if (similarity !== undefined) return `${words} ${formatFixed(similarity, 2)}`
  if (score === undefined) return words
  return source === 'tokens' ? `${words} ×${Number(score.toPrecision(2))}` : `${words} ${formatFixed(score, 2)}`
}

export function textWords({ text, status }: Suggestion): string {
  return text.trim() === '' && status === 'not-interpretable' ? 'not interpretable' : text
}

/** Whether the label says already what is suggested. */
export function isTaken(fields: LabelFields, suggestion: Suggestion): boolean {
  if (suggestion.status === 'not-interpretable' && suggestion.text === '') return fields.status === 'not-interpretable'
  return fields.label.trim() === suggestion.text.trim() && (suggestion.tags ?? []).every((tag) => fields.tags.includes(tag))
}

/** Its text in place of the label, its tags beside those that are there: a draft, until the person saves it. */
export function takenChange(fields: LabelFields, { text, tags = [], status }: Suggestion): Partial<LabelFields> {
  if (status === 'not-interpretable' && text === '') return { status }
  return { label: text, ...(tags.length > 0 ? { tags: [...new Set([...fields.tags, ...tags])] } : {}) }
}
