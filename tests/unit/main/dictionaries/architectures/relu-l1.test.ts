import { beforeAll, describe, it } from 'vitest'
import { reluL1Definition } from '../../../../../main/dictionaries/architectures/relu-l1'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { reluL1Loss } from '../reference'
import { exampleShape, expectDefinition } from './definitions'

beforeAll(async () => {
  await startBackend()
})

describe('ReLU-L1', () => {
  for (const sparsityCoefficient of [0, 0.8]) {
    it(`has the loss of the April 2024 update and its derivative, λ ${sparsityCoefficient}`, () => {
      const step = { sparsityCoefficient, dead: new Int32Array(0) }
      expectDefinition(reluL1Definition(exampleShape), (weights, x) => reluL1Loss(weights, x, sparsityCoefficient), step)
    })
  }
})
