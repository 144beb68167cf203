import { beforeAll, describe, expect, it } from 'vitest'
import { createEncoder, createLearner, type Learner, startBackend } from '../../../../../main/dictionaries'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { WeightAverage } from '../../../../../main/dictionaries/learning/weight-average'
import { randomBatch, smallConfig } from '../made'

beforeAll(async () => {
  await startBackend()
})

const facts = { dIn: 12, inputScale: 0.7, mean: new Float32Array(12) }
const config = smallConfig({ emaDecay: 0.9, unitNormDecoder: false })
const coefficients = { learningRate: 0.02, sparsityCoefficient: 0 }

function steps(learner: Learner, from: number, to: number): void {
  for (let step = from; step < to; step += 1) learner.step(randomBatch(32, 12, step), coefficients)
}

describe('the average of the weights', () => {
  it('weighs values by how long ago they were, the first values not at all', () => {
    const trajectory = [
      [1, 2],
      [4, -2],
      [0, 5]
    ]
    const average = new WeightAverage(['a'], { a: { shape: [2], data: Float32Array.of(100, 100) } }, 0.5)
    for (const values of trajectory) scoped(() => average.follow({ a: tf.tensor1d(values) }))
    // Weights 1/4, 1/2, 1 over their sum.
    expect([...average.values().a.data]).toEqual([
      expect.closeTo((0.25 + 2 + 0) / 1.75, 5),
      expect.closeTo((0.5 - 1 + 5) / 1.75, 5)
    ])
    average.dispose()
  })

  it('is what is evaluated and kept, while training goes on without it', async () => {
    const [averaged, plain] = [await createLearner(config, facts), await createLearner({ ...config, emaDecay: 0 }, facts)]
    const expected = new Float64Array(64 * 12)
    for (let step = 0; step < 6; step += 1) {
      steps(averaged, step, step + 1)
      steps(plain, step, step + 1)
      const weight = 0.1 / (1 - 0.9 ** (step + 1))
      plain.state().W_dec.data.forEach((value, i) => {
        expected[i] += weight * (value - expected[i])
      })
    }
    expect(averaged.state().W_enc).toEqual(plain.state().W_enc)
    const dictionary = averaged.dictionary()
    dictionary.tensors.W_dec.data.forEach((value, i) => {
      expect(value * facts.inputScale).toBeCloseTo(expected[i], 5)
    })
    expect(dictionary.tensors.W_dec).not.toEqual(plain.dictionary().tensors.W_dec)
    const batch = randomBatch(40, 12, 99)
    const encoder = await createEncoder(dictionary)
    const squared = encoder.reconstruct(batch).reduce((sum, value, i) => sum + (value - batch.values[i]) ** 2, 0)
    expect(averaged.evaluate(batch).squaredError / (squared * facts.inputScale ** 2)).toBeCloseTo(1, 4)
    encoder.dispose()
    averaged.dispose()
    plain.dispose()
  })

  it('goes on bit for bit with the state, and starts at the weights of one without it', async () => {
    const whole = await createLearner(config, facts)
    steps(whole, 0, 6)
    const first = await createLearner(config, facts)
    steps(first, 0, 3)
    const second = await createLearner(config, facts, first.state())
    steps(second, 3, 6)
    expect(second.state()).toEqual(whole.state())
    expect(second.dictionary()).toEqual(whole.dictionary())
    const plain = await createLearner({ ...config, emaDecay: 0 }, facts)
    steps(plain, 0, 3)
    const late = await createLearner(config, facts, plain.state())
    expect(late.dictionary()).toEqual(plain.dictionary())
    for (const learner of [whole, first, second, plain, late]) learner.dispose()
  })
})
