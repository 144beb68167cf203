/** Columns of the anomaly list: where the row is from and its text or image, then every measure; the one it is ordered by in ink. */
import type { ReactNode } from 'react'
import type { AnomalousRow, AnomalyMeasure } from '../../../contract/records/studies/anomalies'
import { activationDecimals } from '../../widgets/concordance/layout'
import { formatCount, formatFixed } from '../../widgets/format'
import { LinedHead, LinedToken } from '../../widgets/token-strip/lined-token'
import { textOfToken } from '../../widgets/token-strip/text'
import type { TableColumn } from '../../widgets/virtual-table/types'
import styles from './anomalies.module.css'
import { measureFormulas, measureWords } from './lists'

/** Where the tokens begin, % of the column. */
const textAt = 60

type Column = TableColumn<AnomalousRow>

/** Px: a line is a little higher. */
export const anomalyPictureHeight = 24

export function anomalyColumns(
  rows: readonly AnomalousRow[],
  measure: AnomalyMeasure,
  pictureOf?: (row: number) => ReactNode
): Column[] {
  const has = (key: keyof AnomalousRow) => rows.some((row) => row[key] !== undefined)
  const largest = rows.reduce((most, { squaredError = 0 }) => Math.max(most, squaredError), 0)
  const columns: (Column | false)[] = [
    {
      id: 'row',
      head: 'row',
      width: '64px',
      align: 'right',
      cell: ({ row }) => <span className={styles.id}>{formatCount(row)}</span>
    },
    { id: 'source', head: 'source', width: '84px', cell: ({ source }) => <span className={styles.source}>{source}</span> },
    {
      id: 'text',
      head: pictureOf ? 'image' : <LinedHead at={`${textAt}%`}>text</LinedHead>,
      width: 'minmax(120px, 1fr)',
      cell: (row) => pictureOf?.(row.row) ?? <Text row={row} />
    },
    has('category') && { id: 'category', head: 'category', width: '92px', cell: ({ category }) => category ?? '–' },
    {
      id: 'active',
      head: 'features',
      width: '60px',
      align: 'right',
      title: 'Features that fire on the row',
      cell: ({ active }) => <span className={styles.quiet}>{formatCount(active)}</span>
    },
    has('fvu') && number('fvu', measure, 3),
    has('squaredError') && number('squaredError', measure, activationDecimals(largest)),
    number('rarity', measure, 2)
  ]
  return columns.filter((column) => column !== false)
}

function number(id: AnomalyMeasure, measure: AnomalyMeasure, decimals: number): Column {
  const isOrder = id === measure
  return {
    id,
    head: isOrder ? <b>{measureWords[id].toLowerCase()} ↓</b> : measureWords[id].toLowerCase(),
    width: '84px',
    align: 'right',
    title: measureFormulas[id],
    cell: (row) => <span className={isOrder ? styles.number : styles.quiet}>{formatFixed(row[id], decimals)}</span>
  }
}

/** The token outlined in one column, what is before it cut at the left. */
function Text({ row }: { row: AnomalousRow }) {
  return (
    <LinedToken before={textOfToken(row.before)} at={textAt} bare={row.before === ''}>
      <span className={styles.token}>{textOfToken(row.token)}</span>
    </LinedToken>
  )
}
