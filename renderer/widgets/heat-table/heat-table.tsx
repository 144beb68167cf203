/**
 * A table of colored cells of any size, of which only those in view exist, in both directions. The names of rows and columns
 * stay in view. It moves one active cell; what a cell means, the order and the keys beyond moving are the owner's.
 */
// biome-ignore-all lint/a11y/useSemanticElements: cells are placed by hand, which table elements can not do
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; cells are reached by aria-activedescendant
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState
} from 'react'
import { ColumnHeads } from './heat-heads'
import { cellAfterKey, cellWidthFor, inView, isAcross, offsetFor, rowHeight } from './heat-layout'
import { HeatRow } from './heat-row'
import styles from './heat-table.module.css'
import type { HeatTableProps } from './types'

const acrossHead = 28
const uprightHead = 96

export function HeatTable(props: HeatTableProps) {
  const { label, rows, columns, headWidth, active, sortedRow, onActive, onOpen, top, onTop } = props
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ left: 0, top: 0, width: 0, height: 0 })
  const cellWidth = cellWidthFor(columns, view.width - headWidth)
  const ownHead = isAcross(cellWidth) ? acrossHead : uprightHead
  const headHeight = Math.max(ownHead, props.headHeight ?? 0)
  const { onHeadHeight } = props
  useEffect(() => onHeadHeight?.(ownHead), [onHeadHeight, ownHead])
  const inner = { width: Math.max(0, view.width - headWidth), height: Math.max(0, view.height - headHeight) }
  useSize(frame, setView)
  useLayoutEffect(() => {
    if (frame.current && top !== undefined && Math.abs(frame.current.scrollTop - top) > 1) frame.current.scrollTop = top
  }, [top])
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the active cell, not the hand that scrolls
  useLayoutEffect(() => {
    const element = frame.current
    if (!element || view.width === 0) return
    element.scrollTop = offsetFor(active.row, rowHeight, element.scrollTop, inner.height)
    if (active.column >= 0) element.scrollLeft = offsetFor(active.column, cellWidth, element.scrollLeft, inner.width)
  }, [active.row, active.column, cellWidth, view.width, view.height])
  const rowsInView = inView(view.top, inner.height, rowHeight, rows, 4)
  const columnsInView = inView(view.left, inner.width, cellWidth, columns, 8)
  const indexes = Array.from({ length: rowsInView.end - rowsInView.first }, (_, step) => rowsInView.first + step)
  const { onView } = props
  useEffect(
    () =>
      onView?.({
        rows: { first: rowsInView.first, end: rowsInView.end },
        columns: { first: columnsInView.first, end: columnsInView.end }
      }),
    [onView, rowsInView.first, rowsInView.end, columnsInView.first, columnsInView.end]
  )
  const keyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.shiftKey) return
    const page = Math.floor(inner.height / rowHeight)
    const corner = event.ctrlKey || event.metaKey
    if (corner && !['Home', 'End'].includes(event.key)) return
    const next = cellAfterKey(event.key, { ...active, column: Math.max(0, active.column) }, { rows, columns, page }, corner)
    if (!next) return
    event.preventDefault()
    onActive(next)
  }
  return (
    <div
      ref={frame}
      className={styles.frame}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows + 1}
      aria-colcount={columns + 1}
      aria-activedescendant={rows > 0 && active.column >= 0 ? `${id}-${active.row}-${active.column}` : undefined}
      style={
        {
          '--head-width': `${headWidth}px`,
          '--cell-width': `${cellWidth}px`,
          '--head-height': `${headHeight}px`
        } as CSSProperties
      }
      onKeyDown={keyDown}
      onScroll={(event) => {
        const { scrollLeft, scrollTop } = event.currentTarget
        setView((old) => ({ ...old, left: scrollLeft, top: scrollTop }))
        onTop?.(scrollTop)
      }}
      onClick={(event) => choose(event, onActive)}
      onDoubleClick={(event) => choose(event, (cell) => onOpen?.(cell))}
    >
      <div className={styles.head} role="rowgroup" style={{ width: headWidth + columns * cellWidth }}>
        <div role="row" aria-rowindex={1} className={styles.headRow}>
          <div className={styles.corner} role="columnheader" aria-label="names of rows" />
          <ColumnHeads {...props} {...columnsInView} cellWidth={cellWidth} />
        </div>
      </div>
      <div className={styles.body} role="rowgroup" style={{ width: headWidth + columns * cellWidth, height: rows * rowHeight }}>
        {indexes.map((row) => (
          <HeatRow
            key={row}
            id={id}
            row={row}
            head={props.rowHead(row)}
            name={props.rowName(row)}
            first={columnsInView.first}
            end={columnsInView.end}
            cellWidth={cellWidth}
            active={row === active.row ? active.column : -1}
            sorted={row === sortedRow}
            valueAt={props.valueAt}
            fullAt={props.fullAt}
            decimals={props.decimals}
            columnName={props.columnName}
            {...(props.explanation === undefined ? {} : { explanation: props.explanation })}
          />
        ))}
      </div>
    </div>
  )
}

function choose(event: MouseEvent, act: (cell: { row: number; column: number }) => void): void {
  const cell = (event.target as Element).closest<HTMLElement>('[data-column]')
  const row = cell?.closest<HTMLElement>('[data-row]')
  if (cell && row) act({ row: Number(row.dataset.row), column: Number(cell.dataset.column) })
}

interface ViewBox {
  left: number
  top: number
  width: number
  height: number
}

function useSize(frame: React.RefObject<HTMLDivElement | null>, set: (change: (old: ViewBox) => ViewBox) => void): void {
  const latest = useRef(set)
  latest.current = set
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = () => latest.current((old) => ({ ...old, width: element.clientWidth, height: element.clientHeight }))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
}
