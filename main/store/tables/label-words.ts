/**
 * Words in labels: queries for the labels whose label, notes and tags together hold all of some words, whatever the case.
 * The rarest of the words leads: the index says which texts have it, the table of tags which labels have a tag with it;
 * the other words are looked for in those rows.
 */
import type { TableContext } from './stored-records'

/** The end of a query, from FROM on; more can follow. A label may come twice. */
export interface WordQuery {
  sql: string
  parameters: string[]
}

export interface LabelWords {
  /** First by texts, then by tags; none where no label can fit. */
  queries(run: string, words: readonly string[]): WordQuery[]
}

/** A short word that more trigrams begin with is in so many labels that looking into rows finds some at once. */
const mostBeginnings = 64
/** Counting further does not help to choose: of two words that are both in so many labels either may lead. */
const mostCounted = 20_000

/** A word with what the index is to be asked for: empty where no text has it, undefined where the index is of no help. */
interface Lead {
  word: string
  match: string | undefined
  tags: string[]
}

export function labelWords({ connection }: TableContext): LabelWords {
  connection.function('holds', { deterministic: true }, (text, word) => Number(String(text).toLowerCase().includes(String(word))))
  const term = connection
    .prepare<[string, string], string>('SELECT term FROM label_terms WHERE term >= ? AND term < ? LIMIT 1')
    .pluck()
  const nextTag = connection.prepare<[string], string>('SELECT tag FROM label_tags WHERE tag > ? ORDER BY tag LIMIT 1').pluck()
  const counted = connection
    .prepare<[string, number], number>('SELECT count(*) FROM (SELECT rowid FROM label_search WHERE label_search MATCH ? LIMIT ?)')
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

  const matchOf = (word: string): string | undefined => {
    if ([...word].length >= 3) return quoted(word)
    return beginnings(folded(word))?.map(quoted).join(' OR ')
  }

  /** From tag to tag: there are few of them, on many labels. */
  const tagsWith = (word: string): string[] => {
    const found: string[] = []
    for (let tag = nextTag.get(''); tag !== undefined; tag = nextTag.get(tag))
      if (tag.toLowerCase().includes(word.toLowerCase())) found.push(tag)
    return found
  }

  /** Texts that have the word; infinity where the index can not tell. */
  const countOf = ({ match, tags }: Lead): number => {
    if (match === undefined) return Number.POSITIVE_INFINITY
    const inTexts = match === '' ? 0 : Number(counted.get(match, mostCounted))
    return inTexts + (tags.length > 0 ? mostCounted : 0)
  }

  const leadOf = (words: readonly string[]): Lead => {
    const leads = words.map((word) => ({ word, match: matchOf(word), tags: tagsWith(word) }))
    if (leads.length === 1) return leads[0]
    const counts = leads.map(countOf)
    return leads[counts.indexOf(Math.min(...counts))]
  }

  return {
    queries(run, words) {
      const { word, match, tags } = leadOf(words)
      if (match === undefined) return [query('labels', ['labels.run = ?'], [run], words)]
      const others = words.filter((other) => other !== word)
      const found: WordQuery[] = []
      if (match !== '')
        found.push(
          query(
            'label_search CROSS JOIN labels ON labels.id = label_search.rowid / 2',
            ['label_search MATCH ?', 'labels.run = ?'],
            [match, run],
            others
          )
        )
      if (tags.length > 0)
        found.push(
          query(
            'label_tags CROSS JOIN labels ON labels.id = label_tags.label',
            ['label_tags.tag IN (SELECT value FROM json_each(?))', 'labels.run = ?'],
            [JSON.stringify(tags), run],
            others
          )
        )
      return found
    }
  }
}

const columns = ['labels.label', 'labels.notes', 'labels.tag_text']

/** Rows of `from` under the conditions that hold each word in one of their columns. */
function query(from: string, conditions: string[], given: string[], words: readonly string[]): WordQuery {
  const parameters = [...given]
  const checks = words.map((word) => {
    // SQLite's own comparison knows the case of plain letters only.
    const isPlain = /^[\x20-\x7e]*$/.test(word)
    parameters.push(...columns.map(() => (isPlain ? likePattern(word) : word.toLowerCase())))
    return `(${columns.map((column) => (isPlain ? `${column} LIKE ? ESCAPE '\\'` : `holds(${column}, ?)`)).join(' OR ')})`
  })
  return { sql: `FROM ${from} WHERE ${[...conditions, ...checks].join(' AND ')}`, parameters }
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
