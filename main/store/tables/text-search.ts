/**
 * Full-text search as somebody types: stops at as many features as are shown, and says where the first word stands.
 * First labels and notes, by the index; then labels with a tag that holds one of the words; then comments.
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
/** So many labels are looked up one by one quicker than those with a tag are looked through. */
const fewLabels = 5_000

const columns = 'labels.feature, labels.label, labels.notes, labels.tag_text AS tags'

export function textSearch({ connection }: TableContext, labelWords: LabelWords): TextSearch {
  const texts = (run: string, words: readonly string[], most: number): TextRow[] => {
    const query = labelWords.inTexts(run, words)
    if (!query) return []
    return connection
      .prepare<string[], TextRow>(`SELECT ${columns} ${query.sql} LIMIT ${most}`)
      .all(...query.parameters)
  }

  /** Labels with one of the tags; the other words stand wherever they like. */
  const tagged = (run: string, tags: readonly string[], others: { words: string[]; onlyInTexts: string[] }, most: number) => {
    const rows = labelWords.inRow(others.words)
    const rare = others.onlyInTexts.length > 0 ? labelWords.rare(others.onlyInTexts, fewLabels) : undefined
    const clauses = [...(rare ? [rare.sql] : []), ...rows.clauses].map((clause) => ` AND ${clause}`).join('')
    const sql = `SELECT DISTINCT ${columns} FROM label_tags CROSS JOIN labels ON labels.id = label_tags.label
      WHERE label_tags.tag IN (SELECT value FROM json_each(?)) AND labels.run = ?${clauses} LIMIT ${most}`
    const given = [JSON.stringify(tags), run, ...(rare?.parameters ?? []), ...rows.parameters]
    return connection.prepare<string[], TextRow>(sql).all(...given)
  }

  const byTags = (run: string, words: readonly string[], most: number): TextRow[] => {
    const tags = words.map(labelWords.tagsWith)
    const onlyInTexts = words.filter((_, i) => tags[i].length === 0)
    return words.flatMap((word, i) =>
      tags[i].length === 0 ? [] : tagged(run, tags[i], { words: words.filter((other) => other !== word), onlyInTexts }, most)
    )
  }

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
      take(texts(run, words, most).map((row) => hitIn(row, words[0])))
      if (found.size < most) take(byTags(run, words, most).map((row) => hitIn(row, words[0])))
      if (found.size < most) take(comments(run, words, most))
      return [...found.values()]
    }
  }
}

function hitIn({ feature, label, notes, tags }: TextRow, word: string): SearchHit {
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
