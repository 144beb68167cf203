import { expect, it } from 'vitest'
import { stepValues } from '../../../../main/training/points'

const context = {
  coefficients: { learningRate: 0.001, sparsityCoefficient: 2 },
  firing: { dense: 7, rare: 9 },
  time: { rowsPerSecond: 9000, dataWait: 0.02 }
}

it('names the numbers of a step as the metrics are named, and leaves out what is missing or not finite', () => {
  const numbers = {
    finite: false,
    loss: Number.NaN,
    mse: 2,
    fvu: 0.25,
    auxLoss: 0.1,
    l0: 4,
    l1: 5,
    gradientNorm: Number.POSITIVE_INFINITY,
    dead: 3,
    fired: new Uint32Array(1)
  }
  expect(stepValues(numbers, context)).toEqual({
    mse: 2,
    aux_loss: 0.1,
    fvu: 0.25,
    explained_variance: 0.75,
    l0: 4,
    l1: 5,
    dead: 3,
    dense: 7,
    rare: 9,
    learning_rate: 0.001,
    rows_per_second: 9000,
    data_wait: 0.02
  })
})

it('has λ where there is a sparsity loss, and thresholds where an architecture has some', () => {
  const numbers = {
    finite: true,
    loss: 3,
    mse: 2,
    sparsityLoss: 1,
    l0: 4,
    l1: 5,
    gradientNorm: 6,
    dead: 3,
    fired: new Uint32Array(1)
  }
  const values = stepValues({ ...numbers, thresholds: { mean: 0.25, spread: 0.5 } }, { ...context, firing: { dense: 0 } })
  expect(values).toMatchObject({ sparsity_loss: 1, sparsity_coefficient: 2, threshold: 0.25, threshold_spread: 0.5, dense: 0 })
  expect(values).not.toHaveProperty('rare')
})
