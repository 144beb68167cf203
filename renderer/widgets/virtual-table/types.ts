/** What a virtual table is given, and what its owner may ask of it. */
import type { ReactNode, Ref } from 'react'

export interface TableColumn<Row> {
  id: string
  head: ReactNode
  /** A track of the grid, such as `64px` or `minmax(120px, 1fr)`. */
  width: string
  align?: 'left' | 'right'
  /** Its head sorts. */
  sortable?: boolean
  /** Said by the head's tooltip, and with the table's source by that of each number: what the numbers mean. */
  title?: string
  cell: (row: Row, index: number) => ReactNode
}

export interface TableHandle {
  focus(): void
  /** Rows that fit in view. */
  pageRows(): number
}

export interface VirtualTableProps<Row> {
  label: string
  columns: readonly TableColumn<Row>[]
  rows: number
  /** Which sample and run the numbers are of. */
  source?: string | undefined
  /** Undefined while it is loading. */
  rowAt: (index: number) => Row | undefined
  /** The row that keys act on, −1 for none. */
  active: number
  isSelected?: (index: number) => boolean
  /** Leaves the head out. */
  headless?: boolean
  sort?: { column: string; descending: boolean }
  onSort?: (column: string) => void
  onChoose: (index: number, how: { toggle: boolean; range: boolean }) => void
  onOpen?: (index: number) => void
  /** Rows that are in view, overscan included. */
  onView?: (first: number, end: number) => void
  ref?: Ref<TableHandle>
}
