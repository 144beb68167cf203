/**
 * Scores of features for a category of a label column, from the kept answer of the newest study of kind `columns` that has it.
 * A few columns of numbers stay in memory; an answer never changes, so nothing goes stale.
 */
import type { CategoryScore, ColumnsAnswer } from '../../../contract/records/studies/columns'
import { LoupeError } from '../../../contract/wire/errors'
import type { ProjectLayout } from '../files/layout'
import { studyFiles } from '../files/study-folder'
import type { StoredStudy, StudyStore } from '../study-records'
import { type ColumnAnswers, kept, readRow } from './study-numbers'

/** [features] f32. Throws not-found with the remedy when no study has it. */
export type ScoreReader = (run: string, wanted: CategoryScore) => Float32Array

export function scoreReader(layout: ProjectLayout, studies: Pick<StudyStore, 'list'>, answerOf: ColumnAnswers): ScoreReader {
  const columns = new Map<string, Float32Array>()
  return (run, wanted) => {
    const current = columnStudies(studies, run)
    const places = current.map((study) => ({ study, row: rowOf(answerOf(study), wanted) }))
    const found = places.find(({ row }) => row >= 0)
    if (!found) throw nothingKnown(wanted, current.map(answerOf))
    const { study, row } = found
    const path = studyFiles(layout.studyFolder(run, study.id)).arrays
    return kept(columns, `${study.id} ${wanted.score} ${row}`, () => readRow(path, wanted.score, row))
  }
}

/** Those of the run that are not stale, the latest first. */
export function columnStudies(studies: Pick<StudyStore, 'list'>, run: string): StoredStudy[] {
  return studies.list(run).filter((study) => !study.stale && study.question.kind === 'columns')
}

function rowOf({ categories }: ColumnsAnswer, { column, category }: { column: string; category: string }): number {
  return categories.findIndex((one) => one.column === column && one.category === category)
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
