/**
 * Words in labels: which part of a query finds the labels whose label or notes hold them, whatever the case, and which tags hold one.
 * The index says which labels have all trigrams of a word; that they stand one after the other is checked in the row.
 */
import type { TableContext } from './stored-records'

/** The end of a query, from FROM on; more conditions can follow. */
export interface WordQuery {
  sql: string
  parameters: string[]
}

export interface LabelWords {
  /** Labels of the run whose label and notes together hold all the words; undefined where that is none. */
  inTexts(run: string, words: readonly string[]): WordQuery | undefined
  /** A condition on rows of `labels`: label, notes or tags hold each of the words. The slower of the two, for few rows. */
  inRow(words: readonly string[]): { clauses: string[]; parameters: string[] }
  /** Whether more labels than these have all trigrams of the words, and which condition on rows says that they do. */
  rare(words: readonly string[], most: number): WordQuery | undefined
  /** Tags in use that hold the word. */
  tagsWith(word: string): string[]
}

/** A short word that more trigrams begin with is in so many labels that looking into rows finds some at once. */
const mostBeginnings = 64

export function labelWords({ connection }: TableContext): LabelWords {
  connection.function('holds', { deterministic: true }, (text, word) =>
    Number(String(text).toLowerCase().includes(String(word)))
  )
  const term = connection
    .prepare<[string, string], string>('SELECT term FROM label_terms WHERE term >= ? AND term < ? LIMIT 1')
    .pluck()
  const nextTag = connection.prepare<[string], string>('SELECT tag FROM label_tags WHERE tag > ? ORDER BY tag LIMIT 1').pluck()
  const counted = connection
    .prepare<[string, number], number>(
      'SELECT count(*) FROM (SELECT rowid FROM label_search WHERE label_search MATCH ? LIMIT ?)'
    )
    .pluck()

  /** Trigrams that begin with a word of one or two letters; undefined where they are many. */
  const beginnings = (word: string): string[] | undefined => {
    const found: string[] = []
    for (let from = word; found.length <= mostBeginnings; from = `${found.at(-1)}\u0001`) {
      const next = term.get(from, `${word}\u{10ffff}`)
      if (next === undefined) return found
      found.push(next)
    }
    return undefined
  }

  /** The word as a query of the index: empty where no label has it, undefined where the index is of no help. */
  const matchOf = (word: string): string | undefined => {
    if ([...word].length >= 3) return trigrams(word).map(quoted).join(' AND ')
    const some = beginnings(folded(word))
    return some && (some.length === 0 ? '' : `(${some.map(quoted).join(' OR ')})`)
  }

  const matchOfAll = (words: readonly string[]) => {
    const matches = words.map(matchOf)
    const isNowhere = matches.includes('')
    return { isNowhere, match: matches.filter(Boolean).join(' AND '), unindexed: words.filter((_, i) => matches[i] === undefined) }
  }

  return {
    inTexts(run, words) {
      const { isNowhere, match, unindexed } = matchOfAll(words)
      if (isNowhere) return undefined
      const checks = rowChecks([...unindexed, ...words.filter((word) => [...word].length > 3)], ['labels.label', 'labels.notes'])
      const where = ['labels.run = ?', ...checks.clauses].join(' AND ')
      if (match === '') return { sql: `FROM labels WHERE ${where}`, parameters: [run, ...checks.parameters] }
      return {
        sql: `FROM label_search CROSS JOIN labels ON labels.id = label_search.rowid WHERE label_search MATCH ? AND ${where}`,
        parameters: [match, run, ...checks.parameters]
      }
    },
    inRow: (words) => rowChecks(words, ['labels.label', 'labels.notes', 'labels.tag_text']),
    rare(words, most) {
      const { isNowhere, match } = matchOfAll(words)
      if (isNowhere) return { sql: 'FALSE', parameters: [] }
      if (match === '' || Number(counted.get(match, most + 1)) > most) return undefined
      return { sql: 'labels.id IN (SELECT rowid FROM label_search WHERE label_search MATCH ?)', parameters: [match] }
    },
    tagsWith(word) {
      const found: string[] = []
      // From tag to tag: there are few of them, on many labels.
      for (let tag = nextTag.get(''); tag !== undefined; tag = nextTag.get(tag))
        if (tag.toLowerCase().includes(word.toLowerCase())) found.push(tag)
      return found
    }
  }
}

/** That one of the columns holds each word. SQLite's own comparison knows the case of plain letters only. */
function rowChecks(words: readonly string[], columns: string[]): { clauses: string[]; parameters: string[] } {
  const parameters: string[] = []
  const clauses = words.map((word) => {
    const isPlain = /^[\x20-\x7e]*$/.test(word)
    parameters.push(...columns.map(() => (isPlain ? likePattern(word) : word.toLowerCase())))
    return `(${columns.map((column) => (isPlain ? `${column} LIKE ? ESCAPE '\\'` : `holds(${column}, ?)`)).join(' OR ')})`
  })
  return { clauses, parameters }
}

function trigrams(word: string): string[] {
  const letters = [...word]
  return [...new Set(letters.slice(2).map((_, i) => letters.slice(i, i + 3).join('')))]
}

/** As the index folds case: letter by letter. */
function folded(word: string): string {
  return [...word].map((letter) => letter.toLowerCase()).join('')
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** Anything with this text in it; escaped with a backslash. */
export function likePattern(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
}
