/** A kept suggestion between its row and its record. Pure. */
import { createHash } from 'node:crypto'
import {
  KeptSuggestion,
  type Suggestion,
  type SuggestionDraft,
  SuggestionDraft as SuggestionDraftSchema
} from '../../../contract/records/suggestion'
import { recordFromJson, validRecord } from './stored-records'

export interface SuggestionRow {
  run: string
  feature: number
  id: string
  source: string
  origin: string
  rank: number | null
  created_at: number
  record: string
}

export function rowOf(run: string, given: KeptSuggestion, at: number): SuggestionRow {
  const { feature, ...draft } = validRecord(KeptSuggestion, given, 'suggestion')
  return {
    run,
    feature,
    id: suggestionId(draft),
    source: draft.source,
    origin: originOf(draft),
    rank: draft.similarity ?? draft.score ?? null,
    created_at: at,
    record: JSON.stringify(draft)
  }
}

export function suggestionFrom({ id, created_at, record }: SuggestionRow): Suggestion {
  return { ...recordFromJson(SuggestionDraftSchema, record, 'suggestion'), id, createdAt: created_at }
}

/** The run, the model or the file; '' where nothing is said. */
function originOf({ from, model, origin }: SuggestionDraft): string {
  return from?.run ?? model ?? origin ?? ''
}

/** From what is proposed and where it is from; not from how similar it was found to be. */
export function suggestionId(draft: SuggestionDraft): string {
  const { source, text, tags = [], status = 'labeled', from } = draft
  const parts = [source, originOf(draft), from?.feature ?? null, text, tags, status]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24)
}
