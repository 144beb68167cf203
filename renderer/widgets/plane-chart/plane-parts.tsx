/** What a plane is made of: axes, edges, names, trails and dots. */
import type { MouseEvent } from 'react'
import { tickTexts } from '../line-series/tick-text'
import { diamondCorners } from '../picture/shapes'
import { runColorVariable, runDash } from '../theme-colors'
import styles from './plane-chart.module.css'
import { edgesOf, type Label, type PlaneAxes, placeOf, stairOf } from './plane-layout'
import type { Frame, PlanePoint, PlaneTrail } from './types'

/** px around the plot: axis text at the left and below. */
export const margins = { left: 56, right: 16, top: 24, bottom: 34 }

interface PartProps {
  axes: PlaneAxes
  frame: Frame
}

export function Axes({ axes, frame }: PartProps) {
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

export function Edges({ points, axes, frame }: PartProps & { points: PlanePoint[] }) {
  return edgesOf(points).map((edge) => (
    <polyline key={edge.name} className={styles.edge} points={pairs(stairOf(edge.points, axes, frame))} />
  ))
}

export function Names({ labels, className }: { labels: Label[]; className: string }) {
  return labels.map((label) => (
    <text key={label.id} className={className} x={label.left} y={label.top + 4} textAnchor={label.anchor}>
      {label.name}
    </text>
  ))
}

export function Trail({ trail, axes, frame }: PartProps & { trail: PlaneTrail }) {
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

export function Dot({ point, left, top, isSelected, isActive, onPick, onOpen }: DotProps) {
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

function pairs(values: readonly number[]): string {
  return values.map((value) => Math.round(value * 10) / 10).join(' ')
}
