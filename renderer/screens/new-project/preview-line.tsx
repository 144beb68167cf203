/** A row of the preview: its cells of the row table, its image where it has one, its norm, its first activations. */
import type { ReactNode } from 'react'
import { outlierFactor, type RowColumn } from '../../../contract/records/dataset'
import type { PreviewRow } from '../../../contract/records/inspection'
import { formatCount, formatFixed } from '../../widgets/format'
import styles from './new-project.module.css'
import { visibleToken } from './visible-token'

export interface PreviewLineProps {
  row: PreviewRow
  columns: RowColumn[]
  median: number
  pictureOf: ((row: number) => ReactNode) | undefined
}

export function PreviewLine({ row, columns, median, pictureOf }: PreviewLineProps) {
  const isFar = !(row.norm <= outlierFactor * median)
  return (
    <tr>
      <td className={`mono ${styles.number} ${styles.faint}`}>{formatCount(row.row)}</td>
      {columns.map((column) => {
        const text = row.cells[column.name] ?? ''
        if (!isImage(column) || !pictureOf) return <Cell key={column.name} column={column} text={text} />
        return (
          <td key={column.name} className={styles.thumbnail} title={text}>
            {pictureOf(row.row)}
          </td>
        )
      })}
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

export function isNumber(column: RowColumn): boolean {
  return column.kind === 'number'
}

export function isImage({ role }: RowColumn): boolean {
  return role === 'image'
}
