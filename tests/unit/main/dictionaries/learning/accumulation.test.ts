import { beforeAll, describe, expect, it } from 'vitest'
import { createLearner, startBackend } from '../../../../../main/dictionaries'
import { architectureFor, fastestPath } from '../../../../../main/dictionaries/architectures/choose'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { accumulatedGradients, partSizes, rowsAtOnce } from '../../../../../main/dictionaries/learning/accumulation'
import { randomBatch, relativeDifference, smallConfig } from '../made'
import { randomParameters, shapesOfAllKinds } from '../paths'

beforeAll(async () => {
  await startBackend()
})

describe('a batch', () => {
  it('is split into as few and as equal parts as there can be', () => {
    expect(partSizes(10, 4)).toEqual([3, 3, 4])
    expect(partSizes(8, 4)).toEqual([4, 4])
    expect(partSizes(3, 4)).toEqual([3])
    expect(partSizes(3, 1)).toEqual([1, 1, 1])
  })

  it('is split by memory where nothing is said: dense matrices of 512 MB', () => {
    expect(rowsAtOnce({ dSae: 12_288 })).toBe(10_922)
    expect(rowsAtOnce({ dSae: 131_072 })).toBe(1024)
    expect(rowsAtOnce({ dSae: 131_072, rowsAtOnce: 77 })).toBe(77)
  })
})

const rows = 50

describe.each(['topk', 'relu-l1', 'jumprelu', 'gated'] as const)('gradients of %s by parts', (architecture) => {
  it.each(shapesOfAllKinds(8, 32).map((shape) => [shape.kind, shape] as const))(
    'are those of the whole batch: %s',
    (_kind, shape) => {
      const config = smallConfig({ architecture, dSae: 32, auxCoefficient: 0, jumpLoss: 'l0', kind: shape.kind })
      const made = architectureFor(config, shape)
      const path = fastestPath(made)
      const own = made.ownParameters ?? {}
      const biases = Object.fromEntries(
        ['b_gate', 'b_mag'].map((name) => [name, { shape: [32], data: new Float32Array(32).fill(0.1) }])
      )
      const parameters = randomParameters(shape, architecture === 'gated' ? { ...own, ...biases } : own)
      if (architecture === 'gated') delete parameters.b_enc
      scoped(() => {
        const weights = Object.fromEntries(
          Object.entries(parameters).map(([name, each]) => [name, tf.tensor(each.data, each.shape)])
        )
        const x = tf.tensor2d(randomBatch(rows, 8).values, [rows, 8])
        const y = shape.dOut === 8 ? x : tf.tensor2d(randomBatch(rows, shape.dOut, 9).values, [rows, shape.dOut])
        const settings = { sparsityCoefficient: 0.3, dead: new Int32Array(0) }
        const whole = path.gradients(weights, { x, y }, settings)
        const before = tf.memory().numTensors
        const parts = accumulatedGradients(path, weights, { x, y }, settings, 8)
        // One gradient for each parameter, and the slices of the rows.
        expect(tf.memory().numTensors - before).toBeLessThan(Object.keys(weights).length + 1)
        for (const [name, gradient] of Object.entries(whole.gradients)) {
          const [found, expected] = [parts.gradients[name], gradient].map((each) => each.dataSync() as Float32Array)
          if (expected.some((value) => value !== 0)) expect(relativeDifference(found, expected), name).toBeLessThan(1e-5)
        }
        for (const key of ['loss', 'mse', 'sparsity'] as const) {
          if (whole.losses[key] !== undefined) expect(parts.losses[key]! / whole.losses[key]).toBeCloseTo(1, 5)
        }
        expect(parts.usage.fired).toEqual(whole.usage.fired)
        expect(parts.usage.l0).toBe(whole.usage.l0)
        expect(parts.usage.l1 / whole.usage.l1).toBeCloseTo(1, 5)
        expect(parts.usage.least).toBeCloseTo(whole.usage.least, 5)
        expect(parts.squaredError / whole.squaredError).toBeCloseTo(1, 5)
      })
    }
  )
})

describe('a learner that splits its batches', () => {
  it('learns as one that does not', async () => {
    const facts = { dIn: 12, inputScale: 0.7, mean: new Float32Array(12) }
    const curves = await Promise.all(
      [undefined, 10].map(async (rowsAtOnce) => {
        const config = smallConfig({ auxCoefficient: 0, ...(rowsAtOnce ? { rowsAtOnce } : {}) })
        const learner = await createLearner(config, facts)
        const losses = Array.from({ length: 10 }, (_, step) => {
          const { loss, fvu, gradientNorm } = learner.step(randomBatch(32, 12, step), {
            learningRate: 0.005,
            sparsityCoefficient: 0
          })
          return [loss, fvu!, gradientNorm]
        })
        learner.dispose()
        return losses.flat()
      })
    )
    curves[0].forEach((value, i) => {
      expect(curves[1][i] / value).toBeCloseTo(1, 3)
    })
  })
})
