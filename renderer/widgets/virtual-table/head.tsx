/** The head row of a virtual table; a sortable column's head is a button. */
// biome-ignore-all lint/a11y/useSemanticElements: part of a grid that is not a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons inside have the focus
import type { VirtualTableProps } from './types'
import styles from './virtual-table.module.css'

type HeadProps<Row> = Pick<VirtualTableProps<Row>, 'columns' | 'sort' | 'onSort'>

export function VirtualTableHead<Row>({ columns, sort, onSort }: HeadProps<Row>) {
  return (
    <div role="rowgroup" className={styles.headGroup}>
      <div role="row" className={styles.head} aria-rowindex={1}>
        {columns.map((column) => {
          const isSorted = sort?.column === column.id
          const direction = sort?.descending ? 'descending' : 'ascending'
          const className = column.align === 'right' ? styles.right : styles.cell
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-sort={isSorted ? direction : undefined}
              className={className}
              title={column.title}
            >
              {column.sortable && onSort ? (
                <button type="button" className={isSorted ? styles.sorted : styles.sort} onClick={() => onSort(column.id)}>
                  {column.head}
                  {isSorted && (sort.descending ? ' ↓' : ' ↑')}
                </button>
              ) : (
                column.head
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
