/**
 * Full-text search as somebody types: stops at as many features as are shown, and says where the first word stands.
 * First labels, notes and tags, then comments.
 */
import type { SearchHit } from '../../../contract/records/label'
import { type LabelWords, likePattern } from './label-words'
import type { TableContext } from './stored-records'

export interface TextSearch {
  search(run: string, words: readonly string[], most: number): SearchHit[]
}

interface TextRow {
  feature: number
  label: string
  notes: string
  tags: string
}

interface CommentRow {
  feature: number
  label: string | null
  text: string
}

/** Characters shown to either side. */
const around = 40
const columns = 'labels.feature, labels.label, labels.notes, labels.tag_text AS tags'

export function textSearch({ connection }: TableContext, labelWords: LabelWords): TextSearch {
  const labeled = (run: string, words: readonly string[], most: number): TextRow[] =>
    labelWords
      .queries(run, words)
      .flatMap(({ sql, parameters }) =>
        connection.prepare<string[], TextRow>(`SELECT DISTINCT ${columns} ${sql} LIMIT ${most}`).all(...parameters)
      )

  const comments = (run: string, words: readonly string[], most: number): SearchHit[] => {
    const like = words.map(() => "label_comments.text LIKE ? ESCAPE '\\'").join(' AND ')
    const sql = `SELECT label_comments.feature, label, text FROM label_comments
      LEFT JOIN labels ON labels.run = label_comments.run AND labels.feature = label_comments.feature
      WHERE label_comments.run = ? AND ${like} LIMIT ${most}`
    const rows = connection.prepare<string[], CommentRow>(sql).all(run, ...words.map(likePattern))
    return rows.map(({ feature, label, text }) => ({
      feature,
      label: label ?? '',
      field: 'comment' as const,
      ...(cut(text, words[0]) ?? { before: text.slice(0, around), match: '', after: '' })
    }))
  }

  return {
    search(run, words, most) {
      const found = new Map<number, SearchHit>()
      const take = (hits: readonly SearchHit[]) => {
        for (const hit of hits) if (found.size < most && !found.has(hit.feature)) found.set(hit.feature, hit)
      }
      if (words.length === 0) return []
      take(labeled(run, words, most).map((row) => hitIn(row, words[0])))
      if (found.size < most) take(comments(run, words, most))
      return [...found.values()]
    }
  }
}

/** Where the word stands in what is said of a feature. */
export function hitIn({ feature, label, notes, tags }: TextRow, word: string): SearchHit {
  for (const [field, text] of [['label', label] as const, ['tags', tags] as const, ['notes', notes] as const]) {
    const part = cut(text, word)
    if (part) return { feature, label, field, ...part }
  }
  // SQLite folds some letters that JavaScript does not: found, but not to be pointed at.
  return { feature, label, field: 'label', before: label.slice(0, 2 * around), match: '', after: '' }
}

/** The first place of the word with what stands around it; undefined where it is not there. */
function cut(text: string, word: string): Pick<SearchHit, 'before' | 'match' | 'after'> | undefined {
  const at = text.toLowerCase().indexOf(word.toLowerCase())
  if (at < 0) return undefined
  const end = at + word.length
  return { before: text.slice(Math.max(0, at - around), at), match: text.slice(at, end), after: text.slice(end, end + around) }
}
