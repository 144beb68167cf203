/** The axis that all tracks share, with the marker's step in an inverted tag. */
import { formatCompact, formatCount, formatSeconds } from '../format'
import type { Window } from '../line-series/min-max-buckets'
import { linearTicks } from '../line-series/ticks'
import styles from './track-chart.module.css'
import { pixelOfX } from './x-axis'

export interface StepAxisProps {
  axis: 'step' | 'time'
  window: Window
  width: number
  /** x of the marker, and its text. */
  marker: { x: number; text: string } | null
}

/** Pixels that one text of the axis needs around it. */
const tickRoom = 80
const tagRoom = 44

export function StepAxis({ axis, window, width, marker }: StepAxisProps) {
  const ticks = linearTicks(window.from, window.to, Math.max(2, Math.floor(width / tickRoom)))
  const texts = ticks.map(axis === 'step' ? stepText : timeText)
  const markerX = marker ? pixelOfX(marker.x, window, width) : undefined
  return (
    <div className={styles.axis}>
      <span className={styles.axisName}>{axis === 'step' ? 'step' : 'training time'}</span>
      <div className={styles.axisPlot} style={{ width }}>
        {ticks.map((tick, i) => {
          const x = pixelOfX(tick, window, width) ?? 0
          const isCovered = markerX !== undefined && Math.abs(markerX - x) < tagRoom
          return (
            <span key={tick}>
              <span className={styles.axisTick} style={{ left: Math.min(x, width - 1) }} />
              {!isCovered && (
                <span className={styles.axisText} style={{ left: x }}>
                  {texts[i]}
                </span>
              )}
            </span>
          )
        })}
        {marker && markerX !== undefined && (
          <span className={styles.markerTag} style={{ left: markerX }}>
            {marker.text}
          </span>
        )}
      </div>
    </div>
  )
}

/** Words of a place on the axis: a step, or seconds as time. */
export function axisText(axis: 'step' | 'time', x: number): string {
  return axis === 'step' ? formatCount(x) : timeText(x)
}

/** A step in all its digits, as long as a text of the axis has room for them. */
export function stepText(step: number): string {
  return Math.abs(step) < 1e7 ? formatCount(step) : formatCompact(step)
}

/** Seconds as short as an axis needs them. */
export function timeText(seconds: number): string {
  if (seconds < 60) return `${Number(seconds.toPrecision(3))} s`
  return formatSeconds(seconds).replace(' 00 s', '').replace(' 00 min', '')
}
