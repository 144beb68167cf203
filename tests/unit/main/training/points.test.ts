import { expect, it } from 'vitest'
import { stepValues } from '../../../../main/training/points'

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
  expect(stepValues(numbers, 0.001, { rowsPerSecond: 9000, dataWait: 0.02 })).toEqual({
    mse: 2,
    aux_loss: 0.1,
    fvu: 0.25,
    explained_variance: 0.75,
    l0: 4,
    l1: 5,
    dead: 3,
    learning_rate: 0.001,
    rows_per_second: 9000,
    data_wait: 0.02
  })
})
