/** How well each measure finds the rows of a category. */
import type { AnomalyMeasure, AnomalyScore } from '../../../../contract/records/studies/anomalies'
import { rankingScores } from '../../../maths/ranking'
import type { CategoryColumn } from '../material'

/** A measure of all rows, and their positions by it, descending. */
export interface OrderedMeasure {
  measure: AnomalyMeasure
  values: Float32Array
  order: Uint32Array
}

/** Categories that are looked at, those with the most rows. */
const mostCategories = 50

/** `rows` [n] of the data set in the order of the measures; `category`: only that one. */
export function anomalyScores(
  measures: readonly OrderedMeasure[],
  rows: Uint32Array,
  { categories, codes }: CategoryColumn,
  category: string | undefined
): AnomalyScore[] {
  const own = Int32Array.from(rows, (row) => codes[row])
  const wanted = category === undefined ? largest(own, categories.length) : [categories.indexOf(category)]
  return wanted.flatMap((code) =>
    measures.map(({ measure, values, order }) => ({
      measure,
      category: categories[code],
      rows: rows.length,
      ...rankingScores(values, order, (i) => own[i] === code)
    }))
  )
}

/** Codes of the categories that have rows, the most first. */
function largest(codes: Int32Array, categories: number): number[] {
  const counts = new Uint32Array(categories)
  for (const code of codes) if (code >= 0) counts[code] += 1
  const present = [...counts.keys()].filter((code) => counts[code] > 0)
  return present.sort((a, b) => counts[b] - counts[a] || a - b).slice(0, mostCategories)
}
