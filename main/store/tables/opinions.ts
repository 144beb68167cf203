/** Labels of annotators: imported ones from their table, own ones from the log. Judgments whether two mean the same. */
import { Opinion } from '../../../contract/records/annotator'
import type { Label } from '../../../contract/records/label'
import type { OpinionStore } from '../opinion-records'
import type { LabelPast } from './label-past'
import type { LabelTable } from './labels'
import { recordFromJson, type TableContext, validRecord } from './stored-records'

/** In place of a name for the labels of the project; a name has no control characters at its start. */
const ofProject = '\u0001'
const fieldsOnly = Opinion.omit({ feature: true, at: true })

export function opinionTable(
  { connection }: TableContext,
  { labels, past }: { labels: LabelTable; past: LabelPast }
): OpinionStore {
  const imported = connection.prepare<[string, string], { feature: number; at: number; fields: string }>(
    'SELECT feature, at, fields FROM opinions WHERE run = ? AND author = ? ORDER BY feature'
  )
  const importedAuthors = connection.prepare<[string], string>('SELECT DISTINCT author FROM opinions WHERE run = ?').pluck()
  const insert = connection.prepare<[string, string, number, number, string]>(
    'INSERT INTO opinions (run, author, feature, at, fields) VALUES (?, ?, ?, ?, ?)'
  )
  const drop = connection.prepare<[string, string]>('DELETE FROM opinions WHERE run = ? AND author = ?')
  const judged = connection.prepare<[string, string, string], { feature: number; same: number }>(
    'SELECT feature, same FROM same_meaning WHERE run = ? AND one = ? AND other = ?'
  )
  const putJudgment = connection.prepare<[string, number, string, string, number]>(
    `INSERT INTO same_meaning (run, feature, one, other, same) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET same = excluded.same`
  )
  const dropJudgment = connection.prepare<[string, number, string, string]>(
    'DELETE FROM same_meaning WHERE run = ? AND feature = ? AND one = ? AND other = ?'
  )

  const importedOf = (run: string, author: string): Opinion[] =>
    imported.all(run, author).map(({ feature, at, fields }) => ({ feature, at, ...recordFromJson(fieldsOnly, fields, 'label') }))

  const of = (run: string, author: string | null): Opinion[] => {
    if (author === null) return labels.touched(run).map(opinionFrom)
    const all = new Map(importedOf(run, author).map((opinion) => [opinion.feature, opinion]))
    for (const own of past.by(run, author).map(opinionFrom))
      if (own.at >= (all.get(own.feature)?.at ?? 0)) all.set(own.feature, own)
    return [...all.values()].sort((one, other) => one.feature - other.feature)
  }

  const replace = connection.transaction((run: string, author: string, opinions: readonly Opinion[]): number => {
    const { changes } = drop.run(run, author)
    for (const opinion of opinions) {
      const { feature, at, ...fields } = validRecord(Opinion, opinion, 'label')
      insert.run(run, author, feature, at, JSON.stringify(fields))
    }
    return changes
  })

  return {
    of,
    annotators(run) {
      const fromFiles = new Set(importedAuthors.all(run))
      const names = [...new Set([...past.authors(run), ...fromFiles])].sort()
      return names.map((author) => {
        const said = of(run, author)
        const lastAt = said.reduce((latest, { at }) => Math.max(latest, at), 0)
        return { author, labels: said.length, imported: fromFiles.has(author), lastAt }
      })
    },
    replace(run, author, opinions) {
      labels.requireFeatures(
        run,
        opinions.map(({ feature }) => feature)
      )
      return replace(run, author, opinions)
    },
    judgments: (run, one, other) =>
      new Map(judged.all(run, ...pairOf(one, other)).map(({ feature, same }) => [feature, same === 1])),
    judge(run, feature, { one, other, same }) {
      labels.requireFeature(run, feature)
      if (same === null) dropJudgment.run(run, feature, ...pairOf(one, other))
      else putJudgment.run(run, feature, ...pairOf(one, other), Number(same))
    }
  }
}

/** In an order of their own: who is named first does not matter. */
function pairOf(one: string | null, other: string | null): [string, string] {
  const names = [one ?? ofProject, other ?? ofProject].sort()
  return [names[0], names[1]]
}

function opinionFrom({ feature, label, notes, tags, confidence, status, updatedAt = 0 }: Label): Opinion {
  return { feature, at: updatedAt, label, notes, tags, confidence, status }
}
