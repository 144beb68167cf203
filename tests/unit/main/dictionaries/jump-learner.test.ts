/** Learners of JumpReLU and Gated: what is dense at first becomes sparse within the run. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { RunConfig } from '../../../../contract/records/run'
import { createLearner, type Learner, startBackend } from '../../../../main/dictionaries'
import { architectureFor, definitionPath } from '../../../../main/dictionaries/architectures/choose'
import { tf } from '../../../../main/dictionaries/backend/library'
import { BackendLearner } from '../../../../main/dictionaries/backend-learner'
import { shapeOf } from '../../../../main/dictionaries/learner'
import { normalizerFor } from '../../../../main/dictionaries/normalization/choose'
import { randomBatch, relativeDifference, smallConfig } from './made'

const [dIn, dSae, length] = [12, 128, 40]
const data = { dIn, inputScale: 0.7, mean: new Float32Array(dIn) }

const cases: Record<string, Partial<RunConfig>> = {
  'jumprelu by L0': { architecture: 'jumprelu', jumpLoss: 'l0', sparsityCoefficient: 3, auxCoefficient: 0 },
  'jumprelu by a target L0': {
    architecture: 'jumprelu',
    jumpLoss: 'target-l0',
    targetL0: 2,
    sparsityCoefficient: 30,
    auxCoefficient: 0
  },
  'jumprelu by tanh, with dead features': {
    architecture: 'jumprelu',
    jumpLoss: 'tanh',
    sparsityCoefficient: 3,
    auxCoefficient: 1e-3
  },
  gated: { architecture: 'gated', sparsityCoefficient: 20 }
}

beforeAll(async () => {
  await startBackend()
})

function run(learner: Learner, { sparsityCoefficient = 0 }: RunConfig, from: number, to: number) {
  return Array.from({ length: to - from }, (_, i) => {
    const coefficients = { learningRate: 0.03, sparsityCoefficient, share: (from + i + 1) / length }
    const { fired, ...numbers } = learner.step(randomBatch(32, dIn, from + i), coefficients)
    return { ...numbers, fired: [...fired] }
  })
}

for (const [name, given] of Object.entries(cases)) {
  const config = smallConfig({ dSae, bandwidth: 0.5, initialThreshold: 0.3, gradientClip: 0, ...given })

  describe(`a learner of ${name}`, () => {
    it('becomes sparse and goes on from its state bit for bit', async () => {
      const whole = await createLearner(config, data)
      const before = run(whole, config, 0, 25)
      const state = whole.state()
      const after = run(whole, config, 25, length)
      expect(before[0].l0).toBeGreaterThan(0.2 * dSae)
      expect(after.at(-1)?.l0).toBeLessThan(0.05 * dSae)
      const resumed = await createLearner(config, data, state)
      expect(run(resumed, config, 25, length)).toEqual(after)
      expect(resumed.state()).toEqual(whole.state())
      for (const learner of [whole, resumed]) learner.dispose()
    })

    it('follows its definition, dense and sparse', async () => {
      const fast = await createLearner(config, data)
      const shape = shapeOf(config, data)
      const made = architectureFor(config, shape)
      for (const from of [0, 30]) {
        const start = fast.state()
        const parts = { architecture: made, path: definitionPath(made), shape, normalizer: normalizerFor(config, shape, data) }
        const names = Object.keys(fast.dictionary().tensors)
        const definition = new BackendLearner(config, { ...parts, names }, start)
        const [a, b] = [run(fast, config, from, from + 4), run(definition, config, from, from + 4)]
        a.forEach(({ loss, gradientNorm, l0 }, step) => {
          expect(loss / b[step].loss).toBeCloseTo(1, 3)
          expect(gradientNorm / b[step].gradientNorm).toBeCloseTo(1, 2)
          expect(Math.abs(l0 - b[step].l0)).toBeLessThan(0.2)
        })
        expect(relativeDifference(fast.state().W_dec.data, definition.state().W_dec.data)).toBeLessThan(5e-3)
        definition.dispose()
        run(fast, config, 4, 30)
      }
      fast.dispose()
    })

    it('keeps thresholds at 0 or above and holds no tensors back', async () => {
      const learner = await createLearner(config, data)
      run(learner, config, 0, 3)
      const tensors = tf.memory().numTensors
      run(learner, config, 3, 30)
      learner.evaluate(randomBatch(10, dIn), 0.1)
      expect(tf.memory().numTensors).toBe(tensors)
      const { threshold } = learner.state()
      if (config.architecture === 'jumprelu') expect(threshold.data.every((value) => value >= 0)).toBe(true)
      else expect(threshold).toBeUndefined()
      learner.dispose()
    })
  })
}
