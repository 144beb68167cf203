/** What a learner says of rows that it does not learn from is what its dictionary does to raw ones, whatever kind and normalization. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../../../../contract/records/arrays'
import type { DictionaryKind, Normalization, Optimizer, RunConfig } from '../../../../../contract/records/run'
import { createEncoder, createLearner, type InputFacts, startBackend } from '../../../../../main/dictionaries'
import { tf } from '../../../../../main/dictionaries/backend/library'
import { fractionUnexplained } from '../../../../../main/maths/explained-variance'
import { randomBatch, smallConfig } from '../made'

beforeAll(async () => {
  await startBackend()
})

const dIn = 6
const facts: InputFacts = {
  dIn,
  inputScale: 0.4,
  mean: Float32Array.from({ length: dIn }, (_, i) => i / 5),
  dOut: 4,
  targetScale: 3,
  targetMean: Float32Array.of(1, 2, 3, 4),
  covariance: Float32Array.from({ length: 36 }, (_, at) => (at % 7 === 0 ? 1 + at / 36 : 0.2))
}
const streams = [
  { width: 2, scale: 0.4 },
  { width: 4, scale: 0.4 }
]

function batch(seed: number, rows = 30): Batch {
  return { ...randomBatch(rows, dIn, seed), dOut: 4, targets: randomBatch(rows, 4, seed + 1000).values }
}

async function learnerOf(given: Partial<RunConfig>) {
  const config = smallConfig({ dSae: 20, k: 6, unitNormDecoder: false, ...given })
  const learner = await createLearner(config, given.kind === 'crosscoder' ? { ...facts, streams } : facts)
  for (let step = 0; step < 4; step += 1) learner.step(batch(step), { learningRate: 0.05, sparsityCoefficient: 0.1 })
  return learner
}

const normalizations: Normalization[] = ['none', 'expected-average', 'constant-norm', 'layer-norm', 'whitening']
const cases = (['sae', 'transcoder', 'skip-transcoder'] as DictionaryKind[])
  .flatMap((kind) => normalizations.map((normalization) => ({ kind, normalization })))
  .concat([{ kind: 'crosscoder', normalization: 'expected-average' }])

describe.each(cases)('a learner of %j', ({ kind, normalization }) => {
  it('evaluates as its dictionary does on raw rows', async () => {
    const before = tf.memory().numTensors
    const learner = await learnerOf({ kind, normalization })
    const rows = batch(99)
    const sums = learner.evaluate(rows, 0.3)
    const encoder = await createEncoder(learner.dictionary())
    const sparse = encoder.encode(rows)
    const output = encoder.reconstruct(rows)
    const isTranscoder = kind === 'transcoder' || kind === 'skip-transcoder'
    const wanted = isTranscoder ? rows.targets! : rows.values
    const scale = normalization === 'none' ? 1 : isTranscoder ? facts.targetScale! : facts.inputScale
    const squared = output.reduce((sum, value, i) => sum + (value - wanted[i]) ** 2, 0) * scale ** 2
    expect(sums.squaredError / squared).toBeCloseTo(1, 3)
    expect(sums.l0).toBe(sparse.values.length)
    expect(sums.l1 / sparse.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 3)
    // Error ÷ variance does not hang on the scale that both are measured in.
    const width = output.length / 30
    const means = Array.from(
      { length: width },
      (_, i) => wanted.reduce((sum, value, at) => sum + (at % width === i ? value : 0), 0) / 30
    )
    const variance = wanted.reduce((sum, value, at) => sum + (value - means[at % width]) ** 2, 0)
    expect(fractionUnexplained(sums)).toBeCloseTo(squared / scale ** 2 / variance, 3)
    encoder.dispose()
    learner.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })
})

describe('a learner', () => {
  it.each(['adam', 'adamw', 'rmsprop', 'sgd'] as Optimizer[])('goes on bit for bit, and learns, with %s', async (optimizer) => {
    const given = { optimizer, weightDecay: 0.01, momentum: 0.9 }
    const config = smallConfig({ dSae: 20, k: 6, ...given })
    const rate = { learningRate: optimizer === 'rmsprop' ? 0.002 : 0.01, sparsityCoefficient: 0 }
    const whole = await createLearner(config, facts)
    const losses = Array.from({ length: 30 }, () => whole.step(batch(1), rate).loss)
    expect(losses.at(-1)!).toBeLessThan(0.8 * losses[0])
    const first = await createLearner(config, facts)
    for (let step = 0; step < 14; step += 1) first.step(batch(1), rate)
    const second = await createLearner(config, facts, first.state())
    expect(Array.from({ length: 16 }, () => second.step(batch(1), rate).loss)).toEqual(losses.slice(14))
    expect(second.state()).toEqual(whole.state())
    for (const learner of [whole, first, second]) learner.dispose()
  })

  it('tells thresholds of a JumpReLU as they are after the step', async () => {
    const config = smallConfig({ architecture: 'jumprelu', jumpLoss: 'l0', initialThreshold: 0.2 })
    const learner = await createLearner(config, { ...facts, dIn: 12, mean: new Float32Array(12) })
    const { thresholds } = learner.step(randomBatch(32, 12), { learningRate: 0.01, sparsityCoefficient: 0.1 })
    const values = learner.dictionary().tensors.threshold.data
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(thresholds).toEqual({ mean: expect.closeTo(mean, 5), spread: expect.closeTo(Math.sqrt(variance), 5) })
    learner.dispose()
  })

  it('needs targets of the right width for a transcoder', async () => {
    const learner = await createLearner(smallConfig({ dSae: 20, k: 6, kind: 'transcoder' }), facts)
    const { targets: _, dOut: __, ...without } = batch(1)
    expect(() => learner.step(without, { learningRate: 0.01, sparsityCoefficient: 0 })).toThrow(
      expect.objectContaining({ code: 'wrong-shape', message: expect.stringContaining('targets of 4') })
    )
    learner.dispose()
  })
})
