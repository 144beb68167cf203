/**
 * Histogram of one feature's activations: bars in the token ramp on a square-root axis, and two handles around the
 * interval whose examples are shown. The handles move by hand and by keys; a click chooses the interval under the pointer.
 */

import { type CSSProperties, type PointerEvent, useMemo } from 'react'
import type { Histogram } from '../../../contract/records/basics'
import { formatCount, formatFixed, formatSignificant } from '../format'
import { type ColorScale, cssShare, rampShare } from '../token-strip/color'
import styles from './activation-histogram.module.css'
import { axisOf, decadesOf } from './axis'
import { barsOfHistogram } from './bars'
import { RangeHandles } from './range-handles'

export interface ActivationHistogramProps {
  histogram: Histogram
  /** The bins are log-spaced: so is the axis. */
  isLog?: boolean
  decimals: number
  scale: ColorScale
  /** px of the bars' area. */
  height: number
  /** Steps of the axis. */
  steps: number
  /** The interval between the handles, in activations. */
  interval?: { from: number; to: number } | undefined
  /** A value was clicked. */
  onChoose?: (value: number) => void
  /** A handle was moved, by hand or by keys. */
  onRange?: (range: { from: number; to: number }) => void
}

export function ActivationHistogram(props: ActivationHistogramProps) {
  const { histogram, isLog = false, decimals, scale, height, interval, onChoose, onRange } = props
  const bars = useMemo(() => barsOfHistogram(histogram), [histogram])
  const axis = useMemo(() => axisOf(histogram, isLog), [histogram, isLog])
  // Of a logarithmic axis a tick a decade.
  const steps = isLog ? decadesOf(histogram) : props.steps
  const choose = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onChoose?.(axis.valueAt((event.clientX - box.left) / box.width))
  }
  // Words for one bar at a time: forty tooltips would cost more than the bars.
  const describe = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const bar = bars[Math.floor(((event.clientX - box.left) / box.width) * bars.length)]
    event.currentTarget.title = bar ? barWords(bar, decimals) : ''
  }
  return (
    <figure className={styles.histogram} aria-label={spokenHistogram(histogram, decimals)}>
      <div className={styles.plot} style={{ height }} onPointerDown={onChoose && choose} onPointerMove={describe}>
        <span className={styles.grid} style={{ bottom: '100%' }} />
        <span className={styles.grid} style={{ bottom: '50%' }} />
        {bars.map((bar) => (
          <span key={bar.from} className={styles.slot}>
            <span
              className={styles.bar}
              style={{ height: `${bar.height * 100}%`, '--share': cssShare(rampShare(bar.share, 1, scale)) } as CSSProperties}
            />
          </span>
        ))}
        {interval && axis.max > 0 && (
          <RangeHandles {...{ interval, axis, decimals, onRange }} step={1 / Math.max(1, bars.length)} />
        )}
      </div>
      <div className={styles.axis} aria-hidden="true">
        {Array.from({ length: steps * 2 + 1 }, (_, half) => (
          <span key={half} className={styles.tick} style={{ left: `${(half / (steps * 2)) * 100}%` }} />
        ))}
        {Array.from({ length: steps + 1 }, (_, index) => (
          <span key={index} className={styles.number} style={{ left: `${(index / steps) * 100}%` }}>
            {isLog ? formatSignificant(axis.valueAt(index / steps), 2) : formatFixed(axis.valueAt(index / steps), decimals)}
          </span>
        ))}
      </div>
    </figure>
  )
}

function barWords(bar: { from: number; to: number; count: number }, decimals: number): string {
  return `${formatCount(bar.count)} rows from ${formatFixed(bar.from, decimals)} to ${formatFixed(bar.to, decimals)}`
}

function spokenHistogram({ counts, edges }: Histogram, decimals: number): string {
  const rows = counts.reduce((sum, count) => sum + count, 0)
  const mode = counts.indexOf(Math.max(...counts))
  const peak =
    rows === 0 ? '' : `, most between ${formatFixed(edges[mode], decimals)} and ${formatFixed(edges[mode + 1], decimals)}`
  return `Histogram of ${formatCount(rows)} active rows from 0 to ${formatFixed(edges.at(-1), decimals)}${peak}`
}
