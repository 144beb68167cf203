/** A run that dies at random moments and is resumed is, number for number, the run that did not. */
import { describe, expect, it } from 'vitest'
import type { Architecture, RunConfig } from '../../../../contract/records/run'
import { interrupted, uninterrupted } from './interrupted'
import { dataFor, streamsFor, trainingConfig } from './made'

const short: Partial<RunConfig> = { steps: 16, checkpointEverySteps: 3, validateEverySteps: 4, deadWindowSteps: 2, dSae: 32 }

interface Case {
  what: string
  architecture: Architecture
  given: Partial<RunConfig>
  /** What the run has to say, so that it is sure to have happened. */
  says?: string
}

/** Every architecture, kind, and option that remembers something, each at least once. */
const cases: Case[] = [
  {
    what: 'AuxK, AdamW and an average of the weights',
    architecture: 'topk',
    given: { optimizer: 'adamw', weightDecay: 0.01, emaDecay: 0.9 }
  },
  {
    what: 'an inference threshold and batches in parts',
    architecture: 'batchtopk',
    given: { rowsAtOnce: 12, optimizer: 'sgd', momentum: 0.9 }
  },
  {
    what: 'nested widths, RMSprop and a restarted cosine',
    architecture: 'matryoshka',
    given: { optimizer: 'rmsprop', schedule: 'cosine', decayShare: 0, restarts: 1 }
  },
  {
    what: 'thresholds, input dropout and layer norm',
    architecture: 'jumprelu',
    given: { inputDropout: 0.2, normalization: 'layer-norm' }
  },
  {
    what: 'a pre-activation loss',
    architecture: 'jumprelu',
    given: { jumpLoss: 'tanh', targetL0: undefined, deadFeatures: 'pre-activation', auxCoefficient: 3e-3, sparsityCoefficient: 5 }
  },
  { what: 'constant norms', architecture: 'gated', given: { normalization: 'constant-norm' } },
  { what: 'whitening', architecture: 'relu-l1', given: { normalization: 'whitening' } },
  {
    what: 'a change to sparse gradients',
    architecture: 'relu-l1',
    given: { sparsityCoefficient: 30, learningRate: 0.05, gradientClip: 0 },
    says: 'Sparse gradients from here'
  },
  {
    what: 'resampling',
    architecture: 'relu-l1-2023',
    given: { resampleEverySteps: 4, sparsityCoefficient: 20, learningRate: 0.05 },
    says: 'resampled'
  },
  { what: 'targets', architecture: 'kl', given: { kind: 'transcoder', sparsityCoefficient: 0.5 } },
  { what: 'an annealed exponent and streams', architecture: 'p-anneal', given: { kind: 'crosscoder' } },
  { what: 'a skip path', architecture: 'topk', given: { kind: 'skip-transcoder', normalization: 'none' } }
]

describe('a run that dies twice', () => {
  for (const [seed, { what, architecture, given, says = '' }] of cases.entries()) {
    it(`is whole in the end: ${architecture} with ${what}`, async () => {
      const config = trainingConfig(architecture, { ...short, ...given })
      const data = given.kind === 'crosscoder' ? streamsFor(config.batchRows) : dataFor(config.batchRows)
      const whole = await uninterrupted(config, data)
      expect(whole.points).toHaveLength(16 + 4)
      expect(whole.said.join()).toContain(says)
      expect(await interrupted(config, data, { seed: 100 + seed, deaths: 2 })).toEqual({ ...whole, deaths: 2 })
    })
  }

  it('says no word twice, and ends where patience ended', async () => {
    const config = trainingConfig('topk', {
      ...short,
      learningRate: 0.9,
      gradientClip: 0,
      warmUpSteps: 0,
      patience: 2,
      steps: 60
    })
    const data = dataFor(config.batchRows)
    const whole = await uninterrupted(config, data)
    expect(whole.points.length).toBeLessThan(60)
    expect(whole.said.join()).toContain('early-stop')
    const within = whole.points.at(-1)!.step
    expect(await interrupted(config, data, { seed: 5, deaths: 3, within })).toEqual({ ...whole, deaths: 3 })
  })

  it('keeps the lowered rate after a step that was not finite', async () => {
    const config = trainingConfig('topk', short)
    const data = dataFor(config.batchRows)
    const batches = async function* (first: number) {
      let n = first
      for await (const batch of data.batches(first)) {
        if (n === 2 || n === 9) batch.values[7] = Number.NaN
        n += 1
        yield batch
      }
    }
    const whole = await uninterrupted(config, { ...data, batches })
    expect(whole.said.join()).toContain('Step 3 was not finite')
    expect(await interrupted(config, { ...data, batches }, { seed: 8, deaths: 3 })).toEqual({ ...whole, deaths: 3 })
  })
})
