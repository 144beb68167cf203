import { describe, expect, it } from 'vitest'
import type { RunConfig } from '../../../../contract/records/run'
import { checkConfig, trainingBytes } from '../../../../main/training'
import { smallConfig } from '../dictionaries/made'

const data = { dIn: 12, trainRows: 1000 }

function problemOf(given: Partial<RunConfig>): { code?: string; place?: string; message?: string; hint?: string } {
  try {
    checkConfig(smallConfig(given), data, 8 * 2 ** 30)
  } catch (thrown) {
    return thrown as Error
  }
  return {}
}

describe('checkConfig', () => {
  it('lets possible configurations pass', () => {
    expect(problemOf({})).toEqual({})
    expect(problemOf({ architecture: 'relu-l1', k: undefined, l1Coefficient: 0 })).toEqual({})
    expect(problemOf({ steps: 1, warmUpSteps: 0, decayShare: 1 })).toEqual({})
    expect(problemOf({ k: 64, auxK: 64, gradientClip: 0, seed: -5 })).toEqual({})
  })

  it('says the range that it checks', () => {
    expect(problemOf({ adamBeta1: 1 }).hint).toBe('Give a number of 0 or more and below 1.')
    expect(problemOf({ decayShare: 1.0000001 }).hint).toBe('Give a number of 0 or more and at most 1.')
    expect(problemOf({ learningRate: 1 }).hint).toBe('Give a number above 0 and below 1.')
  })

  const impossible: [Partial<RunConfig>, string][] = [
    [{ k: 65 }, 'k'],
    [{ k: 0 }, 'k'],
    [{ k: 1.5 }, 'k'],
    [{ k: undefined }, 'k'],
    [{ dSae: 0 }, 'dSae'],
    [{ steps: 0 }, 'steps'],
    [{ steps: -3 }, 'steps'],
    [{ batchRows: 1001 }, 'batchRows'],
    [{ batchRows: 0 }, 'batchRows'],
    [{ learningRate: -1e-3 }, 'learningRate'],
    [{ learningRate: 0 }, 'learningRate'],
    [{ learningRate: Number.NaN }, 'learningRate'],
    [{ learningRate: Number.POSITIVE_INFINITY }, 'learningRate'],
    [{ warmUpSteps: 21 }, 'warmUpSteps'],
    [{ warmUpSteps: 18 }, 'decayShare'],
    [{ decayShare: 1.5 }, 'decayShare'],
    [{ adamBeta1: 1 }, 'adamBeta1'],
    [{ adamBeta2: -0.1 }, 'adamBeta2'],
    [{ adamEpsilon: 0 }, 'adamEpsilon'],
    [{ gradientClip: -1 }, 'gradientClip'],
    [{ auxCoefficient: -1 }, 'auxCoefficient'],
    [{ auxK: 65 }, 'auxK'],
    [{ deadWindowSteps: 0 }, 'deadWindowSteps'],
    [{ checkpointEverySteps: 0 }, 'checkpointEverySteps'],
    [{ validateEverySteps: 0.5 }, 'validateEverySteps'],
    [{ seed: 0.5 }, 'seed'],
    [{ architecture: 'relu-l1', l1Coefficient: undefined }, 'l1Coefficient'],
    [{ architecture: 'relu-l1', l1Coefficient: -1 }, 'l1Coefficient'],
    [{ architecture: 'relu-l1', l1WarmUpShare: 2 }, 'l1WarmUpShare']
  ]
  for (const [given, place] of impossible) {
    it(`refuses ${JSON.stringify(given, (_, value) => (value === undefined || Number.isFinite(value) || typeof value !== 'number' ? value : String(value)))} in words`, () => {
      const problem = problemOf(given)
      expect(problem).toMatchObject({ code: 'config', place })
      expect(problem.message).toMatch(/\.$/)
      expect(problem.hint).toMatch(/\.$/)
    })
  }

  it('says that k is more than the features, with both numbers', () => {
    expect(problemOf({ k: 99 }).message).toBe('k is 99, but there are only 64 features.')
  })

  it('refuses what memory can not hold, naming the field that weighs', () => {
    expect(problemOf({ dSae: 200_000_000 })).toMatchObject({
      code: 'config',
      place: 'dSae',
      message: expect.stringContaining('8.0 GB')
    })
    const wide = smallConfig({ dSae: 1_000_000, batchRows: 1000 })
    expect(() => checkConfig(wide, { dIn: 1, trainRows: 1000 }, 8 * 2 ** 30)).toThrow(
      expect.objectContaining({ place: 'batchRows' })
    )
  })
})

describe('trainingBytes', () => {
  it('grows with width, rows and dimensions', () => {
    const bytes = trainingBytes(smallConfig({ dSae: 4608, batchRows: 1024 }), 576)
    expect(bytes).toBeGreaterThan(5 * 2 * 4608 * 576 * 4)
    expect(trainingBytes(smallConfig({ dSae: 4608, batchRows: 2048 }), 576)).toBeGreaterThan(bytes)
    expect(trainingBytes(smallConfig({ dSae: 4608, batchRows: 1024, architecture: 'relu-l1' }), 576)).toBeGreaterThan(bytes)
  })
})
