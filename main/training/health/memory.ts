/**
 * What the health watch remembers from step to step: plain numbers, stored with checkpoints as f32, and held as such here,
 * so that a resumed run decides as one that was not interrupted.
 */
import type { Tensors } from '../../../contract/records/arrays'
import type { RunWarning } from '../../../contract/records/run'
import type { TrainingSink } from '../ports'

/** Order of the stored numbers; new ones go to the end. Flags are 0 or 1; averages are 0 before the first step. */
const fields = [
  'rateFactor',
  'badSteps',
  'badNow',
  'averageLoss',
  'averageFvu',
  'averageL0',
  'goodSteps',
  'lastSpike',
  'warnedDead',
  'warnedSilent',
  'warnedOverfit',
  'slowLoss',
  'lowestLoss',
  'risenSteps',
  'warnedDiverging',
  'warnedDense',
  'warnedRare',
  'warnedThreshold',
  'warnedTarget',
  'warnedInference'
] as const
export type Field = (typeof fields)[number]
export type HealthMemory = Record<Field, number>

export type Alerts = Pick<TrainingSink, 'mark' | 'warning'>

const name = 'training.health'

export function memoryFrom(saved: Tensors | undefined): HealthMemory {
  const data = saved?.[name]?.data
  const memory = Object.fromEntries(fields.map((field, i) => [field, data?.[i] ?? 0])) as HealthMemory
  if (!data) memory.rateFactor = 1
  return memory
}

export function tensorsFromMemory(memory: HealthMemory): Tensors {
  return { [name]: { shape: [fields.length], data: Float32Array.from(fields, (field) => memory[field]) } }
}

/** Moves a running average; `past` is the weight of what was: 0.95 is about the last 20 steps. */
export function average(memory: HealthMemory, field: Field, value: number, past: number): void {
  const before = memory[field] === 0 ? value : memory[field]
  memory[field] = Math.fround(past * before + (1 - past) * value)
}

/** Warns, unless it was said before in this run. */
export function warnOnce(memory: HealthMemory, flag: Field, alerts: Alerts, warning: () => RunWarning): void {
  if (memory[flag]) return
  memory[flag] = 1
  alerts.warning(warning())
}
