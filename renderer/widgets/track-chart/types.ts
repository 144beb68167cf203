/** What the track chart is told: runs with their points, tracks, and how the person looks at them. */
import type { SeriesBuffer } from '../line-series/series-buffer'

/** Planned steps decide how far the axis reaches; the buffers grow while the chart is shown. */
export interface ChartRun {
  id: string
  name: string
  /** Colour and dash, 0–5. */
  slot: number
  plannedSteps: number
  train: SeriesBuffer
  validation: SeriesBuffer
}

/** Something that happened at a step, with its words. */
export interface ChartMark {
  step: number
  kind: string
  text: string
}

/** One part of a stacked track. */
export interface TrackPart {
  metric: string
  label: string
}

/** One track: a metric over the shared axis. */
export interface Track {
  id: string
  title: string
  /** Said small behind the title: what exactly is drawn. */
  detail?: string
  metric: string
  scale: 'linear' | 'log'
  low?: number
  high?: number
  /** Draws the validation points of the main run, dotted. */
  validation?: boolean
  /** Fills below the line; for counts only. */
  area?: boolean
  /** A value to hold the line against, and what it is called; a target where left out. */
  target?: number
  targetWord?: string
  /** Other metrics whose values are said below this one's. */
  also?: { metric: string; label: string; format: (value: number) => string }[]
  /** Stacks these metrics instead of drawing one line. */
  parts?: TrackPart[]
  /** The text of a value; three digits when left out. */
  format?: (value: number) => string
  /** Small text behind the value at the marker. */
  remark?: (value: number) => string
  /** Said below the value. */
  note?: string
  /** Height beside the other tracks. */
  weight: number
}
