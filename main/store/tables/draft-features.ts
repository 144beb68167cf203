/** The features of drafts: which are done with, and what was answered. */
import type { DraftedFeature } from '../../../contract/records/draft'
import type { TableContext } from './stored-records'

export interface DraftFeatureRow {
  feature: number
  text: string | null
  score: string | null
  problem: string | null
}

export function draftFeatureTable({ connection }: TableContext) {
  const insert = connection.prepare<[string, number, number]>(
    'INSERT OR IGNORE INTO draft_features (draft, feature, place) VALUES (?, ?, ?)'
  )
  const explained = connection.prepare<[string, string, number]>(
    'UPDATE draft_features SET text = ? WHERE draft = ? AND feature = ?'
  )
  const finished = connection.prepare<[string | null, string | null, string | null, string, number]>(
    'UPDATE draft_features SET finished = 1, text = ?, score = ?, problem = ? WHERE draft = ? AND feature = ?'
  )
  const open = connection.prepare<[string], { feature: number; text: string | null }>(
    'SELECT feature, text FROM draft_features WHERE draft = ? AND finished = 0 ORDER BY place'
  )
  const results = connection.prepare<[string], DraftFeatureRow>(
    'SELECT feature, text, score, problem FROM draft_features WHERE draft = ? AND (text IS NOT NULL OR problem IS NOT NULL) ORDER BY place'
  )
  return {
    insert(draft: string, features: Iterable<number>): void {
      let place = 0
      for (const feature of features) insert.run(draft, feature, place++)
    },
    explained: (draft: string, feature: number, text: string) => void explained.run(text, draft, feature),
    finished: (draft: string, { feature, text, score, problem }: DraftedFeature) =>
      void finished.run(text, score && JSON.stringify(score), problem, draft, feature),
    open: (draft: string) => open.all(draft).map(({ feature, text }) => ({ feature, text: text ?? undefined })),
    results: (draft: string) => results.all(draft)
  }
}
