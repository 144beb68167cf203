/** How a person looks at the tracks: axis, smoothing, marker, zoom. Pure changes; the screen keeps the state. */
import type { Window } from '../line-series/min-max-buckets'
import { nearestIndex } from '../line-series/nearest'

export interface ChartView {
  axis: 'step' | 'time'
  /** 0–0.99. */
  smoothing: number
  /** The step that values are read at; null follows the latest. */
  marker: number | null
  /** What of the x axis is shown, in its own units; null shows all. */
  zoom: Window | null
  /** Tracks whose axis is the other kind than they say. */
  flipped: string[]
  /** The track that Y flips. */
  activeTrack: string | null
  isTable: boolean
}

export const initialView: ChartView = {
  axis: 'step',
  smoothing: 0.6,
  marker: null,
  zoom: null,
  flipped: [],
  activeTrack: null,
  isTable: false
}

const mostSmoothing = 0.99

/** Moves the marker by `by` recorded points; from "latest" it starts at the last one, at the end it follows again. */
export function moveMarker(view: ChartView, steps: Float64Array, by: number): ChartView {
  if (steps.length === 0) return view
  const last = steps.length - 1
  const here = view.marker === null ? last : nearestIndex(steps, view.marker)
  const next = Math.max(0, Math.min(last, here + by))
  return { ...view, marker: next === last && by > 0 ? null : steps[next] }
}

export function markerToStart(view: ChartView, steps: Float64Array): ChartView {
  return steps.length === 0 ? view : { ...view, marker: steps[0] }
}

/** `by` in hundredths; stays on 0–0.99. */
export function changeSmoothing(view: ChartView, by: number): ChartView {
  const next = Math.round(view.smoothing * 100 + by) / 100
  return { ...view, smoothing: Math.max(0, Math.min(mostSmoothing, next)) }
}

/** Shows a part of the x axis; a part too small to hold anything leaves the view as it is. */
export function zoomTo(view: ChartView, window: Window, smallest: number): ChartView {
  const [from, to] = window.from < window.to ? [window.from, window.to] : [window.to, window.from]
  return to - from < smallest ? view : { ...view, zoom: { from, to } }
}

/** Steps and seconds have no common zoom, so the other axis starts with everything. */
export function switchAxis(view: ChartView): ChartView {
  return { ...view, axis: view.axis === 'step' ? 'time' : 'step', zoom: null }
}

export function flipScale(view: ChartView, track: string): ChartView {
  const flipped = view.flipped.includes(track) ? view.flipped.filter((id) => id !== track) : [...view.flipped, track]
  return { ...view, flipped }
}

/** Makes the track `by` further down the active one; stops at the ends. */
export function moveTrack(view: ChartView, tracks: readonly string[], by: number): ChartView {
  const here = view.activeTrack === null ? -1 : tracks.indexOf(view.activeTrack)
  const next = here < 0 ? 0 : Math.max(0, Math.min(tracks.length - 1, here + by))
  return { ...view, activeTrack: tracks[next] ?? null }
}
