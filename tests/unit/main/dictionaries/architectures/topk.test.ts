import { beforeAll, describe, expect, it } from 'vitest'
import { preActivations } from '../../../../../main/dictionaries/architectures/shape'
import { topkDefinition } from '../../../../../main/dictionaries/architectures/topk'
import type { Tensor2D } from '../../../../../main/dictionaries/backend/library'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { topkLoss } from '../reference'
import { auxLoss, residuals, rowFeatures } from '../topk-reference'
import { example, exampleShape, expectDefinition, tensorsOf } from './definitions'

beforeAll(async () => {
  await startBackend()
})

const none = new Int32Array(0)

describe('TopK', () => {
  for (const k of [1, 2, 6]) {
    it(`has the loss of the paper and its derivative, k ${k}`, () => {
      const definition = topkDefinition(exampleShape, { k, auxK: 2, auxCoefficient: 1 / 32 })
      expectDefinition(definition, (weights, x) => topkLoss(weights, x, k), { sparsityCoefficient: 0, dead: none })
    })
  }

  it('has the derivative of AuxK too, with a residual that is a constant', () => {
    const { weights, x } = example()
    const aux = { dead: [1, 3, 4], auxK: 2, coefficient: 0.7, residual: residuals(weights, x, rowFeatures(weights, x, 2)) }
    expectDefinition(
      topkDefinition(exampleShape, { k: 2, auxK: 2, auxCoefficient: 0.7 }),
      (weights, x) => topkLoss(weights, x, 2) + auxLoss(weights, x, aux),
      { sparsityCoefficient: 0, dead: Int32Array.from(aux.dead) }
    )
  })

  it('weighs AuxK by the variance of the residual: α d_in ‖r − r̂‖² ÷ variance, with negative pre-activations too', () => {
    const { weights, x } = example()
    weights.b_enc[4] = -7
    scoped(() => {
      const tensors = tensorsOf(weights)
      const input = tf.tensor2d(x)
      const step = { sparsityCoefficient: 0, dead: Int32Array.of(4) }
      const forward = topkDefinition(exampleShape, { k: 2, auxK: 3, auxCoefficient: 1 / 32 })(
        tensors,
        { x: input, y: input },
        step
      )
      const pre = preActivations(exampleShape, tensors, input).slice([0, 4], [x.length, 1]) as Tensor2D
      expect(pre.max().dataSync()[0]).toBeLessThan(0)
      const residual = input.sub(forward.reconstruction)
      const rest = residual.sub(tf.matMul(pre, tensors.W_dec.slice([4, 0], [1, 3])))
      const share = rest.square().sum().dataSync()[0] / residual.sub(residual.mean(0, true)).square().sum().dataSync()[0]
      expect(forward.losses.aux!.dataSync()[0] / ((3 / 32) * share)).toBeCloseTo(1, 5)
    })
  })

  it('has no AuxK loss where there is no residual', () => {
    scoped(() => {
      const zeros = { W_enc: tf.zeros([6, 3]), b_enc: tf.zeros([6]), W_dec: tf.zeros([6, 3]), b_dec: tf.zeros([3]) }
      const forward = topkDefinition(exampleShape, { k: 2, auxK: 3, auxCoefficient: 1 })(
        zeros,
        { x: tf.zeros([4, 3]), y: tf.zeros([4, 3]) },
        {
          sparsityCoefficient: 0,
          dead: Int32Array.of(4)
        }
      )
      expect(forward.losses.aux?.dataSync()[0]).toBe(0)
    })
  })
})
