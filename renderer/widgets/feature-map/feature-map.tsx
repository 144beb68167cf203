/**
 * All features as dots, drawn on a canvas; rings for the selected ones and a heavier one with its name for the primary.
 * A click chooses, Shift and a drawn line select what is inside; arrows go to the next dot. The wheel, + and − zoom, 0 shows all again.
 * What is chosen is the owner's.
 */
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTheme } from '../theme-colors'
import { useWidth } from '../use-width'
import styles from './feature-map.module.css'
import { type Direction, nearestPoint, placesOf, pointsInside, pointTowards } from './map-layout'
import { paintDots, paintRings } from './paint'
import { useMapView } from './use-map-view'
import { ZoomButtons } from './zoom-buttons'

export interface FeatureMapProps {
  label: string
  /** [features, 2] */
  positions: Float32Array
  /** Place in the six run colors of each feature, 255 for grey. */
  colors: Uint8Array
  /** 1 for the features of the list; the others are faint. */
  shown: Uint8Array
  selected: ReadonlySet<number>
  primary: number | null
  /** Stands beside the primary dot. */
  name: string
  height: number
  onChoose: (feature: number, toggle: boolean) => void
  onLasso: (features: number[]) => void
}

const directions: Record<string, Direction> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }
const reach = 12

export function FeatureMap(props: FeatureMapProps) {
  const { label, positions, colors, shown, selected, primary, name, height, onChoose, onLasso } = props
  const theme = useTheme()
  const [frame, width] = useWidth()
  const dots = useRef<HTMLCanvasElement>(null)
  const rings = useRef<HTMLCanvasElement>(null)
  const [line, setLine] = useState<number[]>()
  const whole = useMemo(() => placesOf(positions, { width, height }), [positions, width, height])
  const view = useMapView(frame, whole, { width, height }, primary)
  const { places } = view
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colors
  useEffect(
    () => paintDots(dots.current, { width, height }, { places, colors, shown }),
    [places, colors, shown, width, height, theme]
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colors
  useEffect(
    () => paintRings(rings.current, { width, height }, { places, selected, primary, name, line }),
    [places, selected, primary, name, line, width, height, theme]
  )
  const at = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top] as const
  }
  const pointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const [x, y] = at(event)
    if (event.shiftKey) {
      event.currentTarget.setPointerCapture(event.pointerId)
      return setLine([x, y])
    }
    const point = nearestPoint(places, x, y, reach)
    if (point !== undefined) onChoose(point, event.ctrlKey || event.metaKey)
  }
  const pointerUp = () => {
    if (line && line.length > 4) onLasso(pointsInside(places, line))
    setLine(undefined)
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const zoom = { '+': () => view.by(1), '=': () => view.by(1), '-': () => view.by(-1), '0': view.reset }[event.key]
    const direction = directions[event.key]
    if (!zoom && (!direction || event.shiftKey)) return
    event.preventDefault()
    event.stopPropagation()
    if (zoom) return zoom()
    const next = primary === null ? 0 : pointTowards(places, primary, direction)
    if (next !== undefined) onChoose(next, false)
  }
  return (
    <div
      ref={frame}
      className={styles.map}
      style={{ height }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move from dot to dot
      tabIndex={0}
      role="application"
      aria-label={label}
      aria-roledescription="map"
      onPointerDown={pointerDown}
      onPointerMove={line && ((event) => setLine([...line, ...at(event)]))}
      onPointerUp={pointerUp}
      onKeyDown={keyDown}
    >
      <canvas ref={dots} className={styles.layer} />
      <canvas ref={rings} className={styles.layer} />
      <ZoomButtons view={view} />
      <span className="hidden-text" role="status">
        {name}
      </span>
    </div>
  )
}
