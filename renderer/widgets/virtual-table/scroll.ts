/**
 * The scroll arithmetic of a table with fixed row height and any number of rows.
 * Browsers cap the height of an element (about 33.5 million px, half of it at device pixel ratio 2), so the scrolled
 * element is never higher than `maxScrollHeight`; the true offset is kept in px of the whole table and mapped to it.
 */

/** Far below every browser's cap, also at high zoom. */
export const maxScrollHeight = 4_000_000

export interface ScrollShape {
  rows: number
  /** All in CSS px; `viewport` is the height in which rows are seen. */
  rowHeight: number
  viewport: number
}

/** Height of the element that makes the scroll bar. */
export function scrollHeight(shape: ScrollShape): number {
  return Math.min(shape.rows * shape.rowHeight, maxScrollHeight)
}

/** True when the scroll bar is coarser than a px, so that wheel and keys must move the offset themselves. */
export function isScaled(shape: ScrollShape): boolean {
  return shape.rows * shape.rowHeight > maxScrollHeight
}

/** Largest offset: the last row stands at the lower edge. */
export function maxOffset(shape: ScrollShape): number {
  return Math.max(0, shape.rows * shape.rowHeight - shape.viewport)
}

export function clampOffset(offset: number, shape: ScrollShape): number {
  return Math.min(maxOffset(shape), Math.max(0, offset))
}

/** Offset that belongs to a scroll position. Within a px of either end it is exactly that end. */
export function offsetFromScroll(scrollTop: number, shape: ScrollShape): number {
  const range = scrollHeight(shape) - shape.viewport
  if (range <= 0 || scrollTop <= 0) return 0
  if (scrollTop >= range - 1) return maxOffset(shape)
  return isScaled(shape) ? (scrollTop / range) * maxOffset(shape) : scrollTop
}

export function scrollFromOffset(offset: number, shape: ScrollShape): number {
  const whole = maxOffset(shape)
  if (whole === 0) return 0
  return isScaled(shape)
    ? (clampOffset(offset, shape) / whole) * (scrollHeight(shape) - shape.viewport)
    : clampOffset(offset, shape)
}

/** First row in view and the one after the last, with `overscan` more on both sides. */
export function rowsInView(offset: number, shape: ScrollShape, overscan: number): { first: number; end: number } {
  const first = Math.floor(offset / shape.rowHeight) - overscan
  const end = Math.ceil((offset + shape.viewport) / shape.rowHeight) + overscan
  return { first: Math.max(0, first), end: Math.min(shape.rows, Math.max(0, end)) }
}

/** The offset nearest to `offset` at which the whole row is in view. */
export function offsetShowing(row: number, offset: number, shape: ScrollShape): number {
  const top = row * shape.rowHeight
  if (top < offset) return clampOffset(top, shape)
  const lowest = top + shape.rowHeight - shape.viewport
  return clampOffset(Math.max(offset, lowest), shape)
}
