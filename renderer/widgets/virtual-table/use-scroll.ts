/**
 * Ties the scroll arithmetic to an element: the true offset, the rows in view, the wheel where the scroll bar is coarser
 * than a px, and keeping the active row in view.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import {
  clampOffset,
  isScaled,
  offsetFromScroll,
  offsetShowing,
  rowsInView,
  type ScrollShape,
  scrollFromOffset,
  scrollHeight
} from './scroll'

export interface VirtualScrollOptions {
  rows: number
  rowHeight: number
  active: number
  overscan: number
  /** px of the frame's height that the head takes. */
  above: number
  onView?: ((first: number, end: number) => void) | undefined
}

export interface VirtualScroll {
  frame: RefObject<HTMLDivElement | null>
  /** px of the whole table above the view. */
  offset: number
  viewport: number
  height: number
  view: { first: number; end: number }
}

export function useVirtualScroll({ rows, rowHeight, active, overscan, above, onView }: VirtualScrollOptions): VirtualScroll {
  const frame = useRef<HTMLDivElement>(null)
  const [viewport, setViewport] = useState(0)
  const [offset, setOffset] = useState(0)
  /** Where the element stands after our own scrolling: a scroll event there is an echo, not the person's hand. */
  const echo = useRef(0)
  const shape: ScrollShape = { rows, rowHeight, viewport }
  const latest = useRef({ shape, offset })
  latest.current = { shape, offset }

  const moveTo = useCallback((wanted: number) => {
    const element = frame.current
    const next = clampOffset(wanted, latest.current.shape)
    latest.current.offset = next
    setOffset(next)
    if (!element) return
    element.scrollTop = scrollFromOffset(next, latest.current.shape)
    echo.current = element.scrollTop
  }, [])

  useLayoutEffect(() => watchHeight(frame, (height) => setViewport(Math.max(0, height - above))), [above])
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const scrolled = () => {
      if (Math.abs(element.scrollTop - echo.current) < 1) return
      echo.current = element.scrollTop
      latest.current.offset = offsetFromScroll(element.scrollTop, latest.current.shape)
      setOffset(latest.current.offset)
    }
    const wheeled = (event: WheelEvent) => {
      if (!isScaled(latest.current.shape) || event.ctrlKey || event.deltaY === 0) return
      event.preventDefault()
      moveTo(latest.current.offset + pixels(event, latest.current.shape))
    }
    element.addEventListener('scroll', scrolled, { passive: true })
    element.addEventListener('wheel', wheeled, { passive: false })
    return () => {
      element.removeEventListener('scroll', scrolled)
      element.removeEventListener('wheel', wheeled)
    }
  }, [moveTo])
  // Another list, another size: stay where that is possible.
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves when the shape changes, not with the offset
  useLayoutEffect(() => moveTo(latest.current.offset), [rows, viewport, moveTo])
  useLayoutEffect(() => {
    if (active >= 0 && active < rows && viewport > 0) moveTo(offsetShowing(active, latest.current.offset, latest.current.shape))
  }, [active, rows, viewport, moveTo])

  const view = rowsInView(offset, shape, overscan)
  useEffect(() => onView?.(view.first, view.end), [onView, view.first, view.end])
  return { frame, offset, viewport, height: scrollHeight(shape), view }
}

function watchHeight(frame: RefObject<HTMLDivElement | null>, onHeight: (height: number) => void): (() => void) | undefined {
  const element = frame.current
  if (!element) return undefined
  const measure = () => onHeight(element.clientHeight)
  measure()
  const observer = new ResizeObserver(measure)
  observer.observe(element)
  return () => observer.disconnect()
}

function pixels(event: WheelEvent, { rowHeight, viewport }: ScrollShape): number {
  if (event.deltaMode === WheelEvent.DOM_DELTA_LINE) return event.deltaY * rowHeight
  return event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? event.deltaY * viewport : event.deltaY
}
