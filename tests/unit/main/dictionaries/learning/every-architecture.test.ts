/** What every architecture's learner has to keep: its word about rows is its dictionary's, and its state is all of it. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../../../../contract/records/arrays'
import type { DictionaryKind } from '../../../../../contract/records/run'
import { createEncoder, createLearner, type InputFacts, type Learner, startBackend } from '../../../../../main/dictionaries'
import { configOf, everyArchitecture } from '../every'
import { randomBatch } from '../made'

beforeAll(async () => {
  await startBackend()
})

const facts: InputFacts = {
  dIn: 6,
  inputScale: 0.4,
  mean: new Float32Array(6).fill(0.5),
  dOut: 4,
  targetScale: 3,
  targetMean: new Float32Array(4).fill(0.5)
}

function batch(seed: number): Batch {
  return { ...randomBatch(30, 6, seed), dOut: 4, targets: randomBatch(30, 4, seed + 1000).values }
}

function steps(learner: Learner, from: number, to: number): number[] {
  const coefficients = { learningRate: 0.02, sparsityCoefficient: 0.05 }
  return Array.from({ length: to - from }, (_, i) => {
    return learner.step(batch(from + i), { ...coefficients, share: (from + i + 1) / 20 }).loss
  })
}

describe.each(everyArchitecture)('a learner of %s', (architecture) => {
  it.each(['sae', 'skip-transcoder'] as DictionaryKind[])('evaluates as its dictionary does on raw rows: %s', async (kind) => {
    const learner = await createLearner(configOf(architecture, { kind }), facts)
    steps(learner, 0, 4)
    const rows = batch(99)
    const sums = learner.evaluate(rows, 0.05)
    const encoder = await createEncoder(learner.dictionary())
    const sparse = encoder.encode(rows)
    const [wanted, scale] = kind === 'sae' ? [rows.values, facts.inputScale] : [rows.targets!, facts.targetScale!]
    const squared = encoder.reconstruct(rows).reduce((sum, value, i) => sum + (value - wanted[i]) ** 2, 0) * scale ** 2
    expect(sums.squaredError / squared).toBeCloseTo(1, 3)
    expect(sums.l0).toBe(sparse.values.length)
    expect(sums.l0).toBeGreaterThan(0)
    encoder.dispose()
    learner.dispose()
  })

  it('goes on bit for bit from its state, averages and split batches included', async () => {
    const config = configOf(architecture, { emaDecay: 0.9, rowsAtOnce: 16 })
    const whole = await createLearner(config, facts)
    const losses = steps(whole, 0, 6)
    const first = await createLearner(config, facts)
    steps(first, 0, 3)
    const second = await createLearner(config, facts, first.state())
    expect(steps(second, 3, 6)).toEqual(losses.slice(3))
    expect(second.state()).toEqual(whole.state())
    expect(second.dictionary()).toEqual(whole.dictionary())
    for (const learner of [whole, first, second]) learner.dispose()
  })
})
