/** What holds on the backends that stand in for the native library; each has a process, hence a test file, of its own. */
import { expect, it } from 'vitest'
import type { RunConfig } from '../../../../contract/records/run'
import {
  createEncoder,
  createLearner,
  createReconstructionShares,
  nearestByDecoder,
  startBackend
} from '../../../../main/dictionaries'
import { reluL1Definition } from '../../../../main/dictionaries/architectures/relu-l1'
import { topkDefinition } from '../../../../main/dictionaries/architectures/topk'
import { tf } from '../../../../main/dictionaries/backend/library'
import { exampleShape, expectDefinition } from './architectures/definitions'
import { randomBatch, smallConfig } from './made'
import { reluL1Loss, topkLoss } from './reference'

export function testsOfBackend(name: 'wasm' | 'cpu'): void {
  process.env.LOUPE_BACKEND = name
  const mean = new Float32Array(8)

  it('is used when asked for, and says that it was', async () => {
    expect(await startBackend()).toMatchObject({ name, threads: 1, fallbackReason: expect.stringContaining('LOUPE_BACKEND') })
  })

  it('computes the definitions and their gradients', async () => {
    await startBackend()
    const step = { sparsityCoefficient: 0.5, dead: new Int32Array(0) }
    expectDefinition(
      topkDefinition(exampleShape, { k: 2, auxK: 2, auxCoefficient: 1 }),
      (weights, x) => topkLoss(weights, x, 2),
      step
    )
    expectDefinition(reluL1Definition(exampleShape), (weights, x) => reluL1Loss(weights, x, 0.5), step)
  })

  it.each([
    { optimizer: 'rmsprop', normalization: 'whitening' },
    { optimizer: 'adamw', normalization: 'layer-norm', weightDecay: 0.1 },
    { optimizer: 'sgd', normalization: 'constant-norm', momentum: 0.9 }
  ] as Partial<RunConfig>[])('learns by parts, keeps an average and goes on bit for bit: %j', async (given) => {
    await startBackend()
    await learnsAndGoesOn(given)
  })

  for (const architecture of ['topk', 'relu-l1', 'kl', 'p-anneal'] as const) {
    it(`trains ${architecture} without leaking tensors, repeats itself, and encodes`, async () => {
      const config = smallConfig({ architecture, deadWindowSteps: 2, targetRate: 0.2, finalP: 0.5 })
      const losses = await Promise.all([0, 1].map(() => trained(config, mean)))
      expect(losses[0]).toEqual(losses[1])
      expect(losses[0].at(-1)!).toBeLessThan(losses[0][0])
      const learner = await createLearner(config, { dIn: 8, inputScale: 0.5, mean })
      const dictionary = learner.dictionary()
      const encoder = await createEncoder(dictionary)
      const sparse = encoder.encode(randomBatch(6, 8))
      expect(sparse.starts.at(-1)).toBe(sparse.features.length)
      expect((await nearestByDecoder(dictionary, 3)).features).toHaveLength(64 * 3)
      const shares = await createReconstructionShares(dictionary)
      shares.add(sparse)
      expect(shares.shares().reduce((a, b) => a + b)).toBeCloseTo(1, 6)
      shares.dispose()
      encoder.dispose()
      learner.dispose()
    })
  }
}

async function learnsAndGoesOn(given: Partial<RunConfig>): Promise<void> {
  const config = smallConfig({ dSae: 20, k: 6, emaDecay: 0.9, rowsAtOnce: 6, inputDropout: 0.1, ...given })
  const covariance = Float32Array.from({ length: 64 }, (_, at) => (at % 9 === 0 ? 1 + at / 64 : 0.1))
  const facts = { dIn: 8, inputScale: 0.5, mean: new Float32Array(8), covariance }
  const coefficients = { learningRate: 0.002, sparsityCoefficient: 0 }
  const whole = await createLearner(config, facts)
  const losses = Array.from({ length: 6 }, (_, step) => whole.step(randomBatch(16, 8, step), coefficients).loss)
  const first = await createLearner(config, facts)
  for (let step = 0; step < 3; step += 1) first.step(randomBatch(16, 8, step), coefficients)
  const second = await createLearner(config, facts, first.state())
  expect([3, 4, 5].map((step) => second.step(randomBatch(16, 8, step), coefficients).loss)).toEqual(losses.slice(3))
  const rows = randomBatch(10, 8, 77)
  const encoder = await createEncoder(whole.dictionary())
  const output = encoder.reconstruct(rows)
  const squared = output.reduce((sum, value, i) => sum + (value - rows.values[i]) ** 2, 0) * 0.5 ** 2
  expect(whole.evaluate(rows).squaredError / squared).toBeCloseTo(1, 3)
  encoder.dispose()
  for (const learner of [whole, first, second]) learner.dispose()
}

async function trained(config: ReturnType<typeof smallConfig>, mean: Float32Array): Promise<number[]> {
  const learner = await createLearner(config, { dIn: 8, inputScale: 0.5, mean })
  const losses: number[] = []
  let tensors = 0
  for (let step = 0; step < 12; step += 1) {
    losses.push(learner.step(randomBatch(16, 8, step % 2), { learningRate: 0.01, sparsityCoefficient: 0.01 }).loss)
    if (step === 6) tensors = tf.memory().numTensors
  }
  expect(tf.memory().numTensors).toBe(tensors)
  learner.dispose()
  return losses
}
