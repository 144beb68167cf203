/**
 * Sparsity against reconstruction: a dot for each run, the trail that led there, and the edge of those that no other beats.
 * The pointer chooses dots; the table below is the keyboard's way.
 */
import { useId, useLayoutEffect, useRef, useState } from 'react'
import styles from './plane-chart.module.css'
import { edgeNames, placeLabels, placeOf, planeAxes } from './plane-layout'
import { Axes, Dot, Edges, margins, Names, Trail } from './plane-parts'
import type { Frame, PlanePoint, PlaneTrail } from './types'

export interface PlaneChartProps {
  points: PlanePoint[]
  trails: PlaneTrail[]
  selected: readonly string[]
  /** The point that keys act on. */
  active: string | undefined
  onPick(id: string, how: { toggle: boolean }): void
  onOpen(id: string): void
}

export function PlaneChart({ points, trails, selected, active, onPick, onOpen }: PlaneChartProps) {
  const element = useRef<HTMLDivElement>(null)
  const size = useSize(element)
  const clip = useId()
  const frame = {
    width: Math.max(0, size.width - margins.left - margins.right),
    height: Math.max(0, size.height - margins.top - margins.bottom)
  }
  const axes = planeAxes(points)
  const edges = edgeNames(points, axes, frame)
  const isReady = frame.width > 40 && frame.height > 40
  return (
    <div ref={element} className={styles.chart}>
      {isReady && (
        <svg width={size.width} height={size.height} role="img" aria-label={describe(points)}>
          <g transform={`translate(${margins.left} ${margins.top})`}>
            <clipPath id={clip}>
              <rect width={frame.width} height={frame.height} />
            </clipPath>
            <Axes axes={axes} frame={frame} />
            <g clipPath={`url(#${clip})`}>
              <Edges points={points} axes={axes} frame={frame} />
              {trails.map((trail) => (
                <Trail key={trail.id} trail={trail} axes={axes} frame={frame} />
              ))}
            </g>
            <Names labels={edges} className={styles.edgeName} />
            <Names labels={placeLabels(byImportance(points, selected, active), axes, frame, edges)} className={styles.name} />
            {points.map((point) => (
              <Dot
                key={point.id}
                point={point}
                {...placeOf(axes, frame, point.x, point.y)}
                isSelected={selected.includes(point.id)}
                isActive={point.id === active}
                onPick={(event) => onPick(point.id, { toggle: event.ctrlKey || event.metaKey || event.shiftKey })}
                onOpen={() => onOpen(point.id)}
              />
            ))}
          </g>
        </svg>
      )}
    </div>
  )
}

/** Names are given out in this order: what is chosen first, then what is drawn. */
function byImportance(points: PlanePoint[], selected: readonly string[], active: string | undefined): PlanePoint[] {
  const rank = (point: PlanePoint) => (selected.includes(point.id) || point.id === active ? 0 : point.slot !== null ? 1 : 2)
  return [...points].sort((a, b) => rank(a) - rank(b))
}

function describe(points: PlanePoint[]): string {
  const best = [...points].sort((a, b) => b.y - a.y)[0]
  if (!best) return 'Sparsity against reconstruction: no validated run'
  return `Sparsity against reconstruction of ${points.length} runs; most explained by ${best.name}: ${best.y.toFixed(3)} at L0 ${best.x.toPrecision(3)}`
}

function useSize(element: React.RefObject<HTMLDivElement | null>): Frame {
  const [size, setSize] = useState<Frame>({ width: 0, height: 0 })
  useLayoutEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(([entry]) =>
      setSize({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) })
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return size
}
