import { beforeAll, describe, expect, it } from 'vitest'
import { batchTopkDefinition } from '../../../../../main/dictionaries/architectures/batchtopk'
import { architectureFor } from '../../../../../main/dictionaries/architectures/choose'
import { matryoshkaDefinition } from '../../../../../main/dictionaries/architectures/matryoshka'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { smallConfig } from '../made'
import { saeShape } from '../paths'
import { auxLoss, batchFeatures, nestedLoss, residuals } from '../topk-reference'
import { example, exampleShape, expectDefinition, tensorsOf } from './definitions'

beforeAll(async () => {
  await startBackend()
})

const settings = { k: 2, auxK: 2, auxCoefficient: 0.7 }
const step = { sparsityCoefficient: 0, dead: new Int32Array(0) }

describe('Matryoshka', () => {
  for (const prefixes of [[6], [1, 6], [2, 3, 6]]) {
    it(`averages the losses of the first features alone and its derivative: ${prefixes}`, () => {
      const definition = matryoshkaDefinition(exampleShape, settings, prefixes)
      expectDefinition(definition, (weights, x) => nestedLoss(weights, x, 2, prefixes), step)
    })
  }

  it('adds AuxK on the residual of the whole dictionary', () => {
    const { weights, x } = example()
    const residual = residuals(weights, x, batchFeatures(weights, x, 2))
    const aux = { dead: [0, 3, 4], auxK: 2, coefficient: 0.7, residual }
    expectDefinition(
      matryoshkaDefinition(exampleShape, settings, [2, 6]),
      (weights, x) => nestedLoss(weights, x, 2, [2, 6]) + auxLoss(weights, x, aux),
      { sparsityCoefficient: 0, dead: Int32Array.from(aux.dead) }
    )
  })

  it('tells the error of the whole dictionary, as BatchTopK does', () => {
    const { weights, x } = example()
    scoped(() => {
      const [tensors, input] = [tensorsOf(weights), tf.tensor2d(x)]
      const definitions = [matryoshkaDefinition(exampleShape, settings, [2, 6]), batchTopkDefinition(exampleShape, settings)]
      const [nested, plain] = definitions.map((definition) => definition(tensors, { x: input, y: input }, step))
      expect(nested.losses.mse.dataSync()[0]).toBeCloseTo(plain.losses.mse.dataSync()[0], 4)
      // The weights are random: decoding less of them is not worse.
      expect(nested.losses.reconstruction!.dataSync()[0]).toBeLessThan(0.9 * nested.losses.mse.dataSync()[0])
    })
  })

  it('refuses widths that do not grow up to the whole', () => {
    for (const prefixes of [undefined, [], [8, 16], [16, 8, 64], [8, 8, 64], [0, 64], [1.5, 64]]) {
      const make = () => architectureFor(smallConfig({ architecture: 'matryoshka', prefixes }), saeShape(12, 64))
      expect(make).toThrow(expect.objectContaining({ code: 'config', place: 'prefixes' }))
    }
  })
})
