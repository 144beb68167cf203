/** The names of the columns in view; a click on one is the owner's to answer, who has a key for it too. */
// biome-ignore-all lint/a11y/useSemanticElements: cells are placed by hand, which table elements can not do
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys act on the grid, through the owner's commands
import { isAcross } from './heat-layout'
import styles from './heat-table.module.css'
import type { HeatTableProps } from './types'

interface ColumnHeadsProps extends Pick<HeatTableProps, 'columnName' | 'onColumn' | 'sortedColumn' | 'active'> {
  first: number
  end: number
  cellWidth: number
}

export function ColumnHeads({ columnName, onColumn, sortedColumn, active, first, end, cellWidth }: ColumnHeadsProps) {
  return Array.from({ length: end - first }, (_, step) => first + step).map((column) => (
    <div
      key={column}
      role="columnheader"
      aria-colindex={column + 2}
      aria-sort={column === sortedColumn ? 'descending' : undefined}
      className={isAcross(cellWidth) ? styles.across : styles.upright}
      data-active={column === active.column || undefined}
      data-sorted={column === sortedColumn || undefined}
      style={{ left: column * cellWidth }}
      title={columnName(column)}
      onClick={onColumn && (() => onColumn(column))}
    >
      <span className="ellipsis">
        {columnName(column)}
        {column === sortedColumn && ' ↓'}
      </span>
    </div>
  ))
}
