/** The arithmetic of a heat table: widths, which cells are in view, where keys go. Pure; px of the page. */
import type { HeatCell } from './types'

export const rowHeight = 24
/** Narrow cells show color only; from `numbered` px on they print their number. */
const narrowest = 20
const widest = 112
const numbered = 46
/** From here on the names of columns are written across. */
const across = 84

/** As wide as fits, so that few columns are readable and many are dense. */
export function cellWidthFor(columns: number, room: number): number {
  return Math.max(narrowest, Math.min(widest, Math.floor(room / Math.max(1, columns))))
}

export function hasNumbers(cellWidth: number): boolean {
  return cellWidth >= numbered
}

export function isAcross(cellWidth: number): boolean {
  return cellWidth >= across
}

/** Places of one axis that are in view, in steps of `quantum` so that a small scroll changes nothing. */
export function inView(
  offset: number,
  viewport: number,
  size: number,
  count: number,
  quantum: number
): { first: number; end: number } {
  const first = Math.floor(offset / size / quantum) * quantum
  const end = Math.ceil((offset + viewport) / size / quantum) * quantum
  return { first: Math.max(0, Math.min(first, count)), end: Math.max(0, Math.min(count, end)) }
}

/** The offset nearest to `offset` at which the whole place is in view. */
export function offsetFor(place: number, size: number, offset: number, viewport: number): number {
  const start = place * size
  if (start < offset) return start
  return Math.max(offset, start + size - viewport)
}

export interface HeatShape {
  rows: number
  columns: number
  /** Rows that fit in view. */
  page: number
}

/** Where the active cell goes; undefined when the key does not move it. With Mod, Home and End go to the corners. */
export function cellAfterKey(key: string, { row, column }: HeatCell, shape: HeatShape, corner = false): HeatCell | undefined {
  const place = (toRow: number, toColumn: number): HeatCell => ({
    row: Math.max(0, Math.min(shape.rows - 1, toRow)),
    column: Math.max(0, Math.min(shape.columns - 1, toColumn))
  })
  const far = Math.max(1, shape.page - 1)
  switch (key) {
    case 'ArrowUp':
      return place(row - 1, column)
    case 'ArrowDown':
      return place(row + 1, column)
    case 'ArrowLeft':
      return place(row, column - 1)
    case 'ArrowRight':
      return place(row, column + 1)
    case 'PageUp':
      return place(row - far, column)
    case 'PageDown':
      return place(row + far, column)
    case 'Home':
      return place(corner ? 0 : row, 0)
    case 'End':
      return place(corner ? shape.rows : row, shape.columns)
    default:
      return undefined
  }
}
