import { beforeAll, describe, expect, it } from 'vitest'
import {
  batchTopkDefinition,
  keepLargestOfBatch,
  thresholdDefinition
} from '../../../../../main/dictionaries/architectures/batchtopk'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { preActivations } from '../reference'
import { auxLoss, batchFeatures, nestedLoss, residuals } from '../topk-reference'
import { example, exampleShape, expectDefinition, tensorsOf } from './definitions'

beforeAll(async () => {
  await startBackend()
})

const none = new Int32Array(0)

describe('BatchTopK', () => {
  for (const k of [1, 2, 6]) {
    it(`has the loss of the paper and its derivative, k ${k}`, () => {
      const definition = batchTopkDefinition(exampleShape, { k, auxK: 2, auxCoefficient: 1 / 32 })
      expectDefinition(definition, (weights, x) => nestedLoss(weights, x, k, [6]), { sparsityCoefficient: 0, dead: none })
    })
  }

  it('adds AuxK on the dead features, with a residual that is a constant', () => {
    const { weights, x } = example()
    const residual = residuals(weights, x, batchFeatures(weights, x, 2))
    const aux = { dead: [1, 3, 4], auxK: 2, coefficient: 0.7, residual }
    expectDefinition(
      batchTopkDefinition(exampleShape, { k: 2, auxK: 2, auxCoefficient: 0.7 }),
      (weights, x) => nestedLoss(weights, x, 2, [6]) + auxLoss(weights, x, aux),
      { sparsityCoefficient: 0, dead: Int32Array.from(aux.dead) }
    )
  })

  it('keeps k per row on average, more where rows have larger ones', () => {
    scoped(() => {
      const pre = tf.tensor2d([5, 4, 3, -1, 2, 1, 0.5, 0.2, -1, -2, -3, -4], [3, 4])
      // Plus 0: what is left out may be −0.
      const kept = (k: number) => Array.from(keepLargestOfBatch(pre, k).dataSync(), (value) => value + 0)
      expect(kept(1)).toEqual([5, 4, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0])
      // Fewer than 3 · 3 are above 0.
      expect(kept(3)).toEqual([5, 4, 3, 0, 2, 1, 0.5, expect.closeTo(0.2), 0, 0, 0, 0])
    })
  })

  it('keeps what is above the threshold in inference, and as in training before there is one', () => {
    const { weights, x } = example()
    scoped(() => {
      const [tensors, input] = [tensorsOf(weights), tf.tensor2d(x)]
      const training = batchTopkDefinition(exampleShape, { k: 2, auxK: 0, auxCoefficient: 0 })
      const inference = thresholdDefinition(exampleShape, training)
      const features = (threshold?: number) =>
        inference(tensors, { x: input, y: input }, { sparsityCoefficient: 0, dead: none, threshold }).features.arraySync()
      const pre = x.map((row) => preActivations(weights, row))
      for (const threshold of [0.3, 1.4]) {
        const wanted = pre.map((row) => row.map((value) => (value > threshold ? expect.closeTo(value, 4) : 0)))
        expect(features(threshold)).toEqual(wanted)
      }
      expect(features()).toEqual(batchFeatures(weights, x, 2).map((row) => row.map((value) => expect.closeTo(value, 4))))
    })
  })
})
