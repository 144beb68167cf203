/** From a step's numbers to the metrics that are stored; a number that is not there or not finite is left out. */
import type { MetricKey, MetricPoint } from '../../contract/records/metrics'
import type { StepNumbers } from '../dictionaries'

export type MetricValues = MetricPoint['values']

interface StepTime {
  rowsPerSecond: number
  dataWait: number
}

export function stepValues(numbers: StepNumbers, learningRate: number, { rowsPerSecond, dataWait }: StepTime): MetricValues {
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
    learning_rate: learningRate,
    rows_per_second: rowsPerSecond,
    gradient_norm: numbers.gradientNorm,
    data_wait: dataWait
  })
}

export function definedValues(values: Partial<Record<MetricKey, number | undefined>>): MetricValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => Number.isFinite(value))) as MetricValues
}
