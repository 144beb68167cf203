/** The shared x axis of the tracks: how far it reaches, where a step lies on it, and which step lies under a pixel. */
import type { Window } from '../line-series/min-max-buckets'
import { latestIndex, nearestIndex } from '../line-series/nearest'
import { niceStep } from '../line-series/ticks'
import type { ChartView } from './chart-view'
import { axisOf } from './track-picture'
import type { ChartRun } from './types'

/** The end of the whole axis: all planned steps, or the time they will take, rounded up so that it seldom moves. */
export function axisSpan(runs: ChartRun[], axis: ChartView['axis']): number {
  if (axis === 'step') return Math.max(1, ...runs.map((run) => Math.max(run.plannedSteps, run.train.lastStep)))
  const seconds = Math.max(1, ...runs.map(expectedSeconds))
  const step = niceStep(seconds, 10)
  return Math.ceil(seconds / step) * step
}

/** What of the axis is shown. */
export function axisWindow(view: ChartView, span: number): Window {
  return view.zoom ?? { from: 0, to: span }
}

/** The x of a step of the run; the step itself, or its seconds. */
export function xOfStep(run: ChartRun | undefined, axis: ChartView['axis'], step: number): number {
  if (axis === 'step' || !run) return step
  const index = latestIndex(run.train.steps.view(), step)
  return run.train.seconds.view()[Math.max(0, index)] ?? 0
}

/** The recorded step nearest to x; undefined when nothing is recorded yet. */
export function stepAtX(run: ChartRun | undefined, axis: ChartView['axis'], x: number): number | undefined {
  if (!run) return undefined
  return run.train.steps.view()[nearestIndex(axisOf(run.train, axis), x)]
}

/** Where x lies in a plot of this width; undefined outside the window. */
export function pixelOfX(x: number, window: Window, width: number): number | undefined {
  const share = (x - window.from) / (window.to - window.from)
  return share >= 0 && share <= 1 ? share * width : undefined
}

export function xOfPixel(pixel: number, window: Window, width: number): number {
  return window.from + (pixel / Math.max(1, width)) * (window.to - window.from)
}

/** Seconds so far, stretched to the planned steps. */
function expectedSeconds(run: ChartRun): number {
  const seconds = run.train.seconds.view()[run.train.length - 1] ?? 0
  return run.train.lastStep > 0 ? (seconds * Math.max(run.plannedSteps, run.train.lastStep)) / run.train.lastStep : 0
}
