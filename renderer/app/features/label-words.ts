/** Sentences about labels: the save state, and an entry of the history. */
import type { LabelEdit, LabelFields } from '../../../contract/records/label'
import { formatWhen } from '../../widgets/format'
import { statusWords } from '../../widgets/status-glyph'
import type { LabelEditor } from './label-editor'

/** A label that nobody wrote anything into. */
export const emptyLabel: LabelFields = { label: '', notes: '', tags: [], confidence: null, status: 'pending' }

/** `draft saved`, `saved 14:02`, `saving…`; empty for a label nobody touched. */
export function savedWords(editor: LabelEditor, lastEditAt: number | undefined): string {
  const { state, fields } = editor
  if (state.kind === 'waiting') return 'saving…'
  if (state.kind === 'failed') return 'not saved'
  if (state.kind === 'saved') return fields.status === 'draft' ? 'draft saved' : 'saved'
  if (lastEditAt === undefined || fields.status === 'pending') return ''
  return `${fields.status === 'draft' ? 'draft saved' : 'saved'} ${formatWhen(lastEditAt)}`
}

/** What an edit did, in a few words; several fields are joined by commas. */
export function editWords({ before, after }: Pick<LabelEdit, 'before' | 'after'>): string {
  const parts = (Object.keys(after) as (keyof LabelFields)[]).map((field) => fieldWords(field, before, after)).filter(Boolean)
  return parts.join(', ') || 'no change'
}

function fieldWords(field: keyof LabelFields, before: Partial<LabelFields>, after: Partial<LabelFields>): string {
  switch (field) {
    case 'label':
      if (!after.label) return 'label removed'
      return before.label ? `“${before.label}” → “${after.label}”` : `“${after.label}”`
    case 'notes':
      return after.notes ? 'notes' : 'notes removed'
    case 'tags':
      return tagWords(before.tags ?? [], after.tags ?? [])
    case 'confidence':
      if (!after.confidence) return 'confidence removed'
      return before.confidence ? `confidence ${before.confidence} → ${after.confidence}` : `confidence ${after.confidence}`
    case 'status':
      return after.status ? statusWords[after.status] : ''
  }
}

function tagWords(before: readonly string[], after: readonly string[]): string {
  const added = after.filter((tag) => !before.includes(tag)).map((tag) => `tag ${tag} added`)
  const removed = before.filter((tag) => !after.includes(tag)).map((tag) => `tag ${tag} removed`)
  return [...added, ...removed].join(', ')
}
