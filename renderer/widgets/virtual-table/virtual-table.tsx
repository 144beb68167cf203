/**
 * A table of any number of rows, 28 px each, of which only those in view exist. Exact at the last row of a million:
 * the scroll arithmetic is its own (scroll.ts). Loading rows and keys are the owner's.
 */
// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by hand in a scaled scroll range, which table elements can not do
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; rows and cells are reached by aria-activedescendant
import { type CSSProperties, useId, useImperativeHandle } from 'react'
import { VirtualTableHead } from './head'
import type { TableColumn, VirtualTableProps } from './types'
import { useVirtualScroll } from './use-scroll'
import styles from './virtual-table.module.css'

const rowHeight = 28
/** The head with its rule; it stays at the upper edge. */
const headHeight = 27
const overscan = 8

export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const {
    label,
    columns,
    rows,
    source,
    rowAt,
    active,
    isSelected,
    headless = false,
    sort,
    onSort,
    onChoose,
    onOpen,
    onView,
    ref
  } = props
  const above = headless ? 0 : headHeight
  const scroll = useVirtualScroll({ rows, rowHeight, active, overscan, above, onView })
  const id = useId()
  useImperativeHandle(ref, () => ({
    focus: () => scroll.frame.current?.focus(),
    pageRows: () => Math.max(1, Math.floor(scroll.viewport / rowHeight))
  }))
  const tracks = { '--tracks': columns.map((column) => column.width).join(' '), '--above': `${above}px` } as CSSProperties
  const indexes = Array.from({ length: scroll.view.end - scroll.view.first }, (_, step) => scroll.view.first + step)
  return (
    <div
      ref={scroll.frame}
      className={styles.frame}
      style={tracks}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      aria-rowcount={rows + (headless ? 0 : 1)}
      aria-multiselectable={isSelected !== undefined}
    >
      {!headless && <VirtualTableHead columns={columns} sort={sort} onSort={onSort} />}
      <div className={styles.range} role="rowgroup" style={{ height: scroll.height }}>
        <div className={styles.window} role="presentation" style={{ height: scroll.viewport }}>
          {indexes.map((index) => (
            <TableRow
              key={index}
              id={`${id}-${index}`}
              index={index}
              row={rowAt(index)}
              columns={columns}
              source={source}
              top={index * rowHeight - scroll.offset}
              active={index === active}
              selected={isSelected?.(index) ?? index === active}
              rowIndex={index + (headless ? 1 : 2)}
              onChoose={onChoose}
              onOpen={onOpen}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

interface TableRowProps<Row> extends Pick<VirtualTableProps<Row>, 'columns' | 'source' | 'onChoose' | 'onOpen'> {
  id: string
  index: number
  row: Row | undefined
  top: number
  active: boolean
  selected: boolean
  rowIndex: number
}

function TableRow<Row>(props: TableRowProps<Row>) {
  const { id, index, row, columns, source, top, active, selected, rowIndex, onChoose, onOpen } = props
  const names = [styles.row, selected && styles.selected, active && styles.active].filter(Boolean).join(' ')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys act on the grid, through the owner's commands
    <div
      id={id}
      className={names}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={selected}
      style={{ transform: `translateY(${Math.round(top)}px)` }}
      onClick={(event) => onChoose(index, { toggle: event.ctrlKey || event.metaKey, range: event.shiftKey })}
      onDoubleClick={() => onOpen?.(index)}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={column.align === 'right' ? styles.right : styles.cell}
          title={explanationOf(column, source)}
        >
          {row === undefined ? <span className={styles.waiting} /> : column.cell(row, index)}
        </div>
      ))}
    </div>
  )
}

/** Formula, sample and run of the numbers of a column. */
function explanationOf<Row>({ title }: TableColumn<Row>, source: string | undefined): string | undefined {
  return title === undefined || source === undefined ? undefined : `${title}; ${source}`
}
