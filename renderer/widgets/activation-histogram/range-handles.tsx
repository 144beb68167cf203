/** The two handles around a stretch of activations: dragged, or moved by arrow keys a bin at a time. */
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { formatFixed } from '../format'
import styles from './activation-histogram.module.css'
import type { HistogramAxis } from './axis'
import { movedRange, type Range } from './range'

export interface RangeHandlesProps {
  interval: Range
  axis: HistogramAxis
  decimals: number
  /** Of an arrow key, as a share of the axis. */
  step: number
  onRange: ((range: Range) => void) | undefined
}

export function RangeHandles({ interval, axis, decimals, step, onRange }: RangeHandlesProps) {
  const [dragged, setDragged] = useState<Range>()
  const range = dragged ?? interval
  const { max } = axis
  const finish = () => {
    if (dragged) onRange?.(dragged)
    setDragged(undefined)
  }
  return (['from', 'to'] as const).map((end) => {
    const press = (event: PointerEvent<HTMLSpanElement>) => {
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      setDragged(range)
    }
    const drag = (event: PointerEvent<HTMLSpanElement>) => {
      const box = event.currentTarget.parentElement?.getBoundingClientRect()
      if (!dragged || !box) return
      setDragged(movedRange(dragged, end, axis.valueAt((event.clientX - box.left) / box.width), max))
    }
    const keyDown = (event: KeyboardEvent) => {
      const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step }[event.key]
      if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      onRange?.(movedRange(range, end, axis.valueAt(axis.placeOf(range[end]) + by * (event.shiftKey ? 5 : 1)), max))
    }
    return (
      <span
        key={end}
        className={styles.handle}
        style={{ left: `${axis.placeOf(range[end]) * 100}%` }}
        data-movable={onRange ? true : undefined}
        {...(onRange && {
          role: 'slider',
          tabIndex: 0,
          'aria-label': end === 'from' ? 'Lower end of the interval' : 'Upper end of the interval',
          'aria-valuemin': 0,
          'aria-valuemax': max,
          'aria-valuenow': range[end],
          'aria-valuetext': formatFixed(range[end], decimals),
          onPointerDown: press,
          onPointerMove: drag,
          onPointerUp: finish,
          onKeyDown: keyDown
        })}
      >
        <span className={styles.grip} />
        {dragged && <span className={styles.handleValue}>{formatFixed(range[end], decimals)}</span>}
      </span>
    )
  })
}
