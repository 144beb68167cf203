import { beforeAll, describe, expect, it } from 'vitest'
import type { RunConfig } from '../../../../contract/records/run'
import { createEncoder, createLearner, type Learner, startBackend } from '../../../../main/dictionaries'
import { architectureFor, definitionPath, fastestPath } from '../../../../main/dictionaries/architectures/choose'
import { initialParameters } from '../../../../main/dictionaries/architectures/initial'
import { tf } from '../../../../main/dictionaries/backend/library'
import { BackendLearner } from '../../../../main/dictionaries/backend-learner'
import { shapeOf } from '../../../../main/dictionaries/learner'
import { normalizerFor } from '../../../../main/dictionaries/normalization/choose'
import { fractionUnexplained } from '../../../../main/maths/explained-variance'
import { randomBatch, relativeDifference, smallConfig } from './made'

const dIn = 12
const data = { dIn, inputScale: 0.7, mean: Float32Array.from({ length: dIn }, (_, i) => i / 10) }
const coefficients = { learningRate: 0.005, sparsityCoefficient: 0.3 }

beforeAll(async () => {
  await startBackend()
})

function steps(learner: Learner, from: number, to: number) {
  return Array.from({ length: to - from }, (_, i) => {
    const { fired, ...numbers } = learner.step(randomBatch(32, dIn, from + i), coefficients)
    return { ...numbers, fired: [...fired] }
  })
}

function nativeTensors(): number {
  return (tf.backend() as unknown as { binding: { getNumOfTensors(): number } }).binding.getNumOfTensors()
}

for (const architecture of ['topk', 'batchtopk', 'matryoshka', 'relu-l1'] as const) {
  const isOfTopK = architecture !== 'relu-l1'
  const config = smallConfig({ architecture, unitNormDecoder: isOfTopK, prefixes: [8, 24, 64] })

  describe(`a learner of ${architecture}`, () => {
    it('follows its definition over several steps, dead features included', () => {
      const narrow: RunConfig = { ...config, k: 2, deadWindowSteps: 1 }
      const shape = shapeOf(narrow, data)
      const made = architectureFor(narrow, shape)
      const normalizer = normalizerFor(narrow, shape, data)
      const start = initialParameters(made, shape, { seed: 1, tied: true, mean: data.mean, targetMean: data.mean })
      const [fast, definition] = [fastestPath(made), definitionPath(made)].map((path) => {
        const names = Object.keys(start)
        const learner = new BackendLearner(narrow, { architecture: made, path, shape, normalizer, names }, start)
        const numbers = steps(learner, 0, 6)
        const state = learner.state()
        learner.dispose()
        return { numbers, state }
      })
      if (isOfTopK) expect(fast.numbers.at(-1)?.auxLoss).toBeGreaterThan(0)
      fast.numbers.forEach(({ loss, gradientNorm, l0 }, step) => {
        expect(loss / definition.numbers[step].loss).toBeCloseTo(1, 4)
        expect(gradientNorm / definition.numbers[step].gradientNorm).toBeCloseTo(1, 3)
        expect(l0).toBeCloseTo(definition.numbers[step].l0, 5)
      })
      // Adam divides small gradients by their own size: what differs in the last bit may move a whole step.
      for (const name of ['W_enc', 'b_enc', 'W_dec', 'b_dec']) {
        expect(relativeDifference(fast.state[name].data, definition.state[name].data)).toBeLessThan(2e-3)
      }
    })

    it('gives the same numbers bit for bit from the same seed', async () => {
      const [first, second] = [await createLearner(config, data), await createLearner(config, data)]
      expect(steps(first, 0, 5)).toEqual(steps(second, 0, 5))
      expect(first.state()).toEqual(second.state())
      first.dispose()
      second.dispose()
    })

    it('goes on from its state bit for bit', async () => {
      const whole = await createLearner(config, data)
      const wholeNumbers = steps(whole, 0, 8)
      const first = await createLearner(config, data)
      steps(first, 0, 5)
      const second = await createLearner(config, data, first.state())
      expect(steps(second, 5, 8)).toEqual(wholeNumbers.slice(5))
      expect(second.state()).toEqual(whole.state())
      for (const learner of [whole, first, second]) learner.dispose()
    })

    it('holds the same number of tensors after every step, and none when disposed', async () => {
      const before = nativeTensors()
      const learner = await createLearner({ ...config, deadWindowSteps: 1 }, data)
      steps(learner, 0, 3)
      const [tensors, native] = [tf.memory().numTensors, nativeTensors()]
      steps(learner, 3, 6)
      learner.evaluate(randomBatch(10, dIn), 0.1)
      learner.dictionary()
      learner.state()
      expect([tf.memory().numTensors, nativeTensors()]).toEqual([tensors, native])
      learner.dispose()
      expect(nativeTensors()).toBe(before)
    })

    it('skips a step that is not finite and stays as it was', async () => {
      const learner = await createLearner(config, data)
      steps(learner, 0, 2)
      const before = learner.state()
      const bad = randomBatch(32, dIn)
      bad.values[5] = Number.NaN
      expect(learner.step(bad, coefficients).finite).toBe(false)
      expect(learner.state()).toEqual(before)
      expect(learner.step(randomBatch(32, dIn), coefficients).finite).toBe(true)
      learner.dispose()
    })

    it('evaluates as its dictionary does on raw rows', async () => {
      const learner = await createLearner(config, data)
      steps(learner, 0, 4)
      const batch = randomBatch(40, dIn, 99)
      const sums = learner.evaluate(batch, 0.3)
      const encoder = await createEncoder(learner.dictionary())
      const sparse = encoder.encode(batch)
      const recon = encoder.reconstruct(batch)
      const squared = recon.reduce((sum, value, i) => sum + (value - batch.values[i]) ** 2, 0) * data.inputScale ** 2
      expect(sums.squaredError / squared).toBeCloseTo(1, 4)
      expect(sums.l0).toBe(sparse.values.length)
      expect(sums.l1 / sparse.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4)
      expect(sums.fired.reduce((sum, rows) => sum + rows, 0)).toBe(sparse.values.length)
      expect(sums.rows).toBe(40)
      expect(fractionUnexplained(sums)).toBeGreaterThan(0)
      encoder.dispose()
      learner.dispose()
    })

    it('learns: the loss falls on rows it has seen', async () => {
      const learner = await createLearner(config, data)
      const batch = randomBatch(32, dIn)
      const losses = Array.from({ length: 60 }, () => learner.step(batch, { ...coefficients, sparsityCoefficient: 0.05 }).loss)
      expect(losses.at(-1)!).toBeLessThan(0.6 * losses[0])
      learner.dispose()
    })
  })
}

describe('a learner', () => {
  it('keeps decoder rows at norm 1 where asked', async () => {
    const learner = await createLearner(smallConfig(), data)
    steps(learner, 0, 3)
    const { data: decoder } = learner.state().W_dec
    for (let row = 0; row < 64; row += 1) {
      expect(Math.hypot(...decoder.subarray(row * dIn, (row + 1) * dIn))).toBeCloseTo(1, 5)
    }
    learner.dispose()
  })

  it('starts with b_dec at the mean of the data, for raw rows', async () => {
    const learner = await createLearner(smallConfig(), data)
    learner.dictionary().tensors.b_dec.data.forEach((value, i) => {
      expect(value).toBeCloseTo(data.mean[i], 6)
    })
    learner.dispose()
  })

  it('clips gradients: a huge rate of change moves no more than a clipped one', async () => {
    const clipped = await createLearner(smallConfig({ gradientClip: 1e-3, adamEpsilon: 1 - 1e-9 }), data)
    const free = await createLearner(smallConfig({ gradientClip: 0, adamEpsilon: 1 - 1e-9 }), data)
    const start = clipped.state().b_dec.data
    for (const learner of [clipped, free]) learner.step(randomBatch(32, dIn), { learningRate: 1, sparsityCoefficient: 0 })
    const moved = (learner: Learner) => Math.hypot(...learner.state().b_dec.data.map((value, i) => value - start[i]))
    // With ε near 1 Adam's step is about the gradient itself.
    expect(moved(clipped)).toBeLessThan(1.1e-3)
    expect(moved(free)).toBeGreaterThan(5e-3)
    clipped.dispose()
    free.dispose()
  })

  it('refuses a state of another shape, naming the tensor', async () => {
    const other = (await createLearner(smallConfig({ dSae: 32 }), data)).state()
    await expect(createLearner(smallConfig(), data, other)).rejects.toMatchObject({ code: 'wrong-shape', place: 'W_enc' })
  })

  it('refuses an impossible k', async () => {
    await expect(createLearner(smallConfig({ k: 65 }), data)).rejects.toMatchObject({ code: 'config', place: 'k' })
  })
})
