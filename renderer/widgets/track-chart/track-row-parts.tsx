/** What lies on a track beside its curves: rules, spikes, the words of its axis, rings at the cursor. */
import { readingText, tickTexts } from '../line-series/tick-text'
import { runColorVariable } from '../theme-colors'
import { plotInset } from './plot-inset'
import type { Reading } from './readings'
import styles from './track-chart.module.css'
import { offsetOf, type TrackPicture } from './track-picture'
import type { Track } from './types'

interface PartProps {
  picture: TrackPicture
  height: number
}

export function Rules({ picture, height, target }: PartProps & { target?: number }) {
  const inner = height - 2 * plotInset
  const targetAt = offsetOf(picture.scale, target, inner)
  return (
    <>
      {picture.ticks.map((tick) => (
        <div
          key={tick}
          className={styles.rule}
          style={{ top: Math.round(plotInset + (offsetOf(picture.scale, tick, inner) ?? -99)) }}
        />
      ))}
      {targetAt !== undefined && <div className={styles.target} style={{ top: Math.round(plotInset + targetAt) }} />}
    </>
  )
}

/** Values that the axis cuts off, at the edge that they are beyond. */
export function Spikes({ picture, track, width }: { picture: TrackPicture; track: Track; width: number }) {
  const format = track.format ?? readingText
  return picture.beyond.map(({ at, value, edge }) => (
    <span
      key={`${edge} ${at}`}
      className={styles.spike}
      data-edge={edge}
      data-left={at > 0.9}
      style={{ left: Math.round(at * width) }}
    >
      {edge === 'top' ? '▴' : '▾'} {format(value)}
    </span>
  ))
}

/** The texts at the right; a click on them changes between linear and logarithmic. */
export function AxisText({ picture, height, track, onFlip }: PartProps & { track: Track; onFlip(): void }) {
  const inner = height - 2 * plotInset
  const { kind } = picture.scale
  const texts = tickTexts(kind, picture.ticks)
  const targetAt = offsetOf(picture.scale, track.target, inner)
  const title = `${track.title}: ${kind === 'log' ? 'linear' : 'logarithmic'} axis`
  return (
    <button
      type="button"
      className={styles.ticks}
      title={`${title} (Y)`}
      tabIndex={-1}
      disabled={track.parts !== undefined}
      onClick={onFlip}
    >
      {picture.ticks.map((tick, i) => {
        const top = offsetOf(picture.scale, tick, inner) ?? -99
        if (targetAt !== undefined && Math.abs(top - targetAt) < 12) return null
        return (
          <span key={tick} className={styles.tick} style={{ top: plotInset + top }}>
            {texts[i]}
          </span>
        )
      })}
      {targetAt !== undefined && track.target !== undefined && (
        <span className={styles.tick} data-target="true" style={{ top: plotInset + targetAt }}>
          {tickTexts('linear', [track.target])[0]}
        </span>
      )}
    </button>
  )
}

export function Rings({ picture, readings, x, height }: PartProps & { readings: Reading[]; x: number }) {
  const inner = height - 2 * plotInset
  // The main run last, so that its ring lies on top.
  return [...readings].reverse().map((reading) => {
    const top = offsetOf(picture.scale, reading.smooth, inner)
    if (top === undefined) return null
    const style = { left: x, top: plotInset + top, borderColor: runColorVariable(reading.run.slot) }
    return <div key={reading.run.id} className={styles.ring} style={style} />
  })
}
