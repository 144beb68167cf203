/** Columns of the anomaly list: where the row is from and its text, then every measure; the one it is ordered by in ink. */
import type { AnomalousRow, AnomalyMeasure } from '../../../contract/records/studies/anomalies'
import { formatCount, formatSignificant } from '../../widgets/format'
import { textOfToken } from '../../widgets/token-strip/text'
import type { TableColumn } from '../../widgets/virtual-table/types'
import styles from './anomalies.module.css'
import { measureFormulas, measureWords } from './lists'

type Column = TableColumn<AnomalousRow>

export function anomalyColumns(rows: readonly AnomalousRow[], measure: AnomalyMeasure): Column[] {
  const has = (key: keyof AnomalousRow) => rows.some((row) => row[key] !== undefined)
  const columns: (Column | false)[] = [
    {
      id: 'row',
      head: 'row',
      width: '64px',
      align: 'right',
      cell: ({ row }) => <span className={styles.id}>{formatCount(row)}</span>
    },
    { id: 'source', head: 'source', width: '132px', cell: ({ source }) => <span className={styles.source}>{source}</span> },
    {
      id: 'text',
      head: <span className={styles.textHead}>text</span>,
      width: 'minmax(200px, 1fr)',
      cell: (row) => <Text row={row} />
    },
    has('category') && { id: 'category', head: 'category', width: '104px', cell: ({ category }) => category ?? '–' },
    {
      id: 'active',
      head: 'features',
      width: '60px',
      align: 'right',
      title: 'Features that fire on the row',
      cell: ({ active }) => <span className={styles.quiet}>{formatCount(active)}</span>
    },
    has('fvu') && number('fvu', measure),
    has('squaredError') && number('squaredError', measure),
    number('rarity', measure)
  ]
  return columns.filter((column) => column !== false)
}

function number(id: AnomalyMeasure, measure: AnomalyMeasure): Column {
  const isOrder = id === measure
  return {
    id,
    head: isOrder ? <b>{measureWords[id].toLowerCase()} ↓</b> : measureWords[id].toLowerCase(),
    width: '96px',
    align: 'right',
    title: measureFormulas[id],
    cell: (row) => <span className={isOrder ? styles.number : styles.quiet}>{formatSignificant(row[id])}</span>
  }
}

/** The token outlined in one column, what is before it cut at the left. */
function Text({ row }: { row: AnomalousRow }) {
  return (
    <span className={styles.text} dir="ltr" data-bare={row.before === '' || undefined}>
      <span className={styles.before}>{textOfToken(row.before)}</span>
      <span className={styles.token}>{textOfToken(row.token)}</span>
    </span>
  )
}
