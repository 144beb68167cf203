/** One row of a heat table: its head, and the cells that are in view. */
// biome-ignore-all lint/a11y/useSemanticElements: cells are placed by hand, which table elements can not do
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; cells are reached by aria-activedescendant
import { type CSSProperties, memo, type ReactNode } from 'react'
import { formatFixed } from '../format'
import { cssShare } from '../token-strip/color'
import { hasNumbers, rowHeight } from './heat-layout'
import styles from './heat-table.module.css'
import type { HeatTableProps } from './types'

export interface HeatRowProps extends Pick<HeatTableProps, 'valueAt' | 'fullAt' | 'decimals' | 'columnName' | 'explanation'> {
  id: string
  row: number
  head: ReactNode
  name: string
  first: number
  end: number
  cellWidth: number
  /** Column of the active cell, −1 when it is in another row. */
  active: number
  sorted: boolean
}

export const HeatRow = memo(function HeatRow(props: HeatRowProps) {
  const { id, row, head, name, first, end, cellWidth, active, sorted, valueAt, fullAt, decimals, columnName, explanation } = props
  const columns = Array.from({ length: end - first }, (_, step) => first + step)
  return (
    <div className={styles.row} role="row" aria-rowindex={row + 2} style={{ top: row * rowHeight }} data-row={row}>
      <div
        className={styles.rowHead}
        role="rowheader"
        title={name}
        data-sorted={sorted || undefined}
        data-active={active >= 0 || undefined}
      >
        {head}
      </div>
      {columns.map((column) => {
        const value = valueAt(row, column)
        const text = Number.isNaN(value) ? '–' : formatFixed(value, decimals)
        return (
          <div
            key={column}
            id={`${id}-${row}-${column}`}
            role="gridcell"
            aria-colindex={column + 2}
            aria-selected={column === active}
            aria-label={hasNumbers(cellWidth) ? undefined : `${columnName(column)} ${text}`}
            className={styles.cell}
            data-column={column}
            data-sign={value < 0 ? 'negative' : undefined}
            title={[`${name}, ${columnName(column)}: ${text}`, explanation].filter(Boolean).join('\n')}
            style={{ left: column * cellWidth, '--share': shareOf(value, fullAt(row, column)) } as CSSProperties}
          >
            {hasNumbers(cellWidth) && text}
          </div>
        )
      })}
    </div>
  )
})

function shareOf(value: number, full: number): string {
  return Number.isNaN(value) || full <= 0 ? '0%' : cssShare(Math.min(1, Math.abs(value) / full))
}
