import { describe, expect, it } from 'vitest'
import { Architecture, type RunConfig } from '../../../../contract/records/run'
import { checkConfig, type DataSize, defaultConfig } from '../../../../main/training'

const plain: DataSize = { dIn: 12, trainRows: 1000, validationRows: 100 }
const whole: DataSize = { ...plain, targets: { dOut: 7 }, streams: [{ dIn: 8 }, { dIn: 4 }] }

/** A possible configuration with the given fields; those that are undefined are left out. */
function configOf(given: Partial<RunConfig>, data: DataSize): RunConfig {
  const { architecture = 'topk', kind } = given
  const base = defaultConfig(architecture, data, { dSae: 64, steps: 20, batchRows: 32, ...(kind ? { kind } : {}) })
  return { ...base, ...given }
}

function problemOf(given: Partial<RunConfig>, data = plain): { code?: string; place?: string; message?: string; hint?: string } {
  try {
    checkConfig(configOf(given, data), data, 8 * 2 ** 30)
  } catch (thrown) {
    return thrown as Error
  }
  return {}
}

function textOf(given: Partial<RunConfig>): string {
  const told = (_: string, value: unknown) =>
    value === undefined || (typeof value === 'number' && !Number.isFinite(value)) ? String(value) : value
  return JSON.stringify(given, told)
}

/** One test for each: refused with the field as its place, and with two sentences. */
function refuses(cases: [given: Partial<RunConfig>, place: string][], data = plain): void {
  it.each(cases.map(([given, place]) => [textOf(given), given, place] as const))('refuses %s in words', (_, given, place) => {
    const problem = problemOf(given, data)
    expect(problem).toMatchObject({ code: 'config', place })
    expect(problem.message).toMatch(/\.$/)
    expect(problem.hint).toMatch(/\.$/)
  })
}

describe('checkConfig', () => {
  it('lets possible configurations pass', () => {
    expect(problemOf({})).toEqual({})
    expect(problemOf({ architecture: 'relu-l1', sparsityCoefficient: 0 })).toEqual({})
    expect(problemOf({ steps: 1, warmUpSteps: 0, decayShare: 1 })).toEqual({})
    expect(problemOf({ k: 64, auxK: 64, gradientClip: 0, seed: -5 })).toEqual({})
    expect(problemOf({ schedule: 'cosine', decayShare: 0, restarts: 3, optimizer: 'sgd', momentum: 0.9 })).toEqual({})
    expect(problemOf({ optimizer: 'adamw', weightDecay: 0.01, emaDecay: 0.999, inputDropout: 0.1, patience: 4 })).toEqual({})
  })

  it('lets the defaults of every architecture and kind pass', () => {
    for (const architecture of Architecture.options)
      for (const kind of ['sae', 'transcoder', 'skip-transcoder', 'crosscoder'] as const)
        expect([architecture, kind, problemOf({ architecture, kind }, whole)]).toEqual([architecture, kind, {}])
  })

  it('lets thresholds and gates begin with a decoder of norm 1, whatever the kind', () => {
    for (const architecture of ['jumprelu', 'gated', 'kl'] as const)
      expect(problemOf({ architecture, kind: 'transcoder', unitNormDecoder: true }, whole)).toEqual({})
  })

  it('says the range that it checks', () => {
    expect(problemOf({ adamBeta1: 1 }).hint).toBe('Give a number of 0 or more and below 1.')
    expect(problemOf({ decayShare: 1.0000001 }).hint).toBe('Give a number of 0 or more and at most 1.')
    expect(problemOf({ learningRate: 1 }).hint).toBe('Give a number above 0 and below 1.')
    expect(problemOf({ architecture: 'jumprelu', bandwidth: 0 }).hint).toBe('Give a number above 0.')
  })

  it('says that k is more than the features, with both numbers', () => {
    expect(problemOf({ k: 99 }).message).toBe('k is 99, but there are only 64 features.')
  })
})

describe('numbers by themselves', () => {
  refuses([
    [{ k: 0 }, 'k'],
    [{ k: 1.5 }, 'k'],
    [{ dSae: 0 }, 'dSae'],
    [{ steps: 0 }, 'steps'],
    [{ steps: -3 }, 'steps'],
    [{ batchRows: 0 }, 'batchRows'],
    [{ rowsAtOnce: 0 }, 'rowsAtOnce'],
    [{ restarts: -1 }, 'restarts'],
    [{ patience: 0.5 }, 'patience'],
    [{ keepCheckpoints: 0 }, 'keepCheckpoints'],
    [{ learningRate: -1e-3 }, 'learningRate'],
    [{ learningRate: 0 }, 'learningRate'],
    [{ learningRate: Number.NaN }, 'learningRate'],
    [{ learningRate: Number.POSITIVE_INFINITY }, 'learningRate'],
    [{ decayShare: 1.5 }, 'decayShare'],
    [{ adamBeta1: 1 }, 'adamBeta1'],
    [{ adamBeta2: -0.1 }, 'adamBeta2'],
    [{ adamEpsilon: 0 }, 'adamEpsilon'],
    [{ gradientClip: -1 }, 'gradientClip'],
    [{ auxCoefficient: -1 }, 'auxCoefficient'],
    [{ inputDropout: 1 }, 'inputDropout'],
    [{ emaDecay: 1 }, 'emaDecay'],
    [{ optimizer: 'sgd', momentum: 1 }, 'momentum'],
    [{ optimizer: 'adamw', weightDecay: -1 }, 'weightDecay'],
    [{ deadWindowSteps: 0 }, 'deadWindowSteps'],
    [{ checkpointEverySteps: 0 }, 'checkpointEverySteps'],
    [{ validateEverySteps: 0.5 }, 'validateEverySteps'],
    [{ seed: 0.5 }, 'seed'],
    [{ architecture: 'relu-l1', sparsityCoefficient: -1 }, 'sparsityCoefficient'],
    [{ architecture: 'relu-l1', sparsityWarmUpShare: 2 }, 'sparsityWarmUpShare'],
    [{ architecture: 'jumprelu', targetL0: 0 }, 'targetL0'],
    [{ architecture: 'jumprelu', bandwidth: -1 }, 'bandwidth'],
    [{ architecture: 'jumprelu', initialThreshold: 0 }, 'initialThreshold'],
    [{ architecture: 'kl', targetRate: 1 }, 'targetRate'],
    [{ architecture: 'p-anneal', finalP: 0 }, 'finalP']
  ])
})

describe('fields that do not go together', () => {
  refuses([
    [{ k: 65 }, 'k'],
    [{ k: undefined }, 'k'],
    [{ auxK: 65 }, 'auxK'],
    [{ batchRows: 1001 }, 'batchRows'],
    [{ rowsAtOnce: 33 }, 'rowsAtOnce'],
    [{ warmUpSteps: 21 }, 'warmUpSteps'],
    [{ warmUpSteps: 18 }, 'decayShare'],
    [{ schedule: 'cosine', decayShare: 0.2 }, 'decayShare'],
    [{ schedule: 'constant', decayShare: 0.2 }, 'decayShare'],
    [{ restarts: 2 }, 'restarts'],
    [{ schedule: 'cosine', decayShare: 0, warmUpSteps: 2, restarts: 18 }, 'restarts'],
    [{ momentum: 0.9 }, 'momentum'],
    [{ weightDecay: 0.1 }, 'weightDecay'],
    [{ sparsityCoefficient: 1 }, 'sparsityCoefficient'],
    [{ architecture: 'relu-l1', k: 4 }, 'k'],
    [{ architecture: 'gated', targetL0: 4 }, 'targetL0'],
    [{ architecture: 'batchtopk', prefixes: [64] }, 'prefixes'],
    [{ architecture: 'relu-l1', sparsityCoefficient: undefined }, 'sparsityCoefficient'],
    [{ architecture: 'matryoshka', prefixes: undefined }, 'prefixes'],
    [{ architecture: 'matryoshka', prefixes: [] }, 'prefixes'],
    [{ architecture: 'matryoshka', prefixes: [32, 16, 64] }, 'prefixes'],
    [{ architecture: 'matryoshka', prefixes: [16, 16, 64] }, 'prefixes'],
    [{ architecture: 'matryoshka', prefixes: [0, 64] }, 'prefixes'],
    [{ architecture: 'matryoshka', prefixes: [16, 32] }, 'prefixes'],
    [{ architecture: 'jumprelu', targetL0: 65 }, 'targetL0'],
    [{ architecture: 'jumprelu', targetL0: undefined }, 'targetL0'],
    [{ architecture: 'jumprelu', bandwidth: undefined }, 'bandwidth'],
    [{ architecture: 'jumprelu', initialThreshold: undefined }, 'initialThreshold'],
    [{ architecture: 'kl', targetRate: undefined }, 'targetRate'],
    [{ architecture: 'p-anneal', finalP: undefined }, 'finalP'],
    [{ architecture: 'p-anneal', unitNormDecoder: false }, 'unitNormDecoder'],
    [{ deadFeatures: 'resample', resampleEverySteps: 5 }, 'deadFeatures'],
    [{ deadFeatures: 'pre-activation' }, 'deadFeatures'],
    [{ architecture: 'gated', deadFeatures: 'auxk' }, 'deadFeatures'],
    [{ deadFeatures: 'auxk', auxCoefficient: 0 }, 'auxCoefficient'],
    [{ deadFeatures: 'auxk', auxK: undefined }, 'auxK'],
    [{ resampleEverySteps: 10 }, 'resampleEverySteps'],
    [{ architecture: 'jumprelu', jumpLoss: 'l0', targetL0: 8 }, 'targetL0'],
    [{ architecture: 'jumprelu', auxCoefficient: 0.1 }, 'auxCoefficient'],
    [{ architecture: 'relu-l1-2023', deadFeatures: 'resample', resampleEverySteps: undefined }, 'resampleEverySteps']
  ])
})

describe('what the data does not have', () => {
  refuses([
    [{ kind: 'transcoder' }, 'kind'],
    [{ kind: 'skip-transcoder' }, 'kind'],
    [{ kind: 'crosscoder' }, 'kind']
  ])
  refuses([[{ patience: 3 }, 'patience']], { ...plain, validationRows: 0 })
  refuses(
    [
      [{ kind: 'transcoder', unitNormDecoder: true }, 'unitNormDecoder'],
      [{ kind: 'transcoder', tiedStart: true }, 'tiedStart'],
      [{ architecture: 'matryoshka', kind: 'skip-transcoder', unitNormDecoder: true }, 'unitNormDecoder'],
      [{ kind: 'crosscoder', normalization: 'layer-norm' }, 'normalization'],
      [{ kind: 'crosscoder', normalization: 'whitening' }, 'normalization'],
      [{ featuresOf: { run: 'other' } }, 'featuresOf']
    ],
    whole
  )
})

describe('memory', () => {
  const memory = 8 * 2 ** 30
  const narrow = { dIn: 1, trainRows: 4000 }
  const check = (given: Partial<RunConfig>) => () => checkConfig(configOf(given, narrow), narrow, memory)
  const wide = { dSae: 1_000_000, batchRows: 4000 }

  it('refuses what the machine can not hold, naming the field that weighs', () => {
    expect(problemOf({ dSae: 200_000_000 })).toMatchObject({ place: 'dSae', message: expect.stringContaining('8.0 GB') })
    expect(check({ ...wide, rowsAtOnce: 4000 })).toThrow(expect.objectContaining({ place: 'rowsAtOnce' }))
  })

  it('counts the rows at once, by themselves as many as fit, and what the architecture keeps of them', () => {
    expect(check(wide)).not.toThrow()
    expect(check({ ...wide, rowsAtOnce: 700 })).not.toThrow()
    expect(check({ ...wide, rowsAtOnce: 700, architecture: 'relu-l1' })).toThrow('GB of memory')
  })
})
