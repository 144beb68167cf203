/** What goes into the store and comes out of it about pinned features. */
import type { PinMeasure, PinnedMoment } from '../../contract/records/pin'

/** A feature that is pinned, and how far the run was then. */
export interface Pin {
  feature: number
  pinnedAt: number
  pinnedStep: number
}

/** Pinned features of a run. What was measured of one stays when it is no longer pinned; all of it goes with the run. */
export interface PinStore {
  /** In the order in which they were pinned, then by feature. */
  list(run: string): Pin[]
  /** Those that are pinned stay as they are. */
  add(run: string, features: readonly number[], pinned: { step: number; at?: number }): void
  /** Those that are not pinned are no matter. */
  remove(run: string, features: readonly number[]): void
  /** What was measured at the checkpoint of a step; an earlier measure of the same replaces nothing but itself. One transaction. */
  record(run: string, step: number, measures: readonly PinMeasure[]): void
  /** What is known of a feature, by step. */
  moments(run: string, feature: number): PinnedMoment[]
  /** What is known of it at one step, with its examples. */
  measure(run: string, feature: number, step: number): PinMeasure | undefined
}
