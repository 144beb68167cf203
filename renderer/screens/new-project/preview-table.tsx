/** Some rows as they are in the files: cells of the row table, the norm, the first activations. */
import type { RowColumn } from '../../../contract/records/dataset'
import { outlierFactor } from '../../../contract/records/dataset'
import type { ActivationSummary, PreviewRow, RowTableSummary } from '../../../contract/records/inspection'
import { useCommands } from '../../app/commands/commands'
import { Button } from '../../widgets/button'
import { formatCount, formatFixed } from '../../widgets/format'
import { Section } from '../../widgets/panel'
import { PlainTable } from '../../widgets/plain-table'
import { toastError } from '../../widgets/toast/toast-store'
import { previewRows, useDraft } from './draft-store'
import styles from './new-project.module.css'
import { visibleToken } from './visible-token'

export interface PreviewTableProps {
  activations: ActivationSummary
  rowTable: RowTableSummary | undefined
}

const shownRows = 12

export function PreviewTable({ activations, rowTable }: PreviewTableProps) {
  const preview = useDraft((draft) => draft.preview)
  useCommands([
    {
      id: 'data.randomRows',
      title: 'Preview random rows',
      keys: ['R'],
      scope: 'files',
      run: () => void previewRows(randomRows(activations.rows, shownRows)).catch(toastError)
    }
  ])
  const columns = tokenFirst(rowTable?.columns ?? [])
  const values = Math.max(0, ...preview.map((row) => row.values.length))
  return (
    <Section
      title="Row preview"
      className={styles.preview}
      actions={
        <>
          {formatCount(preview.length)} of {formatCount(activations.rows)}
          <Button variant="quiet" size="small" command="data.randomRows">
            Random rows
          </Button>
        </>
      }
    >
      <div className={styles.tableFrame}>
        <PlainTable className={styles.table}>
          <thead>
            <tr>
              <th className={styles.number}>row</th>
              {columns.map((column) => (
                <th key={column.name} className={isNumber(column) ? styles.number : undefined}>
                  {column.name}
                </th>
              ))}
              <th className={styles.number}>norm</th>
              {Array.from({ length: values }, (_, index) => (
                <th key={index} className={styles.number}>
                  x{index}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.map((row) => (
              <PreviewLine key={row.row} row={row} columns={columns} median={activations.norms.median} />
            ))}
          </tbody>
        </PlainTable>
      </div>
    </Section>
  )
}

/** The text of a row says most; the other columns stay in their order. */
function tokenFirst(columns: readonly RowColumn[]): RowColumn[] {
  return [...columns].sort((a, b) => Number(b.role === 'token') - Number(a.role === 'token'))
}

function PreviewLine({ row, columns, median }: { row: PreviewRow; columns: RowColumn[]; median: number }) {
  const isFar = !(row.norm <= outlierFactor * median)
  return (
    <tr>
      <td className={`mono ${styles.number} ${styles.faint}`}>{formatCount(row.row)}</td>
      {columns.map((column) => (
        <Cell key={column.name} column={column} text={row.cells[column.name] ?? ''} />
      ))}
      <td className={`mono ${styles.number}`} data-far={isFar || undefined}>
        {formatFixed(row.norm, 1)}
      </td>
      {row.values.map((value, index) => (
        <td key={index} className={`mono ${styles.number}`}>
          {formatFixed(value, 2)}
        </td>
      ))}
    </tr>
  )
}

function Cell({ column, text }: { column: RowColumn; text: string }) {
  if (column.role === 'token')
    return (
      <td>
        <span className={`mono ${styles.token}`}>{visibleToken(text)}</span>
      </td>
    )
  return <td className={isNumber(column) ? `mono ${styles.number} ${styles.faint}` : styles.words}>{text}</td>
}

function isNumber(column: RowColumn): boolean {
  return column.kind === 'number'
}

/** Distinct rows in ascending order, so that neighbours stay neighbours. */
export function randomRows(rows: number, count: number, random: () => number = Math.random): number[] {
  const picked = new Set<number>()
  while (picked.size < Math.min(count, rows)) picked.add(Math.floor(random() * rows))
  return [...picked].sort((a, b) => a - b)
}
