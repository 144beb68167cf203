import { beforeAll, describe, expect, it } from 'vitest'
import { architectureFor } from '../../../../../main/dictionaries/architectures/choose'
import { pAnnealDefinition } from '../../../../../main/dictionaries/architectures/p-anneal'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { smallConfig } from '../made'
import { reluLoss, sumOver } from '../reference'
import { exampleShape, expectDefinition } from './definitions'

beforeAll(async () => {
  await startBackend()
})

describe('p-annealing', () => {
  for (const [exponent, exponentFactor] of [
    [1, 1],
    [0.5, 1.4]
  ]) {
    it(`has the loss Lp^p of the paper and its derivative, p ${exponent}`, () => {
      const step = { sparsityCoefficient: 0.3, exponent, exponentFactor, dead: new Int32Array(0) }
      const penalty = (features: number[][]): number =>
        (0.3 * exponentFactor * sumOver(features, (f) => (f > 0 ? f ** exponent : 0))) / features.length
      expectDefinition(pAnnealDefinition(exampleShape), (weights, x) => reluLoss(weights, x, penalty), step)
    })
  }

  it('refuses an impossible last p', () => {
    for (const finalP of [undefined, 0, 1.2]) {
      const make = () => architectureFor(smallConfig({ architecture: 'p-anneal', finalP }), exampleShape)
      expect(make).toThrow(expect.objectContaining({ code: 'config', place: 'finalP' }))
    }
  })
})
