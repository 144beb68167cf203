import { describe, expect, it } from 'vitest'
import { RunConfig } from '../../../../contract/records/run'
import { checkConfig, defaultConfig } from '../../../../main/training'

const sizes = [
  { dIn: 576, trainRows: 36_000 },
  { dIn: 4, trainRows: 8 },
  { dIn: 1, trainRows: 1 },
  { dIn: 3, trainRows: 300 },
  { dIn: 2304, trainRows: 50_000_000 }
]

describe('defaultConfig', () => {
  for (const architecture of ['topk', 'relu-l1'] as const) {
    for (const data of sizes) {
      it(`is whole and possible for ${architecture} on ${data.trainRows} rows of ${data.dIn}`, () => {
        const config = defaultConfig(architecture, data)
        expect(RunConfig.parse(config)).toEqual(config)
        expect(() => checkConfig(config, data, 2 ** 40)).not.toThrow()
      })
    }
  }

  it('keeps what is given, and lets the rest follow from it', () => {
    const config = defaultConfig('topk', sizes[0], { steps: 600, dSae: 4608, seed: 3 })
    expect(config).toMatchObject({
      steps: 600,
      dSae: 4608,
      seed: 3,
      k: 32,
      batchRows: 1024,
      warmUpSteps: 60,
      deadWindowSteps: 100
    })
    expect(defaultConfig('topk', sizes[0], { steps: 10_000 })).toMatchObject({ warmUpSteps: 200, deadWindowSteps: 1000 })
  })

  it('takes the whole of tiny data as a batch', () => {
    expect(defaultConfig('topk', sizes[1])).toMatchObject({ batchRows: 8, k: 2, dSae: 8 })
  })

  it('weighs the penalty by the norm of inputs', () => {
    expect(defaultConfig('relu-l1', sizes[0]).l1Coefficient).toBe(2)
    expect(defaultConfig('relu-l1', sizes[4]).l1Coefficient).toBe(4)
    expect(defaultConfig('relu-l1', sizes[1]).l1Coefficient).toBe(0.17)
  })

  it('lowers the rate of wide dictionaries', () => {
    const rate = (dSae: number) => defaultConfig('topk', sizes[0], { dSae }).learningRate
    expect(rate(4608)).toBe(1e-3)
    expect(rate(8)).toBe(1e-3)
    expect(rate(4 * 4608)).toBe(5e-4)
  })

  it('leaves out what the other architecture needs', () => {
    expect(defaultConfig('topk', sizes[0])).not.toHaveProperty('l1Coefficient')
    expect(defaultConfig('relu-l1', sizes[0])).not.toHaveProperty('k')
  })
})
