/**
 * How often each feature fired over the last steps of a training: a window that slides in tenths, since exact per-step counts
 * of a wide dictionary would need gigabytes. What counts as dead is decided by the learner, not here.
 */

/** Parts that the window is made of; it covers between `windowSteps` and `windowSteps` × (1 + 1/parts) steps once it is full. */
const parts = 10

/** Plain data, so that it can be stored with a checkpoint; counts are exact up to 2^24 rows per part. */
export interface DensityWindow {
  readonly dSae: number
  readonly stepsPerPart: number
  /** [parts + 1, dSae]: rows on which the feature fired, per part; the part being filled is `current`. */
  readonly fired: Float32Array
  /** [parts + 1]: rows seen per part. */
  readonly rows: Float32Array
  current: number
  stepsInCurrent: number
}

/** A window over nothing yet. */
export function createDensityWindow(dSae: number, windowSteps: number): DensityWindow {
  return {
    dSae,
    stepsPerPart: Math.max(1, Math.ceil(windowSteps / parts)),
    fired: new Float32Array((parts + 1) * dSae),
    rows: new Float32Array(parts + 1),
    current: 0,
    stepsInCurrent: 0
  }
}

/** Adds one step: on how many of its `rows` rows each feature fired, [dSae]. */
export function addStep(window: DensityWindow, firedRows: Uint32Array, rows: number): void {
  if (window.stepsInCurrent === window.stepsPerPart) startPart(window)
  const counts = partCounts(window, window.current)
  for (let feature = 0; feature < counts.length; feature += 1) counts[feature] += firedRows[feature]
  window.rows[window.current] += rows
  window.stepsInCurrent += 1
}

/** Share of rows on which each feature fired, [dSae], 0–1; all 0 before the first step. */
export function densities(window: DensityWindow): Float32Array {
  const sums = new Float32Array(window.dSae)
  let rows = 0
  for (let part = 0; part <= parts; part += 1) {
    if (window.rows[part] === 0) continue
    rows += window.rows[part]
    const counts = partCounts(window, part)
    for (let feature = 0; feature < sums.length; feature += 1) sums[feature] += counts[feature]
  }
  if (rows > 0) for (let feature = 0; feature < sums.length; feature += 1) sums[feature] /= rows
  return sums
}

/**
 * Histogram of log10 density: `bins.count` equal bins from `bins.from` to `bins.to`, lower densities in bin 0, none in `dead`.
 */
export function densityCounts(
  density: Float32Array,
  bins: { from: number; to: number; count: number }
): { counts: number[]; dead: number } {
  const counts = new Array<number>(bins.count).fill(0)
  const perUnit = bins.count / (bins.to - bins.from)
  let dead = 0
  for (const share of density) {
    if (share <= 0) dead += 1
    else counts[Math.min(bins.count - 1, Math.max(0, Math.floor((Math.log10(share) - bins.from) * perUnit)))] += 1
  }
  return { counts, dead }
}

function partCounts(window: DensityWindow, part: number): Float32Array {
  return window.fired.subarray(part * window.dSae, (part + 1) * window.dSae)
}

function startPart(window: DensityWindow): void {
  window.current = (window.current + 1) % (parts + 1)
  window.stepsInCurrent = 0
  window.rows[window.current] = 0
  partCounts(window, window.current).fill(0)
}
