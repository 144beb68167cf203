/** The column left of a track: name, value at the marker, legend. Read downwards it is a list of values. */
import { readingText } from '../line-series/tick-text'
import { RunSwatch } from '../run-swatch'
import { runColorVariable } from '../theme-colors'
import type { Reading } from './readings'
import styles from './track-chart.module.css'
import type { Track, TrackPart } from './types'
import { validationDash } from './validation-dash'

export interface TrackWordsProps {
  track: Track
  reading: Reading | undefined
  parts: { part: TrackPart; value: number | undefined }[]
  /** Values of the track's other metrics, those that were measured. */
  also: string[]
  smoothing: number
  isLog: boolean
}

export function TrackWords({ track, reading, parts, also, smoothing, isLog }: TrackWordsProps) {
  const value = reading?.smooth ?? reading?.validation
  const words = [track.detail, isLog && 'log'].filter(Boolean).join(', ')
  const text = value === undefined ? '–' : (track.format ?? readingText)(value)
  return (
    <div className={styles.words}>
      <div className={styles.name}>
        <strong>{track.title}</strong>
        {words && <span className={styles.detail}>{words}</span>}
      </div>
      <div className={styles.value}>
        <span className="display selectable">{text}</span>
        {value !== undefined && track.remark && <span className={styles.remark}>{track.remark(value)}</span>}
      </div>
      <Legend track={track} reading={reading} smoothing={smoothing} />
      {parts.map(({ part, value: partValue }) => (
        <div key={part.metric} className={styles.legend}>
          {part.label} <span>{readingText(partValue)}</span>
        </div>
      ))}
      {also.map((text) => (
        <div key={text} className={styles.legend}>
          {text}
        </div>
      ))}
      {track.note && <div className={styles.legend}>{track.note}</div>}
    </div>
  )
}

function Legend({ track, reading, smoothing }: { track: Track; reading: Reading | undefined; smoothing: number }) {
  if (!reading) return null
  const format = track.format ?? readingText
  const isSmooth = smoothing > 0 && !track.area && !track.parts
  return (
    <>
      {track.validation && (
        <div className={styles.legend}>
          <RunSwatch slot={reading.run.slot} />
          <span>train{isSmooth ? `, smooth ${smoothing.toFixed(2)}` : ''}</span>
        </div>
      )}
      {track.validation && reading.validation !== undefined && (
        <div className={styles.legend}>
          <DashSwatch color={runColorVariable(reading.run.slot)} width={2} dash={validationDash(reading.run.slot).join(' ')} />
          <span>validation {format(reading.validation)}</span>
        </div>
      )}
      {track.target !== undefined && (
        <div className={styles.legend}>
          <DashSwatch color="var(--ink)" width={1} dash="2 2" />
          <span>
            {track.targetWord ?? 'target'} {format(track.target).replace(/\.0+$/, '')}
          </span>
        </div>
      )}
    </>
  )
}

function DashSwatch({ color, width, dash }: { color: string; width: number; dash: string }) {
  return (
    <svg width={16} height={8} aria-hidden="true">
      <line x1={0} y1={4} x2={16} y2={4} stroke={color} strokeWidth={width} strokeDasharray={dash} />
    </svg>
  )
}
