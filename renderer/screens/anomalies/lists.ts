/** The anomaly lists as the screen shows them: rows by a measure, and what to ask. Pure. */
import type { Dataset } from '../../../contract/records/dataset'
import type { AnomaliesAnswer, AnomalousRow, AnomalyMeasure } from '../../../contract/records/studies/anomalies'
import type { TableCell } from '../../app/output/table-text'

export const measureWords: Record<AnomalyMeasure, string> = {
  fvu: 'FVU',
  squaredError: 'Squared error',
  rarity: 'Rare features'
}

export const measureFormulas: Record<AnomalyMeasure, string> = {
  fvu: 'Fraction of variance unexplained by the row: ‖x − x̂‖² ÷ ‖x − mean‖², mean of all analyzed rows',
  squaredError: '‖x − x̂‖², raw units',
  rarity: 'Mean of −ln density over the features that fire on the row, in nats; where none fires, −ln of the share of such rows'
}

/** Measures that there is a list for, in the order of the screen. */
export function measuresOf({ lists }: AnomaliesAnswer): AnomalyMeasure[] {
  const order: AnomalyMeasure[] = ['fvu', 'squaredError', 'rarity']
  return order.filter((measure) => lists.some((list) => list.measure === measure))
}

export function rowsBy({ lists, listed }: AnomaliesAnswer, measure: AnomalyMeasure): AnomalousRow[] {
  const byRow = new Map(listed.map((row) => [row.row, row]))
  const rows = lists.find((list) => list.measure === measure)?.rows ?? []
  return rows.flatMap((row) => byRow.get(row) ?? [])
}

/** Label columns of few categories: those that can say which rows are to be found. */
export function labelColumns(dataset: Dataset | undefined): string[] {
  const columns = dataset?.rowTable?.columns ?? []
  return columns.filter(({ role, kind }) => role === 'label' && kind === 'category').map(({ name }) => name)
}

/** A list as a file holds it. */
export function anomalyRows(rows: readonly AnomalousRow[]): TableCell[][] {
  const head = ['row', 'source', 'before', 'token', 'category', 'active', 'fvu', 'squared_error', 'rarity']
  const lines = rows.map((row) => [
    row.row,
    row.source,
    row.before,
    row.token,
    row.category,
    row.active,
    row.fvu,
    row.squaredError,
    row.rarity
  ])
  return [head, ...lines]
}
