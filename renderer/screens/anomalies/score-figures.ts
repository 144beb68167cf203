/** How well a measure finds the rows of a category, and a listed row, as numbers that explain themselves. Pure. */
import type { AnomalousRow, AnomalyMeasure, AnomalyScore } from '../../../contract/records/studies/anomalies'
import type { Figure } from '../../app/numbers/figure'
import { formatCount, formatFixed, formatSignificant } from '../../widgets/format'
import { measureFormulas, measureWords } from './lists'

/** AUROC, precision and recall of a measure for a category; `source`: run, step and rows, in words. */
export function scoreFigures(score: AnomalyScore, source: string): Figure[] {
  const { measure, category, positives, rows, auroc, averagePrecision, best } = score
  const sample = `${formatCount(positives)} of ${formatCount(rows)} rows are of it; ${measureWords[measure]}: ${measureFormulas[measure]}`
  const atBest = `at ${measureWords[measure]} ≥ ${formatSignificant(best.threshold)}, the threshold with the greatest F1, ${formatFixed(best.f1, 3)}`
  const figure = (name: string, value: number, formula: string): Figure => ({
    of: `${measureWords[measure]} against ${category}`,
    name,
    value: formatFixed(value, 3),
    explanation: `${formula}; ${sample}`,
    source
  })
  return [
    figure(
      'AUROC',
      auroc,
      `Chance that a row of the category is ahead of another one, ties half; 0.5 says nothing; average precision ${formatFixed(averagePrecision, 3)}`
    ),
    figure('precision', best.precision, `Share of the rows ${atBest}, that are of the category`),
    figure('recall', best.recall, `Share of the rows of the category that are found ${atBest}`)
  ]
}

export interface RowPlace {
  /** Place in the list, from 1, and rows that were measured. */
  place: number
  rows: number
  measure: AnomalyMeasure
  source: string
}

const measures: readonly AnomalyMeasure[] = ['fvu', 'squaredError', 'rarity']

/** A listed row as a line to cite: all its measures, the one of the list first, with what it means. */
export function rowCitation(row: AnomalousRow, { place, rows, measure, source }: RowPlace): string {
  const others = measures.filter((other) => other !== measure && row[other] !== undefined)
  const values = [measure, ...others].map((name) => `${measureWords[name]} ${formatSignificant(row[name])}`)
  const where = `place ${formatCount(place)} of ${formatCount(rows)} rows by ${measureWords[measure]}`
  return `Row ${row.row} (${row.source}, “${row.token.trim()}”): ${values.join(', ')}, ${where} (${measureFormulas[measure]}; ${source})`
}
