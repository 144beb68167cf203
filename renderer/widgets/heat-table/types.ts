/** What a heat table is given. */
import type { ReactNode } from 'react'

export interface HeatCell {
  row: number
  column: number
}

/** Places from `first` up to, not including, `end`. */
export interface HeatRange {
  first: number
  end: number
}

export interface HeatTableProps {
  /** Accessible name. */
  label: string
  rows: number
  columns: number
  /** Of a row, in its head at the left: what is drawn, and what is read out. */
  rowHead: (row: number) => ReactNode
  rowName: (row: number) => string
  columnName: (column: number) => string
  /** NaN where there is none. */
  valueAt: (row: number, column: number) => number
  /** The value at the end of the color ramp, above 0. */
  fullAt: (row: number, column: number) => number
  decimals: number
  /** Formula, sample and run of the values, said on hover below each. */
  explanation?: string
  /** px of the row heads. */
  headWidth: number
  /** The cell that keys act on. */
  active: HeatCell
  /** Order by a row or a column: its head is printed bold. */
  sortedColumn?: number | undefined
  sortedRow?: number | undefined
  onActive: (cell: HeatCell) => void
  onOpen?: (cell: HeatCell) => void
  onColumn?: (column: number) => void
  /** What is in view, for owners who load names. */
  onView?: (view: { rows: HeatRange; columns: HeatRange }) => void
  /** Shared by tables that stand beside each other. */
  top?: number
  onTop?: (top: number) => void
  /** px of the column heads at least, and what they need: the rows of tables beside each other stand in one line. */
  headHeight?: number
  onHeadHeight?: (height: number) => void
}
