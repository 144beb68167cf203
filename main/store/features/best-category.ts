/** The category of a label column that a feature tells best, from the newest study of label columns of its run. */

import type { BestCategory } from '../feature-records'
import type { ProjectLayout } from '../files/layout'
import { studyFiles } from '../files/study-folder'
import type { StudyStore } from '../study-records'
import { columnStudies } from './category-scores'
import { type ColumnAnswers, readColumn } from './study-numbers'

export type BestCategoryReader = (run: string, feature: number) => BestCategory | undefined

/** By F1 on held-out rows, which are all that a study keeps of every feature; the first of equal ones. */
export function bestCategoryReader(
  layout: ProjectLayout,
  studies: Pick<StudyStore, 'list'>,
  answerOf: ColumnAnswers
): BestCategoryReader {
  return (run, feature) => {
    const [study] = columnStudies(studies, run)
    if (study?.question.kind !== 'columns') return undefined
    const { arrays } = studyFiles(layout.studyFolder(run, study.id))
    const f1 = readColumn(arrays, 'f1', feature)
    const best = f1.reduce((at, value, i) => (value > f1[at] ? i : at), 0)
    if (!(f1[best] > 0)) return undefined
    const { column, category } = answerOf(study).categories[best]
    const [precision, recall] = ['precision', 'recall'].map((array) => readColumn(arrays, array, feature)[best])
    return { column, category, per: study.question.per, f1: f1[best], precision, recall }
  }
}
