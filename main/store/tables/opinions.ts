/** Labels of annotators: imported ones and those written beside the project's from their tables, the others from the log. */
import { isRepeat, Opinion } from '../../../contract/records/annotator'
import type { Label } from '../../../contract/records/label'
import type { OpinionStore } from '../opinion-records'
import { durableWrites } from './durable-writes'
import type { LabelPast } from './label-past'
import { emptyFields } from './label-rows'
import type { LabelTable } from './labels'
import { recordFromJson, type TableContext, validRecord } from './stored-records'
import { hitIn } from './text-search'

const fieldsOnly = Opinion.omit({ feature: true, at: true })

interface OpinionRow {
  author: string
  feature: number
  at: number
  fields: string
}

export function opinionTable(
  { connection }: TableContext,
  { labels, past }: { labels: LabelTable; past: LabelPast }
): OpinionStore {
  const both = 'SELECT * FROM opinions UNION ALL SELECT * FROM own_opinions'
  const fromFile = connection.prepare<[string, string], OpinionRow>(
    'SELECT author, feature, at, fields FROM opinions WHERE run = ? AND author = ? ORDER BY feature'
  )
  const ofAuthor = connection.prepare<[string, string], OpinionRow>(
    `SELECT author, feature, at, fields FROM (${both}) WHERE run = ? AND author = ? ORDER BY at`
  )
  const ofOne = connection.prepare<[string, number], OpinionRow>(
    `SELECT author, feature, at, fields FROM (${both}) WHERE run = ? AND feature = ? ORDER BY at`
  )
  const ofBoth = connection.prepare<[string, string, number], OpinionRow>(
    `SELECT author, feature, at, fields FROM (${both}) WHERE run = ? AND author = ? AND feature = ? ORDER BY at`
  )
  const fileAuthors = connection.prepare<[string], string>('SELECT DISTINCT author FROM opinions WHERE run = ?').pluck()
  const ownAuthors = connection.prepare<[string], string>('SELECT DISTINCT author FROM own_opinions WHERE run = ?').pluck()
  const insertInto = (table: 'opinions' | 'own_opinions') =>
    connection.prepare<[string, string, number, number, string]>(
      `INSERT OR REPLACE INTO ${table} (run, author, feature, at, fields) VALUES (?, ?, ?, ?, ?)`
    )
  const insert = { opinions: insertInto('opinions'), own_opinions: insertInto('own_opinions') }
  const drop = connection.prepare<[string, string]>('DELETE FROM opinions WHERE run = ? AND author = ?')

  const put = (table: 'opinions' | 'own_opinions', run: string, author: string, given: Opinion): Opinion => {
    const { feature, at, ...fields } = validRecord(Opinion, given, 'label')
    insert[table].run(run, author, feature, at, JSON.stringify(fields))
    return given
  }

  const replace = connection.transaction((run: string, author: string, opinions: readonly Opinion[]): number => {
    const { changes } = drop.run(run, author)
    for (const opinion of opinions) put('opinions', run, author, opinion)
    return changes
  })

  const of = (run: string, author: string | null): Opinion[] => {
    if (author === null) return labels.touched(run).map(opinionFrom)
    const all = latest(ofAuthor.all(run, author).map(opinionOf), past.by(run, author).map(opinionFrom), ({ feature }) => feature)
    return [...all.values()].sort((one, other) => one.feature - other.feature)
  }

  const ofFeature: OpinionStore['ofFeature'] = (run, feature) => {
    const written = [...past.byAuthor(run, feature)].map(([author, label]) => ({ author, ...opinionFrom(label) }))
    const beside = ofOne.all(run, feature).map((row) => ({ author: row.author, ...opinionOf(row) }))
    const all = latest(beside, written, ({ author }) => author)
    return [...all.values()].sort((one, other) => (one.author < other.author ? -1 : 1))
  }

  const own = (run: string, author: string, feature: number): Opinion | undefined => {
    const written = past.byAuthor(run, feature).get(author)
    const beside = ofBoth.all(run, author, feature).map(opinionOf)
    return latest(beside, written ? [opinionFrom(written)] : [], () => feature).get(feature)
  }

  const durably = durableWrites(connection)
  return {
    of,
    ofFeature,
    own: (run, author, features) => features.map((feature) => own(run, author, feature)),
    search(run, author, words, most) {
      const texts = of(run, author).map(({ feature, label, notes, tags }) => ({ feature, label, notes, tags: tags.join(' ') }))
      const holds = ({ label, notes, tags }: (typeof texts)[number], word: string) =>
        [label, notes, tags].some((text) => text.toLowerCase().includes(word.toLowerCase()))
      const found = texts.filter((text) => words.every((word) => holds(text, word)))
      return found.slice(0, most).map((text) => hitIn(text, words[0]))
    },
    imported: (run, author) => fromFile.all(run, author).map(opinionOf),
    annotators(run) {
      const fromFiles = new Set(fileAuthors.all(run))
      const names = [...new Set([...past.authors(run), ...ownAuthors.all(run), ...fromFiles])].sort()
      return names.map((author) => {
        const said = of(run, author)
        const lastAt = said.reduce((last, { at }) => Math.max(last, at), 0)
        return { author, labels: said.length, imported: fromFiles.has(author) && !isRepeat(author), lastAt }
      })
    },
    replace(run, author, opinions) {
      labels.requireFeatures(
        run,
        opinions.map(({ feature }) => feature)
      )
      return durably(() => replace(run, author, opinions))
    },
    write(run, feature, change, { author, at = Date.now() }) {
      labels.requireFeature(run, feature)
      const before = ofFeature(run, feature).find((opinion) => opinion.author === author)
      const { author: _, ...said } = before ?? { author, ...emptyFields, feature, at }
      return durably(() => put('own_opinions', run, author, { ...said, ...change, at }))
    }
  }
}

/** The later of what is beside the log and what is in it; the log where both are of one time. */
function latest<T extends { at: number }, Key>(beside: readonly T[], written: readonly T[], keyOf: (one: T) => Key): Map<Key, T> {
  const all = new Map(beside.map((opinion) => [keyOf(opinion), opinion]))
  for (const own of written) if (own.at >= (all.get(keyOf(own))?.at ?? 0)) all.set(keyOf(own), own)
  return all
}

function opinionOf({ feature, at, fields }: OpinionRow): Opinion {
  return { feature, at, ...recordFromJson(fieldsOnly, fields, 'label') }
}

function opinionFrom({ feature, label, notes, tags, confidence, status, updatedAt = 0 }: Label): Opinion {
  return { feature, at: updatedAt, label, notes, tags, confidence, status }
}
