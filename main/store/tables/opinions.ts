/** Labels of annotators: imported ones and those written beside the project's from their tables, the others from the log. */
import { isRepeat, Opinion } from '../../../contract/records/annotator'
import type { Label } from '../../../contract/records/label'
import type { OpinionStore } from '../opinion-records'
import { durableWrites } from './durable-writes'
import type { LabelPast } from './label-past'
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

/** All but what writes beside the labels of the project (opinion-writes.ts). */
export type OpinionTable = Omit<OpinionStore, 'write' | 'bulk'>

export function opinionTable(
  { connection }: TableContext,
  { labels, past }: { labels: LabelTable; past: LabelPast }
): OpinionTable {
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
  // Without making labels of the log: that takes over a second for 100,000 of them, and every bulk edit asks for it again.
  const people = connection.prepare<{ run: string }, { author: string; labels: number; lastAt: number }>(
    `SELECT author, count(DISTINCT feature) AS labels, max(at) AS lastAt FROM (
       SELECT author, feature, at FROM (${both}) WHERE run = @run
       UNION ALL SELECT author, feature, at FROM label_edits
         WHERE run = @run AND applied = 1 AND id NOT IN (SELECT edit FROM label_finals)
     ) GROUP BY author`
  )
  const insert = connection.prepare<[string, string, number, number, string]>(
    'INSERT OR REPLACE INTO opinions (run, author, feature, at, fields) VALUES (?, ?, ?, ?, ?)'
  )
  const drop = connection.prepare<[string, string]>('DELETE FROM opinions WHERE run = ? AND author = ?')

  const said = connection.prepare<{ run: string; author: string }, { feature: number; author: string }>(
    `SELECT feature, author FROM (${both}) WHERE run = @run AND author <> @author
       UNION SELECT feature, author FROM label_edits
         WHERE run = @run AND author <> @author AND applied = 1 AND id NOT IN (SELECT edit FROM label_finals)`
  )

  const put = (run: string, author: string, given: Opinion): void => {
    const { feature, at, ...fields } = validRecord(Opinion, given, 'label')
    insert.run(run, author, feature, at, JSON.stringify(fields))
  }

  const replace = connection.transaction((run: string, author: string, opinions: readonly Opinion[]): number => {
    const { changes } = drop.run(run, author)
    for (const opinion of opinions) put(run, author, opinion)
    return changes
  })

  const of = (run: string, author: string | null): Opinion[] => {
    if (author === null) return labels.touched(run).map(opinionFrom)
    const all = latest(ofAuthor.all(run, author).map(opinionOf), past.by(run, author).map(opinionFrom), ({ feature }) => feature)
    return [...all.values()].sort((one, other) => one.feature - other.feature)
  }

  const ofFeature: OpinionStore['ofFeature'] = (run, feature) => {
    const written = [...past.byAuthor(run, feature)].map(([author, label]) => ({ author, ...opinionFrom(label) }))
    const kept = ofOne.all(run, feature).map((row) => ({ author: row.author, ...opinionOf(row) }))
    const all = latest(kept, written, ({ author }) => author)
    return [...all.values()].sort((one, other) => (one.author < other.author ? -1 : 1))
  }

  const own = (run: string, author: string, feature: number): Opinion | undefined => {
    const written = past.byAuthor(run, feature).get(author)
    const kept = ofBoth.all(run, author, feature).map(opinionOf)
    return latest(kept, written ? [opinionFrom(written)] : [], () => feature).get(feature)
  }

  const saidByOthers = (run: string, author: string): Set<number> =>
    new Set(said.all({ run, author }).flatMap((one) => (isRepeat(one.author) ? [] : [one.feature])))

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
      const imported = (author: string) => fromFiles.has(author) && !isRepeat(author)
      const all = people
        .all({ run })
        .map(({ author, labels, lastAt }) => ({ author, labels, imported: imported(author), lastAt }))
      return all.sort((one, other) => (one.author < other.author ? -1 : 1))
    },
    replace(run, author, opinions) {
      labels.requireFeatures(
        run,
        opinions.map(({ feature }) => feature)
      )
      return durably(() => replace(run, author, opinions))
    },
    saidByOthers
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
