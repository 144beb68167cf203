/** Which checkpoints of a run are worth their disk, and which of them is the run's result. Pure; removing them is the engine's. */
import type { Checkpoint, RunConfig } from '../../contract/records/run'

type Kept = Pick<Checkpoint, 'step' | 'reason'>

/** A step after which all validation rows were measured. */
export interface Validated {
  step: number
  fvu: number
}

/** The step among those of checkpoints with the lowest validation FVU, the earliest of equals; undefined where none was measured. */
export function bestStep(checkpoints: readonly Kept[], validations: readonly Validated[]): number | undefined {
  const stored = new Set(checkpoints.map(({ step }) => step))
  let best: Validated | undefined
  for (const validation of validations) {
    if (stored.has(validation.step) && (best === undefined || validation.fvu < best.fvu)) best = validation
  }
  return best?.step
}

/**
 * Steps of the checkpoints that may go, ascending. Those that somebody asked for, or that end a run, stay; so do the one to go
 * on from and those that are `used` (the best one, an analyzed one). Of the regular ones the latest `keepCheckpoints` stay too,
 * all where left out; what was the best once has no other reason to stay.
 */
export function spareCheckpoints(
  checkpoints: readonly Kept[],
  { keepCheckpoints = Number.POSITIVE_INFINITY }: Pick<RunConfig, 'keepCheckpoints'>,
  used: readonly (number | undefined)[]
): number[] {
  const byStep = [...checkpoints].sort((a, b) => a.step - b.step)
  const regular = byStep.filter(({ reason }) => reason === 'regular' || reason === 'paused')
  const kept = new Set(regular.slice(Math.max(0, regular.length - keepCheckpoints)))
  const last = byStep.at(-1)
  return byStep
    .filter((one) => (regular.includes(one) || one.reason === 'best') && !kept.has(one))
    .filter((one) => one !== last && !used.includes(one.step))
    .map(({ step }) => step)
}

/** The checkpoint that analysis and export take: the best where the run was to end at it, else the latest. */
export function resultStep(
  checkpoints: readonly Kept[],
  { patience }: Pick<RunConfig, 'patience'>,
  validations: readonly Validated[]
): number | undefined {
  const latest = checkpoints.reduce<number | undefined>((step, other) => Math.max(step ?? 0, other.step), undefined)
  return patience ? (bestStep(checkpoints, validations) ?? latest) : latest
}

/** How many checkpoints lie on the disk at the same time, at most, while a run writes by itself alone. */
export function mostCheckpoints({ keepCheckpoints, steps, checkpointEverySteps, patience }: RunConfig): number {
  const regular = Math.ceil(steps / checkpointEverySteps)
  // One is written before another goes; the best may be one more, and so may the last.
  return keepCheckpoints === undefined ? regular + (patience ? 1 : 0) : Math.min(regular, keepCheckpoints) + 2
}
