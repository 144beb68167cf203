/** Drafts by a language model with their features. */
import { z } from 'zod'
import { DetectionScore, DraftedFeature, DraftOrder, DraftState } from '../../../contract/records/draft'
import { ErrorRecord, LoupeError } from '../../../contract/wire/errors'
import type { DraftChange, DraftStore, StoredDraft } from '../draft-records'
import { type DraftFeatureRow, draftFeatureTable } from './draft-features'
import { checkedRecord, recordFromJson, type TableContext, validRecord, valueFromJson } from './stored-records'

interface DraftRow {
  id: string
  run: string
  created_at: number
  state: string
  model_order: string
  requests: number
  input_tokens: number
  output_tokens: number
  estimated: number
  stopped: string | null
  error: string | null
  features: number
  finished: number
  texts: number
  problems: number
}

const counted = `
  SELECT d.*, count(f.feature) AS features, coalesce(sum(f.finished), 0) AS finished, count(f.text) AS texts, count(f.problem) AS problems
  FROM drafts d LEFT JOIN draft_features f ON f.draft = d.id`
const Stopped = z.enum(['requests', 'tokens'])

export function draftTable(context: TableContext): DraftStore {
  const { connection } = context
  const features = draftFeatureTable(context)
  const insert = connection.prepare<[string, string, number, string]>(
    "INSERT INTO drafts (id, run, created_at, state, model_order) VALUES (?, ?, ?, 'running', ?)"
  )
  const one = connection.prepare<[string], DraftRow>(`${counted} WHERE d.id = ? GROUP BY d.id`)
  const all = connection.prepare<{ run: string | null }, DraftRow>(
    `${counted} WHERE @run IS NULL OR d.run = @run GROUP BY d.id ORDER BY d.created_at DESC, d.rowid DESC`
  )
  const update = connection.prepare<[string, string, string | null, string | null, string]>(
    'UPDATE drafts SET state = ?, model_order = ?, stopped = ?, error = ? WHERE id = ?'
  )
  const asked = connection.prepare<[string]>('UPDATE drafts SET requests = requests + 1 WHERE id = ?')
  const used = connection.prepare<[number, number, number, string]>(
    'UPDATE drafts SET input_tokens = input_tokens + ?, output_tokens = output_tokens + ?, estimated = max(estimated, ?) WHERE id = ?'
  )
  const remove = connection.prepare<[string]>('DELETE FROM drafts WHERE id = ?')
  const get = (id: string): StoredDraft => {
    const row = one.get(id)
    if (!row) throw new LoupeError('not-found', 'There is no such draft in this project')
    return draftFrom(row)
  }

  return {
    add: connection.transaction(({ id, run, createdAt, order, features: chosen }) => {
      insert.run(id, run, createdAt, JSON.stringify(validRecord(DraftOrder, order, 'draft')))
      features.insert(id, chosen)
      return get(id)
    }),
    list: (run) => all.all({ run: run ?? null }).map(draftFrom),
    get,
    change(id, change) {
      const next = changed(get(id), change)
      const error = next.error ? JSON.stringify(next.error) : null
      update.run(next.state, JSON.stringify(validRecord(DraftOrder, next.order, 'draft')), next.stopped ?? null, error, id)
      return get(id)
    },
    asked: (id) => void asked.run(id),
    used: (id, { input, output, estimated }) => void used.run(input, output, estimated ? 1 : 0, id),
    explained: (id, feature, text) => features.explained(id, feature, text),
    finished: (id, drafted) => features.finished(id, validRecord(DraftedFeature, drafted, 'draft')),
    open: (id) => features.open(id),
    results: (id) => features.results(id).map(draftedFrom),
    remove: (id) => void remove.run(id)
  }
}

function changed(draft: StoredDraft, { state, order, stopped, error }: DraftChange): StoredDraft {
  const { stopped: wasStopped, error: hadError, ...rest } = draft
  const next: StoredDraft = { ...rest, state: state ?? rest.state, order: order ?? rest.order }
  const kept = { stopped: stopped === undefined ? wasStopped : stopped, error: error === undefined ? hadError : error }
  if (kept.stopped) next.stopped = kept.stopped
  if (kept.error) next.error = kept.error
  return next
}

function draftFrom(row: DraftRow): StoredDraft {
  const what = `draft ${row.id}`
  const draft: StoredDraft = {
    id: row.id,
    run: row.run,
    createdAt: row.created_at,
    state: checkedRecord(DraftState, row.state, what),
    order: recordFromJson(DraftOrder, row.model_order, what),
    features: row.features,
    finished: row.finished,
    texts: row.texts,
    problems: row.problems,
    use: {
      requests: row.requests,
      inputTokens: row.input_tokens,
      outputTokens: row.output_tokens,
      estimated: row.estimated === 1
    }
  }
  if (row.stopped !== null) draft.stopped = checkedRecord(Stopped, row.stopped, what)
  if (row.error !== null) draft.error = recordFromJson(ErrorRecord, row.error, what)
  return draft
}

function scoreFrom(score: string | null): DetectionScore | null {
  return checkedRecord(DetectionScore.nullable(), valueFromJson(score, 'score') ?? null, 'score')
}

function draftedFrom({ feature, text, score, problem }: DraftFeatureRow): DraftedFeature {
  return checkedRecord(DraftedFeature, { feature, text, score: scoreFrom(score), problem }, 'draft')
}
