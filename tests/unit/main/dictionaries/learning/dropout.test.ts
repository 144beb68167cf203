import { beforeAll, describe, expect, it } from 'vitest'
import { createLearner, startBackend } from '../../../../../main/dictionaries'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { withDropout } from '../../../../../main/dictionaries/learning/dropout'
import { randomBatch, smallConfig } from '../made'

beforeAll(async () => {
  await startBackend()
})

function dropped(share: number, seed = 1, step = 0): Float32Array {
  return scoped(() => withDropout(tf.ones([200, 50]), share, seed, step).dataSync() as Float32Array)
}

describe('input dropout', () => {
  it('sets the share to 0 and scales the rest, so that the mean stays', () => {
    const values = dropped(0.2)
    const zeros = values.filter((value) => value === 0).length
    expect(zeros / values.length).toBeCloseTo(0.2, 1.5)
    for (const value of values) if (value !== 0) expect(value).toBeCloseTo(1.25, 6)
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(1, 1.5)
  })

  it('depends on seed and step alone', () => {
    expect(dropped(0.5, 3, 4)).toEqual(dropped(0.5, 3, 4))
    expect(dropped(0.5, 3, 5)).not.toEqual(dropped(0.5, 3, 4))
    expect(dropped(0.5, 4, 4)).not.toEqual(dropped(0.5, 3, 4))
  })
})

describe('a learner with input dropout', () => {
  const facts = { dIn: 12, inputScale: 0.7, mean: new Float32Array(12) }
  const config = smallConfig({ inputDropout: 0.3, auxCoefficient: 0 })
  const coefficients = { learningRate: 0.005, sparsityCoefficient: 0 }

  it('reconstructs whole rows: the variance it is measured against is theirs', async () => {
    const [noisy, plain] = [await createLearner(config, facts), await createLearner(smallConfig({ auxCoefficient: 0 }), facts)]
    const batch = randomBatch(32, 12)
    const [a, b] = [noisy, plain].map((learner) => learner.step(batch, coefficients))
    expect(a.mse).not.toBeCloseTo(b.mse, 3)
    expect(a.mse / a.fvu!).toBeCloseTo(b.mse / b.fvu!, 4)
    expect(plain.evaluate(batch).squaredError).toBeGreaterThan(0)
    noisy.dispose()
    plain.dispose()
  })

  it('goes on from its state bit for bit, and leaves evaluation alone', async () => {
    const whole = await createLearner(config, facts)
    const numbers = Array.from({ length: 6 }, (_, step) => whole.step(randomBatch(32, 12, step), coefficients).loss)
    const first = await createLearner(config, facts)
    for (let step = 0; step < 3; step += 1) first.step(randomBatch(32, 12, step), coefficients)
    const second = await createLearner(config, facts, first.state())
    const rest = [3, 4, 5].map((step) => second.step(randomBatch(32, 12, step), coefficients).loss)
    expect(rest).toEqual(numbers.slice(3))
    expect(second.evaluate(randomBatch(20, 12))).toEqual(whole.evaluate(randomBatch(20, 12)))
    for (const learner of [whole, first, second]) learner.dispose()
  })
})
