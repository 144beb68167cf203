/** What lies over all tracks: the pointer, the marker line, the zoom box. Marks are mark-line.tsx's. */
import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import styles from './track-chart.module.css'

export interface StageProps {
  width: number
  height: number
  /** px of the marker line and of the latest step; undefined hides them. */
  markerX: number | undefined
  nowX: number | undefined
  onHover(place: { x: number; y: number } | null): void
  onPick(x: number): void
  /** From and to in px, in the order they were drawn. */
  onZoom(from: number, to: number): void
  onReset(): void
}

/** A pointer that moved less than this far picked a place. */
const dragThreshold = 4

interface Drag {
  from: number
  to: number
}

export function Stage(props: StageProps) {
  const element = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  const placeOf = usePlace(element, props.width)
  const onMove = (event: PointerEvent) => {
    const place = placeOf(event)
    if (drag) setDrag({ ...drag, to: place.x })
    props.onHover(place)
  }
  const onUp = (event: PointerEvent) => {
    if (!drag) return
    const { x } = placeOf(event)
    setDrag(null)
    if (Math.abs(x - drag.from) < dragThreshold) props.onPick(x)
    else props.onZoom(drag.from, x)
  }
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const { x } = placeOf(event)
    setDrag({ from: x, to: x })
  }
  const isBox = drag !== null && Math.abs(drag.to - drag.from) >= dragThreshold
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer's way; keys have their own commands for each of these
    <div
      ref={element}
      className={styles.stage}
      style={{ height: props.height }}
      onPointerMove={onMove}
      onPointerDown={onDown}
      onPointerUp={onUp}
      onPointerCancel={() => setDrag(null)}
      onPointerLeave={() => props.onHover(null)}
      onDoubleClick={props.onReset}
    >
      {props.nowX !== undefined && <div className={styles.nowLine} style={{ left: Math.round(props.nowX) }} />}
      {props.markerX !== undefined && <div className={styles.markerLine} style={{ left: Math.round(props.markerX) }} />}
      {isBox && (
        <div className={styles.zoomBox} style={{ left: Math.min(drag.from, drag.to), width: Math.abs(drag.to - drag.from) }} />
      )}
    </div>
  )
}

function usePlace(element: RefObject<HTMLDivElement | null>, width: number) {
  return (event: PointerEvent) => {
    const box = element.current?.getBoundingClientRect()
    const x = event.clientX - (box?.left ?? 0)
    return { x: Math.max(0, Math.min(width, x)), y: event.clientY - (box?.top ?? 0) }
  }
}
