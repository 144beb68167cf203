/**
 * Scores of features for a category of a label column, from the kept answer of the newest study of kind `columns` that has it.
 * A few columns of numbers stay in memory; an answer never changes, so nothing goes stale.
 */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { type CategoryScore, ColumnsAnswer } from '../../../contract/records/studies/columns'
import { LoupeError } from '../../../contract/wire/errors'
import { parseSafetensorsHeader, safetensorsDataStart } from '../../codecs/safetensors'
import type { ProjectLayout } from '../files/layout'
import { studyFiles } from '../files/study-folder'
import type { StoredStudy, StudyStore } from '../study-records'
import { checkedRecord, valueFromJson } from '../tables/stored-records'

/** [features] f32. Throws not-found with the remedy when no study has it. */
export type ScoreReader = (run: string, wanted: CategoryScore) => Float32Array

/** Numbers kept in memory at most: columns of 131,072 features and many filters. */
const mostKept = 64

export function scoreReader(layout: ProjectLayout, studies: Pick<StudyStore, 'list'>): ScoreReader {
  const answers = new Map<string, ColumnsAnswer>()
  const columns = new Map<string, Float32Array>()
  const answerOf = ({ run, id }: StoredStudy): ColumnsAnswer =>
    kept(answers, id, () => readAnswer(studyFiles(layout.studyFolder(run, id)).answer))
  return (run, wanted) => {
    const current = studies.list(run).filter((study) => !study.stale && study.question.kind === 'columns')
    const places = current.map((study) => ({ study, row: rowOf(answerOf(study), wanted) }))
    const found = places.find(({ row }) => row >= 0)
    if (!found) throw nothingKnown(wanted, current.map(answerOf))
    const { study, row } = found
    const path = studyFiles(layout.studyFolder(run, study.id)).arrays
    return kept(columns, `${study.id} ${wanted.score} ${row}`, () => readRow(path, wanted.score, row))
  }
}

function kept<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key) ?? make()
  known.delete(key)
  known.set(key, found)
  if (known.size > mostKept) known.delete(known.keys().next().value!)
  return found
}

function rowOf({ categories }: ColumnsAnswer, { column, category }: { column: string; category: string }): number {
  return categories.findIndex((one) => one.column === column && one.category === category)
}

function readAnswer(path: string): ColumnsAnswer {
  return checkedRecord(ColumnsAnswer, valueFromJson(readFileSync(path, 'utf8'), 'study'), 'study')
}

/** Row of an array [rows, features]. */
function readRow(path: string, array: string, row: number): Float32Array {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const start = safetensorsDataStart(bytesAt(file, 0, Math.min(8, size)), size)
    const entry = parseSafetensorsHeader(bytesAt(file, 0, start), size).entries.find(({ name }) => name === array)
    if (!entry) throw new LoupeError('damaged', `The study has no ${array}`, { hint: 'Ask it again.', place: path })
    const width = 4 * entry.shape[1]
    return new Float32Array(bytesAt(file, entry.begin + row * width, width).buffer)
  } finally {
    closeSync(file)
  }
}

function bytesAt(file: number, at: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let done = 0; done < length; ) {
    const read = readSync(file, bytes, done, length - done, at + done)
    if (read === 0) throw new LoupeError('damaged', 'The answer of a study became shorter', { hint: 'Ask it again.' })
    done += read
  }
  return bytes
}

function nothingKnown(wanted: CategoryScore, answers: ColumnsAnswer[]): LoupeError {
  const what = `${wanted.score}(${wanted.column}=${wanted.category})`
  const categories = answers.flatMap((answer) => answer.categories).filter(({ column }) => column === wanted.column)
  if (categories.length > 0) {
    const known = [...new Set(categories.map(({ category }) => category))].slice(0, 20).join(', ')
    return new LoupeError('not-found', `${what}: the column “${wanted.column}” has no such category`, {
      hint: `It has: ${known}.`
    })
  }
  const columns = [...new Set(answers.flatMap((answer) => answer.columns.map(({ column }) => column)))]
  const hint = 'Run the study of label columns of this run (loupe columns), then filter again.'
  return new LoupeError('not-found', `${what} is not known of this run`, {
    hint: columns.length > 0 ? `${hint} It is known of: ${columns.join(', ')}.` : hint
  })
}
