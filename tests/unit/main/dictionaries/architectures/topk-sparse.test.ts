import { beforeAll, describe, expect, it } from 'vitest'
import { parameterNames, type StepSettings, type Weights } from '../../../../../main/dictionaries/architectures/architecture'
import { automaticPath } from '../../../../../main/dictionaries/architectures/automatic'
import { initialParameters } from '../../../../../main/dictionaries/architectures/initial'
import { topkDefinition } from '../../../../../main/dictionaries/architectures/topk'
import { topkSparsePath } from '../../../../../main/dictionaries/architectures/topk-sparse'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { randomBatch, relativeDifference } from '../made'

const [rows, dIn, dSae] = [300, 20, 256]

beforeAll(async () => {
  expect((await startBackend()).name).toBe('tensorflow')
})

function weights(): Weights {
  const start = initialParameters('topk', dSae, new Float32Array(dIn).fill(0.3), 3)
  const shifted = start.b_enc.data.map((_, i) => Math.sin(i) / 5)
  return {
    W_enc: tf.tensor(start.W_enc.data, start.W_enc.shape),
    b_enc: tf.tensor(shifted, [dSae]),
    W_dec: tf.tensor(start.W_dec.data, start.W_dec.shape).mul(1.3),
    b_dec: tf.tensor(start.b_dec.data, [dIn])
  }
}

function bothPaths(settings: { k: number; auxK: number; auxCoefficient: number }, step: StepSettings) {
  return scoped(() => {
    const x = tf.tensor2d(randomBatch(rows, dIn).values, [rows, dIn])
    const [fast, definition] = [topkSparsePath(settings), automaticPath(topkDefinition(settings))].map((path) => {
      const { gradients, ...rest } = path.gradients(weights(), x, step)
      const { reconstruction, usage } = path.evaluate(weights(), x, step)
      const values = Object.fromEntries(parameterNames.map((name) => [name, gradients[name].dataSync() as Float32Array]))
      return { gradients: values, ...rest, reconstruction: reconstruction.dataSync() as Float32Array, evaluated: usage }
    })
    return { fast, definition }
  })
}

const dead = Int32Array.from([1, 5, 6, 40, 41, 42, 99, 100, 101, 200, 250, 255])
const cases = {
  'without dead features': { settings: { k: 4, auxK: 8, auxCoefficient: 1 / 32 }, dead: new Int32Array(0) },
  'with fewer dead features than k_aux': { settings: { k: 4, auxK: 16, auxCoefficient: 1 / 32 }, dead },
  'with more dead features than k_aux': { settings: { k: 4, auxK: 5, auxCoefficient: 2 }, dead },
  'with so large a k that many kept entries are negative': { settings: { k: 160, auxK: 8, auxCoefficient: 1 / 32 }, dead }
}

describe('the sparse path of TopK agrees with its definition', () => {
  for (const [name, { settings, dead }] of Object.entries(cases)) {
    it(`in gradients, losses and usage, ${name}`, () => {
      const { fast, definition } = bothPaths(settings, { l1Coefficient: 0, dead })
      for (const parameter of parameterNames) {
        expect(relativeDifference(fast.gradients[parameter], definition.gradients[parameter])).toBeLessThan(1e-4)
      }
      expect(fast.losses.loss / definition.losses.loss).toBeCloseTo(1, 5)
      if (dead.length === 0) expect([fast.losses.aux, definition.losses.aux]).toEqual([0, 0])
      else expect(fast.losses.aux! / definition.losses.aux!).toBeCloseTo(1, 4)
      expect(fast.usage.fired).toEqual(definition.usage.fired)
      expect(fast.usage.l0).toBe(definition.usage.l0)
      expect(fast.usage.l1 / definition.usage.l1).toBeCloseTo(1, 5)
      expect(fast.squaredError / definition.squaredError).toBeCloseTo(1, 5)
    })

    it(`in evaluation, ${name}`, () => {
      const { fast, definition } = bothPaths(settings, { l1Coefficient: 0, dead })
      expect(relativeDifference(fast.reconstruction, definition.reconstruction)).toBeLessThan(1e-5)
      expect(fast.evaluated.fired).toEqual(definition.evaluated.fired)
    })
  }
})
