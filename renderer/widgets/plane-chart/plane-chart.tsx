/**
 * Sparsity against reconstruction: a dot for each run, the trail that led there, and the edge of those that no other beats.
 * The pointer chooses dots; the table below is the keyboard's way.
 */
import { type MouseEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { tickTexts } from '../line-series/tick-text'
import { diamondCorners } from '../picture/shapes'
import { runColorVariable, runDash } from '../theme-colors'
import styles from './plane-chart.module.css'
import { edgeNames, edgesOf, type Label, type PlaneAxes, placeLabels, placeOf, planeAxes, stairOf } from './plane-layout'
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

/** px around the plot: axis text at the left and below. */
const margins = { left: 56, right: 16, top: 24, bottom: 34 }

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

interface PartProps {
  axes: PlaneAxes
  frame: Frame
}

function Axes({ axes, frame }: PartProps) {
  const { width, height } = frame
  const yTexts = tickTexts('linear', axes.yTicks)
  return (
    <>
      {axes.yTicks.map((tick, i) => {
        const top = Math.round(placeOf(axes, frame, axes.x.low, tick).top) + 0.5
        return (
          <g key={tick}>
            <line x1={0} x2={width} y1={top} y2={top} stroke="var(--line)" />
            <text className={styles.tick} x={-8} y={top + 4} textAnchor="end">
              {yTexts[i]}
            </text>
          </g>
        )
      })}
      <line x1={0} x2={width} y1={height + 0.5} y2={height + 0.5} stroke="var(--control)" />
      {axes.xTicks.map((tick) => {
        const { left } = placeOf(axes, frame, tick, axes.y.low)
        return (
          <g key={tick}>
            <line x1={left} x2={left} y1={height} y2={height + 4} stroke="var(--control)" />
            <text className={styles.tick} x={left} y={height + 17} textAnchor="middle">
              {tick < 1 ? tick : tick.toLocaleString('en-US')}
            </text>
          </g>
        )
      })}
      <text className={styles.axisName} x={-margins.left + 16} y={-10}>
        explained variance
      </text>
      <text className={styles.axisName} x={width} y={height + 30} textAnchor="end">
        L0, log
      </text>
    </>
  )
}

function Edges({ points, axes, frame }: PartProps & { points: PlanePoint[] }) {
  return edgesOf(points).map((edge) => (
    <polyline key={edge.name} className={styles.edge} points={pairs(stairOf(edge.points, axes, frame))} />
  ))
}

function Names({ labels, className }: { labels: Label[]; className: string }) {
  return labels.map((label) => (
    <text key={label.id} className={className} x={label.left} y={label.top + 4} textAnchor={label.anchor}>
      {label.name}
    </text>
  ))
}

function Trail({ trail, axes, frame }: PartProps & { trail: PlaneTrail }) {
  const places: number[] = []
  for (let i = 0; i < trail.points.length; i += 2) {
    const { left, top } = placeOf(axes, frame, trail.points[i], trail.points[i + 1])
    if (Number.isFinite(left) && Number.isFinite(top)) places.push(left, top)
  }
  return (
    <polyline
      points={pairs(places)}
      fill="none"
      stroke={runColorVariable(trail.slot)}
      strokeWidth={1.5}
      strokeDasharray={runDash(trail.slot).join(' ')}
      opacity={0.55}
    />
  )
}

interface DotProps {
  point: PlanePoint
  left: number
  top: number
  isSelected: boolean
  isActive: boolean
  onPick(event: MouseEvent): void
  onOpen(): void
}

function Dot({ point, left, top, isSelected, isActive, onPick, onOpen }: DotProps) {
  const fill = point.slot === null ? 'var(--ink3)' : runColorVariable(point.slot)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer's way; the table's keys choose the same run
    <g className={styles.dot} onClick={onPick} onDoubleClick={onOpen}>
      <title>{`${point.name}: L0 ${point.x.toPrecision(3)}, explained variance ${point.y.toFixed(3)}`}</title>
      <circle cx={left} cy={top} r={11} fill="transparent" />
      {(isSelected || isActive) && (
        <circle cx={left} cy={top} r={7.5} fill="none" stroke="var(--accent)" strokeWidth={isSelected ? 2 : 1} />
      )}
      {point.form === 'circle' && <circle cx={left} cy={top} r={4} fill={fill} />}
      {point.form === 'diamond' && <polygon points={pairs(diamondCorners(left, top, 4).flat())} fill={fill} />}
      {point.form === 'square' && <rect x={left - 3.75} y={top - 3.75} width={7.5} height={7.5} fill={fill} />}
    </g>
  )
}

/** Names are given out in this order: what is chosen first, then what is drawn. */
function byImportance(points: PlanePoint[], selected: readonly string[], active: string | undefined): PlanePoint[] {
  const rank = (point: PlanePoint) => (selected.includes(point.id) || point.id === active ? 0 : point.slot !== null ? 1 : 2)
  return [...points].sort((a, b) => rank(a) - rank(b))
}

function pairs(values: readonly number[]): string {
  return values.map((value) => Math.round(value * 10) / 10).join(' ')
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
