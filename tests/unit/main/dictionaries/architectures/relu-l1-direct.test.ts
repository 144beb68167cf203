import { beforeAll, describe, expect, it } from 'vitest'
import { parameterNames, type Weights } from '../../../../../main/dictionaries/architectures/architecture'
import { automaticPath } from '../../../../../main/dictionaries/architectures/automatic'
import { initialParameters } from '../../../../../main/dictionaries/architectures/initial'
import { reluL1Definition } from '../../../../../main/dictionaries/architectures/relu-l1'
import { reluL1DirectPath } from '../../../../../main/dictionaries/architectures/relu-l1-direct'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { randomBatch, relativeDifference } from '../made'

const [rows, dIn, dSae] = [120, 18, 70]

beforeAll(async () => {
  await startBackend()
})

function weights(): Weights {
  const start = initialParameters('relu-l1', dSae, new Float32Array(dIn).fill(0.3), 5)
  return {
    W_enc: tf.tensor(start.W_enc.data, start.W_enc.shape),
    b_enc: tf.linspace(-0.2, 0.1, dSae),
    W_dec: tf.tensor(start.W_dec.data, start.W_dec.shape).mul(tf.linspace(0.5, 2, dSae).expandDims(1)),
    b_dec: tf.tensor(start.b_dec.data, [dIn])
  }
}

describe('the written-out gradients of ReLU-L1', () => {
  for (const l1Coefficient of [0, 0.7]) {
    it(`agree with its definition for λ ${l1Coefficient}`, () => {
      scoped(() => {
        const x = tf.tensor2d(randomBatch(rows, dIn).values, [rows, dIn])
        const step = { l1Coefficient, dead: new Int32Array(0) }
        const direct = reluL1DirectPath.gradients(weights(), x, step)
        const definition = automaticPath(reluL1Definition).gradients(weights(), x, step)
        for (const name of parameterNames) {
          const [a, b] = [direct, definition].map((each) => each.gradients[name].dataSync() as Float32Array)
          expect(relativeDifference(a, b)).toBeLessThan(1e-4)
        }
        expect(direct.losses.mse / definition.losses.mse).toBeCloseTo(1, 5)
        expect(direct.losses.loss / definition.losses.loss).toBeCloseTo(1, 5)
        expect(direct.losses.sparsity).toBeCloseTo(definition.losses.sparsity!, 5)
        expect(direct.usage).toEqual(definition.usage)
      })
    })
  }
})
