/** The columns of the feature list. Numbers have fixed decimals per column; the peak stands outlined in its own column. */
import type { FeatureRow } from '../../../contract/records/feature'
import { type FurtherFact, furtherFactList } from '../../app/features/further-facts'
import { formulas, shareWords } from '../../app/features/number-facts'
import { PeakCell, PeakHead } from '../../app/features/peak-cell'
import { formatCount, formatFixed } from '../../widgets/format'
import { SparkBars } from '../../widgets/spark-line'
import { StatusGlyph, statusWords } from '../../widgets/status-glyph'
import type { TableColumn } from '../../widgets/virtual-table/types'
import { type CheckColumn, checkCell, checkColumnList, DueMark } from './check-columns'
import type { ColumnKey } from './chosen-columns'
import styles from './columns.module.css'

export interface ColumnChoice {
  /** Of mean and max. */
  decimals: number
  /** Leaves out what the page of a feature says too. */
  narrow: boolean
  /** No row has text before its peak: the peak column begins at the left. */
  bare: boolean
  /** Added to the ones that are always there. */
  further: readonly ColumnKey[]
  /** Run, step and rows, said on hover beside each formula. */
  source: string
}

export function featureColumns({ decimals, narrow, bare, further, source }: ColumnChoice): TableColumn<FeatureRow>[] {
  const columns: (TableColumn<FeatureRow> | false)[] = [
    { id: 'status', head: <span className="hidden-text">state</span>, width: '12px', sortable: false, cell: glyph },
    {
      id: 'feature',
      head: 'id',
      width: '44px',
      align: 'right',
      sortable: true,
      cell: (row) => <span className={styles.id}>{row.feature}</span>
    },
    { id: 'label', head: 'label', width: 'minmax(96px, 1fr)', sortable: true, cell: label },
    {
      id: 'peak',
      head: <PeakHead bare={bare} />,
      width: 'clamp(116px, 9vw, 230px)',
      cell: (row) => <PeakCell row={row} bare={bare} />
    },
    {
      id: 'density',
      head: 'density',
      width: '60px',
      align: 'right',
      sortable: true,
      title: formulas.density,
      cell: (row) =>
        share(row.density, `${formulas.density}; feature ${row.feature}, ${formatCount(row.activeRows)} active rows; ${source}`)
    },
    {
      id: 'mean',
      head: 'mean',
      width: '42px',
      align: 'right',
      sortable: true,
      title: formulas.mean,
      cell: (row) =>
        value(
          row.mean,
          decimals,
          `${formulas.mean}; feature ${row.feature}, ${formatCount(row.activeRows)} active rows; ${source}`
        )
    },
    {
      id: 'max',
      head: 'max',
      width: '42px',
      align: 'right',
      sortable: true,
      title: formulas.max,
      cell: (row) =>
        value(row.max, decimals, `${formulas.max}; feature ${row.feature}, ${formatCount(row.activeRows)} active rows; ${source}`)
    },
    {
      id: 'activations',
      head: 'activations',
      width: '62px',
      title: 'Histogram of the activations from 0 to the feature’s maximum, counts on a square-root axis',
      cell: spark
    },
    !narrow && {
      id: 'nearestCosine',
      head: 'nearest',
      width: '48px',
      align: 'right',
      sortable: true,
      title: formulas.nearest,
      cell: (row) => (
        <span className={styles.quiet} title={`${formulas.nearest}; feature ${row.feature}; ${source}`}>
          {formatFixed(row.nearestCosine, 2)}
        </span>
      )
    },
    ...furtherFactList.filter(({ key }) => further.includes(key)).map((fact) => furtherColumn(fact, source)),
    ...checkColumnList.filter(({ key }) => further.includes(key)).map(checkColumn),
    {
      id: 'mass',
      head: 'mass',
      width: '56px',
      align: 'right',
      sortable: true,
      title: formulas.mass,
      cell: (row) =>
        share(row.mass, `${formulas.mass}; feature ${row.feature}, ${formatCount(row.activeRows)} active rows; ${source}`)
    }
  ]
  return columns.filter((column) => column !== false)
}

/** px below which the list scrolls sideways rather than cut columns off; 0 without further columns, which fit always. */
export function leastWidth(further: readonly ColumnKey[]): number {
  const added = [...furtherFactList, ...checkColumnList].filter(({ key }) => further.includes(key))
  return added.reduce((sum, { width }) => sum + Number.parseInt(width, 10) + columnGap, added.length > 0 ? usualWidth : 0)
}

const columnGap = 20
const usualWidth = 700

function furtherColumn({ key, name, formula, width, text }: FurtherFact, source: string): TableColumn<FeatureRow> {
  return {
    id: key,
    head: name,
    width,
    align: 'right',
    sortable: true,
    title: formula,
    cell: (row) => {
      const value = row[key]
      if (value === undefined) return <span className={styles.none}>–</span>
      return (
        <span
          className={styles.number}
          title={`${formula}; feature ${row.feature}, ${formatCount(row.activeRows)} active rows; ${source}`}
        >
          {text(value, row)}
        </span>
      )
    }
  }
}

function checkColumn({ key, name, formula, width }: CheckColumn): TableColumn<FeatureRow> {
  return { id: key, head: name, width, align: 'right', sortable: true, title: formula, cell: (row) => checkCell(key, row) }
}

function glyph(row: FeatureRow) {
  return (
    <span className={styles.glyph}>
      <StatusGlyph status={row.status} />
    </span>
  )
}

function label(row: FeatureRow) {
  if (row.label)
    return (
      <span className={styles.labelText}>
        <span className="ellipsis" title={row.label}>
          {row.label}
        </span>
        <DueMark row={row} />
      </span>
    )
  return <span className={styles.none}>{row.status === 'not-interpretable' ? statusWords[row.status] : '–'}</span>
}

function share(part: number, title: string) {
  return (
    <span className={styles.number} title={title}>
      {shareWords(part)}
    </span>
  )
}

function value(number: number, decimals: number, title: string) {
  return (
    <span className={styles.number} title={title}>
      {formatFixed(number, decimals)}
    </span>
  )
}

function spark(row: FeatureRow) {
  return <SparkBars counts={row.spark.map(Math.sqrt)} label={`activations of feature ${row.feature}`} />
}
