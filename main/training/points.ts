/** From a step's numbers to the metrics that are stored; a number that is not there or not finite is left out. */
import type { MetricKey, MetricPoint } from '../../contract/records/metrics'
import type { StepCoefficients, StepNumbers } from '../dictionaries'
import type { FiringCounts } from './firing'

export type MetricValues = MetricPoint['values']

/** What a point of training says beside the learner's own numbers. */
interface StepContext {
  coefficients: StepCoefficients
  firing: FiringCounts
  time: { rowsPerSecond: number; dataWait: number }
}

export function stepValues(numbers: StepNumbers, { coefficients, firing, time }: StepContext): MetricValues {
  const { sparsityCoefficient } = coefficients
  return definedValues({
    loss: numbers.loss,
    mse: numbers.mse,
    sparsity_loss: numbers.sparsityLoss,
    aux_loss: numbers.auxLoss,
    fvu: numbers.fvu,
    explained_variance: numbers.fvu === undefined ? undefined : 1 - numbers.fvu,
    l0: numbers.l0,
    l1: numbers.l1,
    dead: numbers.dead,
    dense: firing.dense,
    rare: firing.rare,
    threshold: numbers.thresholds?.mean,
    threshold_spread: numbers.thresholds?.spread,
    learning_rate: coefficients.learningRate,
    // An architecture without a sparsity loss has no λ.
    sparsity_coefficient: numbers.sparsityLoss === undefined ? undefined : sparsityCoefficient,
    rows_per_second: time.rowsPerSecond,
    gradient_norm: numbers.gradientNorm,
    data_wait: time.dataWait
  })
}

export function definedValues(values: Partial<Record<MetricKey, number | undefined>>): MetricValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value))) as MetricValues
}
