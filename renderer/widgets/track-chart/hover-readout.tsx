/** The values of the runs under the pointer, the nearest line first, also as they were measured. */
import { readingText } from '../line-series/tick-text'
import { RunSwatch } from '../run-swatch'
import type { Reading } from './readings'
import styles from './track-chart.module.css'
import type { Track } from './types'

export interface HoverReadoutProps {
  track: Track
  /** The nearest first. */
  readings: Reading[]
  place: string
  /** px in the chart; the box stays beside the pointer and inside. */
  x: number
  y: number
  width: number
  height: number
  isSmooth: boolean
}

const mostRows = 5
const boxWidth = 230

export function HoverReadout(props: HoverReadoutProps) {
  const { track, readings, isSmooth } = props
  const format = track.format ?? readingText
  const rows = readings.slice(0, mostRows)
  const isLeft = props.x + boxWidth > props.width
  const left = isLeft ? undefined : 148 + props.x + 14
  const right = isLeft ? props.width - props.x + 64 + 14 : undefined
  const top = Math.max(4, Math.min(props.y - 12, props.height - 44 - 16 * rows.length))
  return (
    <div className={styles.readout} style={{ left, right, top }} aria-hidden="true">
      <table>
        <thead>
          <tr>
            <th>{props.place}</th>
            <th>{isSmooth ? 'smooth' : track.title}</th>
            {isSmooth && <th>measured</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((reading) => (
            <tr key={reading.run.id}>
              <td>
                <RunSwatch slot={reading.run.slot} /> {reading.run.name}
              </td>
              <td className="mono">{reading.smooth === undefined ? '–' : format(reading.smooth)}</td>
              {isSmooth && <td className="mono">{reading.raw === undefined ? '–' : format(reading.raw)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {readings.length > mostRows && <div>and {readings.length - mostRows} more</div>}
    </div>
  )
}
