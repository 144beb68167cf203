/** How often features fired over the dead window of a run: told to the window from time to time, and part of a run's state. */
import type { Tensors } from '../../contract/records/arrays'
import { type DensityHistogram, densityBins } from '../../contract/records/metrics'
import type { RunConfig } from '../../contract/records/run'
import { addStep, createDensityWindow, type DensityWindow, densities, densityCounts } from '../maths/density-window'
import { type FiringCounts, firingCounts } from './firing'
import { densityFromTensors, tensorsFromDensity } from './state'

/** A new histogram at most this often; the window shows at least 4 a second. */
const showEveryMs = 200

export class Densities {
  private readonly window: DensityWindow
  /** [dSae], 0–1 */
  private current: Float32Array
  private shownMs = Number.NEGATIVE_INFINITY

  constructor({ dSae, deadWindowSteps }: RunConfig, saved?: Tensors) {
    this.window = createDensityWindow(dSae, deadWindowSteps)
    if (saved) densityFromTensors(this.window, saved)
    this.current = densities(this.window)
  }

  /** `fired` [dSae]: on how many of the rows each feature fired. */
  addStep(fired: Uint32Array, rows: number): void {
    addStep(this.window, fired, rows)
    this.current = densities(this.window)
  }

  firing(): FiringCounts {
    const rows = this.window.rows.reduce((sum, part) => sum + part, 0)
    return firingCounts(this.current, rows)
  }

  /** Undefined where one was given a moment ago, unless it is the last. */
  histogram(step: number, isLast: boolean): DensityHistogram | undefined {
    const now = performance.now()
    if (now - this.shownMs < showEveryMs && !isLast) return undefined
    this.shownMs = now
    return { step, ...densityCounts(this.current, densityBins) }
  }

  tensors(): Tensors {
    return tensorsFromDensity(this.window)
  }
}
