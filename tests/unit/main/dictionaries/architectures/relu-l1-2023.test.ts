import { beforeAll, describe, it } from 'vitest'
import { reluL1Of2023Definition } from '../../../../../main/dictionaries/architectures/relu-l1-2023'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { reluLoss, sumOver } from '../reference'
import { exampleShape, expectDefinition } from './definitions'

beforeAll(async () => {
  await startBackend()
})

describe('ReLU-L1 of 2023', () => {
  it('has the loss of Towards Monosemanticity and its derivative', () => {
    const step = { sparsityCoefficient: 0.8, dead: new Int32Array(0) }
    const penalty = (features: number[][]): number => (0.8 * sumOver(features, (f) => f)) / features.length
    expectDefinition(reluL1Of2023Definition(exampleShape), (weights, x) => reluLoss(weights, x, penalty), step)
  })
})
