/** Which checkpoint the pinned features are shown at, what is known there, and numbers that a person typed. Pure. */
import type { PinnedFeature, PinnedMoment, PinnedRun } from '../../../../contract/records/pin'

/** Steps with something to show or to measure: those that were measured, and those of checkpoints on the disk; ascending. */
export function pinSteps({ pins }: PinnedRun, checkpoints: readonly { step: number }[]): number[] {
  const measured = pins.flatMap(({ moments }) => moments.map(({ step }) => step))
  return [...new Set([...measured, ...checkpoints.map(({ step }) => step)])].sort((a, b) => a - b)
}

/** The step nearest to the marker, the earlier of two; the last without a marker. Undefined where there are none. */
export function nearestStep(steps: readonly number[], marker: number | null): number | undefined {
  if (marker === null) return steps.at(-1)
  return steps.reduce<number | undefined>(
    (best, step) => (best === undefined || Math.abs(step - marker) < Math.abs(best - marker) ? step : best),
    undefined
  )
}

/** The step `by` places on from the one that is shown; at either end it stays. */
export function stepAfter(steps: readonly number[], marker: number | null, by: 1 | -1): number | undefined {
  const shown = nearestStep(steps, marker)
  if (shown === undefined) return undefined
  return steps[Math.min(steps.length - 1, Math.max(0, steps.indexOf(shown) + by))]
}

/** What is known of a feature at a step: a measure, nothing yet although the checkpoint is there, or nothing for good. */
export function momentAt({ moments }: PinnedFeature, step: number, checkpoints: readonly { step: number }[]) {
  const moment: PinnedMoment | undefined = moments.find((one) => one.step === step)
  return moment ?? (checkpoints.some((one) => one.step === step) ? 'missing' : 'pruned')
}

/** The greatest activation over all checkpoints: one scale for all of them, so that growth is seen. */
export function greatest({ moments }: PinnedFeature): number {
  return moments.reduce((max, moment) => Math.max(max, moment.max), 0)
}

/** Features as a person types them, or what is wrong with them. `12, 40 7` */
export function typedFeatures(text: string, features: number): number[] | string {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '')
  const wrong = words.find((word) => !/^\d+$/.test(word))
  if (wrong !== undefined) return `“${wrong}” is no number of a feature`
  const numbers = [...new Set(words.map(Number))]
  const beyond = numbers.find((number) => number >= features)
  return beyond === undefined ? numbers : `There is no feature ${beyond}: the run has 0 to ${features - 1}`
}
