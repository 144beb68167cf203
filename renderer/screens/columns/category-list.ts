/** Categories of an answered question about label columns, and the features of one as a table. Pure. */
import type { CategoryScores, ColumnsAnswer, FeatureScores } from '../../../contract/records/studies/columns'
import type { TableCell } from '../../app/output/table-text'

export interface CategoryPlace {
  column: string
  category: string
}

export function findCategory({ categories }: ColumnsAnswer, place: CategoryPlace | undefined): CategoryScores | undefined {
  return categories.find(({ column, category }) => column === place?.column && category === place.category) ?? categories[0]
}

/** The category a step on in the order of the list. */
export function categoryAfter(
  { categories }: ColumnsAnswer,
  current: CategoryScores | undefined,
  step: 1 | -1
): CategoryPlace | undefined {
  const at = categories.findIndex(({ column, category }) => column === current?.column && category === current.category)
  return categories[Math.max(0, Math.min(categories.length - 1, at + step))]
}

export const scoreKeys = ['f1', 'precision', 'recall', 'auroc', 'lift', 'threshold'] as const
export type ScoreKey = (typeof scoreKeys)[number]

/** The listed features by one of their scores, the highest first; undefined: as they were chosen, by F1 on the training part. */
export function sortedBy(best: readonly FeatureScores[], key: ScoreKey | undefined): FeatureScores[] {
  return key === undefined ? [...best] : [...best].sort((a, b) => b[key] - a[key])
}

/** All listed features of all categories: what a file holds. */
export function bestRows({ categories }: ColumnsAnswer): TableCell[][] {
  const lines = categories.flatMap(({ column, category, count, heldOutCount, best }) =>
    best.map((score) => [column, category, count, heldOutCount, score.feature, ...scoreKeys.map((key) => score[key])])
  )
  return [['column', 'category', 'count', 'held_out_count', 'feature', ...scoreKeys], ...lines]
}
