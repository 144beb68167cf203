/**
 * How many features have which density (share of rows on which they fire), log10; features that never fired stand in a box of their own.
 * An earlier step is outlined behind, to see where features went.
 */
import { useLayoutEffect, useRef, useState } from 'react'
import { type DensityHistogram, densityBins } from '../../../contract/records/metrics'
import { formatCount } from '../format'
import { scientificText } from '../line-series/tick-text'
import { runColorVariable } from '../theme-colors'
import styles from './density-chart.module.css'
import { type BarSpace, densityBars, densityOutline } from './density-outline'

export interface DensityChartProps {
  density: DensityHistogram
  earlier?: DensityHistogram
  slot: number
  /** Said at the upper right, above the dense end. */
  remark?: string
}

const axisHeight = 18
const deadWidth = 13

export function DensityChart({ density, earlier, slot, remark }: DensityChartProps) {
  const element = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(([entry]) => setSize(entry.contentRect))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  const height = Math.max(0, Math.floor(size.height) - axisHeight)
  const most = Math.max(1, ...density.counts, ...(earlier?.counts ?? []))
  const space = { width: Math.floor(size.width), height, fromLog: densityBins.from, toLog: densityBins.to, most }
  return (
    <div ref={element} className={styles.chart}>
      <svg
        className={styles.svg}
        width={space.width}
        height={height + axisHeight}
        role="img"
        aria-label={describe(density)}
        aria-live="off"
      >
        <Frame space={space} />
        <Bars density={density} slot={slot} space={space} />
        {earlier && (
          <path
            d={densityOutline(earlier.counts, space)}
            fill="none"
            stroke="var(--ink2)"
            strokeWidth={1}
            strokeDasharray="2 2"
          />
        )}
        {remark && (
          <text className={styles.deadText} x={space.width} y={12} textAnchor="end">
            {remark}
          </text>
        )}
        <Dead density={density} slot={slot} space={space} />
      </svg>
    </div>
  )
}

function Bars({ density, slot, space }: { density: DensityHistogram; slot: number; space: BarSpace }) {
  return densityBars(density.counts, space).map((bar) => (
    <rect
      key={bar.x}
      x={bar.x}
      y={space.height - bar.height}
      width={bar.width}
      height={bar.height}
      fill={runColorVariable(slot)}
      opacity={0.8}
    >
      <title>{`${formatCount(bar.count)} features, density ${scientificText(bar.from)} to ${scientificText(bar.to)}`}</title>
    </rect>
  ))
}

function Frame({ space }: { space: BarSpace }) {
  const decades = Array.from({ length: space.toLog - space.fromLog + 1 }, (_, i) => space.fromLog + i)
  const xOf = (log: number) => ((log - space.fromLog) / (space.toLog - space.fromLog)) * space.width
  return (
    <>
      {[0, 0.5].map((share) => (
        <line
          key={share}
          x1={0}
          x2={space.width}
          y1={share * space.height + 0.5}
          y2={share * space.height + 0.5}
          stroke="var(--line)"
        />
      ))}
      <line x1={0} x2={space.width} y1={space.height - 0.5} y2={space.height - 0.5} stroke="var(--control)" />
      {decades.map((log, i) => (
        <text
          key={log}
          className={styles.axisText}
          x={xOf(log)}
          y={space.height + 15}
          textAnchor={i === 0 ? 'start' : i === decades.length - 1 ? 'end' : 'middle'}
        >
          {log === 0 ? '1' : `1e${log}`}
        </text>
      ))}
    </>
  )
}

function Dead({ density, slot, space }: { density: DensityHistogram; slot: number; space: BarSpace }) {
  const height =
    density.dead === 0 ? 0 : Math.max(3, Math.min(space.height, Math.round((density.dead / space.most) * space.height)))
  const isCovered = density.counts.slice(0, 12).some((count) => count / space.most > 0.2)
  const textY = isCovered ? 12 : space.height - Math.min(height, space.height - 14) - 5
  return (
    <g>
      {height > 0 && (
        <rect
          x={0.5}
          y={space.height - height + 0.5}
          width={deadWidth}
          height={height - 1}
          fill="none"
          stroke={runColorVariable(slot)}
          strokeDasharray="2 2"
        />
      )}
      <text
        className={styles.deadText}
        x={height > 0 && !isCovered ? deadWidth + 6 : 0}
        y={height > 0 && !isCovered ? space.height - 6 : textY}
      >
        {formatCount(density.dead)} dead
      </text>
    </g>
  )
}

function describe(density: DensityHistogram): string {
  const total = density.counts.reduce((sum, count) => sum + count, 0)
  let before = 0
  const middle = density.counts.findIndex((count) => {
    before += count
    return before >= total / 2
  })
  const step = (densityBins.to - densityBins.from) / densityBins.count
  const median = total === 0 ? 'none' : scientificText(10 ** (densityBins.from + (middle + 0.5) * step))
  return `Feature density at step ${density.step}: median about ${median}, ${density.dead} of ${total + density.dead} features dead`
}
