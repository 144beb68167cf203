/** A first look: sampled rows on the two directions of most variance, as dots on a canvas; the row under the pointer in words. */
import { type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ActivationProfile } from '../../../contract/records/inspection'
import { formatCount, formatPercent } from '../../widgets/format'
import { Section } from '../../widgets/panel'
import { themeColors, useTheme } from '../../widgets/theme-colors'
import { useWidth } from '../../widgets/use-width'
import styles from './pictures.module.css'
import { nearestPoint, type Placed, placePoints } from './projection-layout'

type ProjectionData = NonNullable<ActivationProfile['projection']>

const height = 150
const dot = 1.35

export function Projection({ projection }: { projection: ProjectionData }) {
  const { rows, x, y, shares } = projection
  const [frame, width] = useWidth()
  const placed = useMemo(() => placePoints(x, y, { width, height, margin: 6 }), [x, y, width])
  const [hovered, setHovered] = useState(-1)
  const canvas = useDots(placed, width, hovered)
  const find = (event: PointerEvent<HTMLCanvasElement>) =>
    setHovered(nearestPoint(placed.points, event.nativeEvent.offsetX, event.nativeEvent.offsetY, 8))
  const axes = `${formatPercent(shares[0] ?? 0, 0)} and ${formatPercent(shares[1] ?? 0, 0)} of the variance`
  return (
    <Section title="First look" actions={hovered < 0 ? `${formatCount(rows.length)} rows` : `row ${formatCount(rows[hovered])}`}>
      <div ref={frame} className={styles.plot} style={{ height }}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={`Two-dimensional projection of ${formatCount(rows.length)} rows on the directions of most variance, ${axes}`}
          style={{ width, height }}
          onPointerMove={find}
          onPointerLeave={() => setHovered(-1)}
        />
      </div>
      <p className={`caption ellipsis ${styles.axes}`} title={`Directions of most variance: ${axes}`}>
        {formatPercent(shares[0] ?? 0, 0)} and {formatPercent(shares[1] ?? 0, 0)} of variance
      </p>
    </Section>
  )
}

function useDots(placed: Placed, width: number, hovered: number) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colors that are read
  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context || width === 0) return
    const ratio = window.devicePixelRatio
    element.width = Math.round(width * ratio)
    element.height = Math.round(height * ratio)
    context.scale(ratio, ratio)
    drawAxes(context, placed.origin, width)
    drawDots(context, placed.points)
    if (hovered >= 0) drawRing(context, placed.points[2 * hovered], placed.points[2 * hovered + 1])
  }, [placed, width, hovered, theme])
  return canvas
}

function drawAxes(context: CanvasRenderingContext2D, { x, y }: Placed['origin'], width: number): void {
  context.fillStyle = themeColors().line
  if (y > 0 && y < height) context.fillRect(0, Math.round(y), width, 1)
  if (x > 0 && x < width) context.fillRect(Math.round(x), 0, 1, height)
}

function drawDots(context: CanvasRenderingContext2D, points: Float32Array): void {
  context.fillStyle = themeColors().ink2
  context.globalAlpha = 0.62
  for (let i = 0; i < points.length; i += 2) {
    context.beginPath()
    context.arc(points[i], points[i + 1], dot, 0, 2 * Math.PI)
    context.fill()
  }
  context.globalAlpha = 1
}

function drawRing(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.strokeStyle = themeColors().accent
  context.lineWidth = 1.5
  context.beginPath()
  context.arc(x, y, 4, 0, 2 * Math.PI)
  context.stroke()
}
