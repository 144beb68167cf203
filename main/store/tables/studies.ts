/** Studies that were answered: which question, of which analysis. The answers lie in folders beside the analyses of the run. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Id } from '../../../contract/records/basics'
import { otherRun, type StudyKind, StudyQuestion } from '../../../contract/records/studies/kinds'
import { LoupeError } from '../../../contract/wire/errors'
import { isInside, removeInside } from '../files/write-atomically'
import type { StoredStudy, StudyDraft, StudyStore } from '../study-records'
import { orAbsent, requireWritable, type TableContext, validRecord } from './stored-records'

interface StudyRow {
  id: string
  run: string
  kind: StudyKind
  question: string
  created_at: number
  analysis: number
  other_analysis: number | null
  step: number
  rows: number
}

interface StudyTableNeeds {
  /** Number of the latest complete analysis of a run. */
  currentAnalysis(run: string): number | undefined
}

const columns = 'id, run, kind, question, created_at, analysis, other_analysis, step, rows'
const parameters = columns.replaceAll(/\w+/g, '@$&')

export function studyTable(context: TableContext, { currentAnalysis }: StudyTableNeeds): StudyStore {
  const { connection, layout } = context
  const all = connection.prepare<[], StudyRow>(`SELECT ${columns} FROM studies ORDER BY created_at DESC, rowid DESC`)
  const one = connection.prepare<[string], StudyRow>(`SELECT ${columns} FROM studies WHERE id = ?`)
  const insert = connection.prepare<[StudyRow]>(`INSERT INTO studies (${columns}) VALUES (${parameters})`)
  const drop = connection.prepare<[string]>('DELETE FROM studies WHERE id = ?')
  const sameQuestion = connection
    .prepare<[string, string, string], string>('SELECT id FROM studies WHERE run = ? AND question = ? AND id <> ?')
    .pluck()

  const stored = (row: StudyRow): StoredStudy[] => {
    const question = questionFrom(row.question)
    if (!question) return []
    const other = otherRun(question)
    const isCurrent =
      currentAnalysis(row.run) === row.analysis &&
      (other === undefined || currentAnalysis(other) === orAbsent(row.other_analysis))
    return [{ ...draftFrom(row, question), stale: !isCurrent }]
  }
  const list = (run?: string) => all.all().flatMap((row) => (run === undefined || row.run === run ? stored(row) : []))
  const find = (id: string) => {
    const row = one.get(id)
    return row && stored(row)[0]
  }
  const removeFiles = (run: string, id: string) => removeInside(layout.folder, layout.studyFolder(run, id))
  const replace = connection.transaction((row: StudyRow): string[] => {
    const earlier = sameQuestion.all(row.run, row.question, row.id)
    for (const id of earlier) drop.run(id)
    insert.run(row)
    return earlier
  })

  return {
    list,
    find,
    answered: (run, question) => {
      const text = questionText(question)
      return list(run).find((study) => !study.stale && questionText(study.question) === text)
    },
    newest: (run, kind) => list(run).find((study) => !study.stale && study.question.kind === kind),
    record(draft) {
      requireWritable(context)
      if (!existsSync(layout.studyFolder(draft.run, draft.id)))
        throw new LoupeError('not-found', `The answer of study ${draft.id} is not in its folder`)
      for (const earlier of replace(rowFrom(draft))) removeFiles(draft.run, earlier)
      return find(draft.id)!
    },
    remove(run, id) {
      drop.run(id)
      removeFiles(run, id)
    },
    sweep() {
      const rows = all.all()
      for (const { id, run } of rows) if (!existsSync(layout.studyFolder(run, id))) drop.run(id)
      const known = new Set(rows.map(({ id }) => id))
      for (const run of foldersIn(layout.runs)) {
        const folder = join(layout.runs, run, 'studies')
        if (isInside(layout.folder, folder)) for (const id of foldersIn(folder)) if (!known.has(id)) removeFiles(run, id)
      }
    }
  }
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && Id.safeParse(entry.name).success)
    .map(({ name }) => name)
}

/** Undefined for a kind that this Loupe does not know. */
function questionFrom(text: string): StudyQuestion | undefined {
  try {
    return StudyQuestion.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** The same text for the same question: fields in the order of the schema, defaults filled in. */
export function questionText(question: StudyQuestion): string {
  return JSON.stringify(validRecord(StudyQuestion, question, 'question'))
}

function draftFrom(row: StudyRow, question: StudyQuestion): StudyDraft {
  return {
    id: row.id,
    run: row.run,
    question,
    createdAt: row.created_at,
    analysis: row.analysis,
    otherAnalysis: orAbsent(row.other_analysis),
    step: row.step,
    rows: row.rows
  }
}

function rowFrom(draft: StudyDraft): StudyRow {
  return {
    id: draft.id,
    run: draft.run,
    kind: draft.question.kind,
    question: questionText(draft.question),
    created_at: draft.createdAt,
    analysis: draft.analysis,
    other_analysis: draft.otherAnalysis ?? null,
    step: draft.step,
    rows: draft.rows
  }
}
