/** Learners of the architectures with f = ReLU(pre) and a penalty, the changes of their ways and of p included. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { RunConfig } from '../../../../contract/records/run'
import { createLearner, type Learner, startBackend } from '../../../../main/dictionaries'
import { architectureFor, definitionPath } from '../../../../main/dictionaries/architectures/choose'
import { tf } from '../../../../main/dictionaries/backend/library'
import { BackendLearner } from '../../../../main/dictionaries/backend-learner'
import { shapeOf } from '../../../../main/dictionaries/learner'
import { normalizerFor } from '../../../../main/dictionaries/normalization/choose'
import { randomBatch, relativeDifference, smallConfig } from './made'

const dIn = 12
const data = { dIn, inputScale: 0.7, mean: new Float32Array(dIn) }
const length = 30
/** So strong a penalty that few features are left after some steps. */
const penalties: Partial<Record<RunConfig['architecture'], number>> = {
  'relu-l1': 12,
  'relu-l1-2023': 12,
  kl: 60,
  'p-anneal': 12
}

beforeAll(async () => {
  await startBackend()
})

for (const [architecture, sparsityCoefficient] of Object.entries(penalties) as [RunConfig['architecture'], number][]) {
  const config = smallConfig({
    architecture,
    dSae: 128,
    targetRate: 0.01,
    finalP: 0.2,
    sparsityWarmUpShare: 0,
    gradientClip: 0,
    unitNormDecoder: architecture !== 'relu-l1'
  })
  const run = (learner: Learner, from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => {
      const coefficients = { learningRate: 0.02, sparsityCoefficient, share: (from + i + 1) / length }
      const { fired, ...numbers } = learner.step(randomBatch(32, dIn, from + i), coefficients)
      return { ...numbers, fired: [...fired] }
    })

  describe(`a learner of ${architecture}`, () => {
    it('changes to the sparse way within the run and goes on from its state bit for bit, wherever it stops', async () => {
      const whole = await createLearner(config, data)
      const states = [whole.state()]
      const numbers = Array.from({ length }, (_, step) => {
        const [found] = run(whole, step, step + 1)
        states.push(whole.state())
        return found
      })
      const news = numbers.flatMap(({ news = [] }) => news)
      expect(news[0]).toEqual({ kind: 'path', text: expect.stringMatching(/^Sparse gradients from here: \d+ of 128 features/) })
      const change = numbers.findIndex(({ news }) => news !== undefined)
      for (const stop of [3, change, change + 1, length - 4]) {
        const resumed = await createLearner(config, data, states[stop])
        expect(run(resumed, stop, length)).toEqual(numbers.slice(stop))
        expect(resumed.state()).toEqual(states[length])
        resumed.dispose()
      }
      whole.dispose()
    })

    it('follows its definition', async () => {
      const fast = await createLearner(config, data)
      const shape = shapeOf(config, data)
      const made = architectureFor(config, shape)
      const start = fast.state()
      const parts = { architecture: made, path: definitionPath(made), shape, normalizer: normalizerFor(config, shape, data) }
      const definition = new BackendLearner(config, { ...parts, names: ['W_enc', 'b_enc', 'W_dec', 'b_dec'] }, start)
      const [a, b] = [run(fast, 0, 6), run(definition, 0, 6)]
      a.forEach(({ loss, gradientNorm, l0 }, step) => {
        expect(loss / b[step].loss).toBeCloseTo(1, 3)
        expect(gradientNorm / b[step].gradientNorm).toBeCloseTo(1, 2)
        expect(Math.abs(l0 - b[step].l0)).toBeLessThan(0.2)
      })
      expect(relativeDifference(fast.state().W_dec.data, definition.state().W_dec.data)).toBeLessThan(5e-3)
      for (const learner of [fast, definition]) learner.dispose()
    })

    it('changes its way and anneals p alike where batches are split', async () => {
      const [whole, split] = [await createLearner(config, data), await createLearner({ ...config, rowsAtOnce: 9 }, data)]
      const [a, b] = [run(whole, 0, length), run(split, 0, length)]
      const newsOf = (numbers: typeof a) => numbers.flatMap(({ news = [] }, step) => news.map(({ text }) => ({ step, text })))
      expect(newsOf(b)[0].text).toMatch(/^Sparse gradients from here/)
      // KL's rates are those of a part.
      if (architecture !== 'kl') {
        a.slice(0, 8).forEach(({ loss }, step) => {
          expect(b[step].loss / loss).toBeCloseTo(1, 3)
        })
      }
      const [factor, other] = [whole, split].map((learner) => learner.state().p_anneal?.data[1])
      if (architecture === 'p-anneal')
        expect([factor !== 1, (other as number) / (factor as number)]).toEqual([true, expect.closeTo(1, 1)])
      for (const learner of [whole, split]) learner.dispose()
    })

    it('keeps decoder rows at norm 1 where it has to, holds no tensors back, and is a standard dictionary', async () => {
      const learner = await createLearner(config, data)
      run(learner, 0, 3)
      const tensors = tf.memory().numTensors
      run(learner, 3, 12)
      expect(tf.memory().numTensors).toBe(tensors)
      const { data: decoder } = learner.state().W_dec
      for (let row = 0; config.unitNormDecoder && row < 128; row += 1) {
        expect(Math.hypot(...decoder.subarray(row * dIn, (row + 1) * dIn))).toBeCloseTo(1, 5)
      }
      expect(learner.dictionary().architecture).toBe('standard')
      learner.dispose()
    })
  })
}
