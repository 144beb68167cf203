import { beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../../../../contract/records/arrays'
import type { RunConfig } from '../../../../../contract/records/run'
import { createEncoder, createLearner, type Dictionary, type InputFacts, startBackend } from '../../../../../main/dictionaries'
import { randomBatch, relativeDifference, smallConfig } from '../made'
import { dictionaryOf } from '../random'

beforeAll(async () => {
  await startBackend()
})

const dIn = 6
const covariance = Float32Array.from({ length: 36 }, (_, at) => (at % 7 === 0 ? 2 + at / 36 : 0.3))
const facts: InputFacts = {
  dIn,
  inputScale: 0.4,
  mean: Float32Array.from({ length: dIn }, (_, i) => i / 5),
  dOut: 4,
  targetScale: 3,
  targetMean: Float32Array.of(1, 2, 3, 4),
  streams: [
    { width: 2, scale: 0.25 },
    { width: 4, scale: 0.75 }
  ],
  covariance
}
const own: InputFacts = { ...facts, streams: undefined }

function factsOf({ kind = 'sae' }: Partial<RunConfig>): InputFacts {
  return kind === 'crosscoder' ? facts : own
}

function batch(seed: number): Batch {
  const targets = randomBatch(30, 4, seed + 1000).values
  return { ...randomBatch(30, dIn, seed), dOut: 4, targets }
}

/** A dictionary trained for a few steps. */
async function trained(given: Partial<RunConfig>): Promise<Dictionary> {
  const config = smallConfig({ dSae: 20, auxCoefficient: 0, ...given })
  const learner = await createLearner(config, factsOf(given))
  for (let step = 0; step < 3; step += 1) learner.step(batch(step), { learningRate: 0.05, sparsityCoefficient: 0.1 })
  const dictionary = learner.dictionary()
  learner.dispose()
  return dictionary
}

async function startedFrom(dictionary: Dictionary, given: Partial<RunConfig>) {
  return createLearner(smallConfig({ dSae: 20, auxCoefficient: 0, ...given }), factsOf(given), undefined, dictionary)
}

const same: Partial<RunConfig>[] = [
  ...(['sae', 'transcoder', 'skip-transcoder', 'crosscoder'] as const).map((kind) => ({ kind })),
  ...(['none', 'constant-norm', 'layer-norm', 'whitening'] as const).map((normalization) => ({ normalization })),
  ...(['constant-norm', 'whitening'] as const).map((normalization) => ({ normalization, kind: 'skip-transcoder' as const })),
  ...(['jumprelu', 'gated', 'relu-l1'] as const).map((architecture) => ({ architecture, jumpLoss: 'l0' as const }))
]

describe('a run that starts from a finished dictionary', () => {
  it.each(same)('starts with what it computes: %j', async (given) => {
    const dictionary = await trained(given)
    const learner = await startedFrom(dictionary, given)
    const { tensors, ...about } = learner.dictionary()
    const { tensors: expected, ...aboutExpected } = dictionary
    expect(about).toEqual(aboutExpected)
    for (const [name, { data }] of Object.entries(expected)) {
      if (data.some((value) => value !== 0)) expect(relativeDifference(tensors[name].data, data), name).toBeLessThan(1e-5)
    }
    // Nothing but parameters is taken over.
    const state = learner.state()
    expect(state.updates.data).toEqual(Float32Array.of(0))
    expect(state['adam_m.W_enc'].data.every((value) => value === 0)).toBe(true)
    expect(learner.step(batch(7), { learningRate: 0.01, sparsityCoefficient: 0.1 }).finite).toBe(true)
    learner.dispose()
  })

  it('may use another normalization where both fold: reconstructions are the same at the start', async () => {
    const dictionary = await trained({ normalization: 'whitening', architecture: 'relu-l1' })
    const learner = await startedFrom(dictionary, { normalization: 'expected-average', architecture: 'relu-l1' })
    const [a, b] = await Promise.all([dictionary, learner.dictionary()].map(createEncoder))
    expect(relativeDifference(b.reconstruct(batch(1)), a.reconstruct(batch(1)))).toBeLessThan(1e-4)
    for (const each of [a, b, learner]) each.dispose()
  })

  it('may have another architecture, which starts what is its own as ever', async () => {
    const dictionary = await trained({})
    const learner = await startedFrom(dictionary, { architecture: 'jumprelu', jumpLoss: 'l0', initialThreshold: 0.25 })
    const { W_enc, threshold } = learner.dictionary().tensors
    expect(relativeDifference(W_enc.data, dictionary.tensors.W_enc.data)).toBeLessThan(1e-6)
    expect(threshold.data).toEqual(new Float32Array(20).fill(0.25))
    learner.dispose()
  })

  it('subtracts b_dec where training does, whatever the dictionary did', async () => {
    for (const architecture of ['standard', 'gated'] as const) {
      const dictionary = dictionaryOf({ architecture, applyBDecToInput: false })
      const given = { architecture: architecture === 'gated' ? 'gated' : 'relu-l1' } as const
      const learner = await startedFrom(dictionary, given)
      expect(learner.dictionary().applyBDecToInput).toBe(true)
      const [a, b] = await Promise.all([dictionary, learner.dictionary()].map(createEncoder))
      expect(relativeDifference(b.reconstruct(batch(1)), a.reconstruct(batch(1)))).toBeLessThan(1e-5)
      for (const each of [a, b, learner]) each.dispose()
    }
  })

  it.each([
    [{ dSae: 32 }, 'dSae', '32'],
    [{ kind: 'transcoder' }, 'kind', 'transcoder'],
    [{ normalization: 'layer-norm' }, 'normalization', 'layer-norm']
  ] as [Partial<RunConfig>, string, string][])('refuses what does not fit, and says what: %j', async (given, place, word) => {
    const dictionary = await trained({})
    await expect(startedFrom(dictionary, given)).rejects.toMatchObject({ place, message: expect.stringContaining(word) })
    const narrow = { ...own, dIn: 5, mean: new Float32Array(5) }
    await expect(createLearner(smallConfig({ dSae: 20 }), narrow, undefined, dictionary)).rejects.toMatchObject({
      code: 'wrong-shape',
      place: 'dIn'
    })
  })
})
