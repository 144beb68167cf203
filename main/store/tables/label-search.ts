/** Which features have which labels: by words, tags and status, as lists of feature ids. */
import type { LabelStatus } from '../../../contract/records/label'
import { type LabelWords, likePattern } from './label-words'
import type { TableContext } from './stored-records'

export interface LabelSearch {
  /** Features whose label, notes, tags and comments together hold all the words, whatever the case. Unsorted. */
  unsortedByWords(run: string, words: readonly string[]): number[]
  unsortedByTag(run: string, tag: string): number[]
  /** Features of the group of this name, whatever the case. Unsorted. */
  unsortedByGroup(run: string, group: string): number[]
  /** Features that were touched and have one of the states. Unsorted. */
  unsortedByStatus(run: string, statuses: readonly LabelStatus[]): number[]
  /** Touched features with a label text. Unsorted. */
  unsortedTexts(run: string): { feature: number; label: string }[]
  countByStatus(run: string): { status: LabelStatus; count: number }[]
  tags(): { tag: string; count: number }[]
}

export function labelSearch({ connection }: TableContext, labelWords: LabelWords): LabelSearch {
  const byTag = connection
    .prepare<[string, string], number>(
      `SELECT DISTINCT feature FROM label_tags JOIN labels ON labels.id = label_tags.label
       WHERE label_tags.tag = ? COLLATE NOCASE AND labels.run = ?`
    )
    .pluck()
  const byGroup = connection
    .prepare<[string, string], number>(
      `SELECT value FROM feature_groups, json_each(feature_groups.record, '$.features')
       WHERE feature_groups.run = ? AND feature_groups.name = ? COLLATE NOCASE`
    )
    .pluck()
  const byStatus = connection
    .prepare<[string, string], number>('SELECT feature FROM labels WHERE run = ? AND status IN (SELECT value FROM json_each(?))')
    .pluck()
  const texts = connection.prepare<[string], { feature: number; label: string }>(
    "SELECT feature, label FROM labels WHERE run = ? AND label <> ''"
  )
  const counts = connection.prepare<[string], { status: LabelStatus; count: number }>(
    'SELECT status, count(*) AS count FROM labels WHERE run = ? GROUP BY status'
  )
  const tagCounts = connection.prepare<[], { tag: string; count: number }>(
    'SELECT tag, count(*) AS count FROM label_tags GROUP BY tag ORDER BY count DESC, tag'
  )
  const anyComment = connection.prepare<[string], number>('SELECT 1 FROM label_comments WHERE run = ? LIMIT 1').pluck()
  const commented = connection
    .prepare<[string, string], number>("SELECT feature FROM label_comments WHERE run = ? AND text LIKE ? ESCAPE '\\'")
    .pluck()
  const labeled = (run: string, words: readonly string[]): number[] =>
    labelWords.queries(run, words).flatMap(({ sql, parameters }) =>
      connection
        .prepare<string[], number>(`SELECT feature ${sql}`)
        .pluck()
        .all(...parameters)
    )

  return {
    unsortedByWords(run, words) {
      if (words.length === 0) return []
      if (anyComment.get(run) === undefined) return [...new Set(labeled(run, words))]
      const perWord = words.map((word) => new Set([...labeled(run, [word]), ...commented.all(run, likePattern(word))]))
      return [...perWord[0]].filter((feature) => perWord.every((features) => features.has(feature)))
    },
    unsortedByTag: (run, tag) => byTag.all(tag, run),
    unsortedByGroup: (run, group) => byGroup.all(run, group),
    unsortedByStatus: (run, statuses) => byStatus.all(run, JSON.stringify(statuses)),
    unsortedTexts: (run) => texts.all(run),
    countByStatus: (run) => counts.all(run),
    tags: () => tagCounts.all()
  }
}
