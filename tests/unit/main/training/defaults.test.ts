import { describe, expect, it } from 'vitest'
import { Architecture, DictionaryKind, RunConfig } from '../../../../contract/records/run'
import { checkConfig, type DataSize, defaultConfig } from '../../../../main/training'

const sizes: DataSize[] = [
  { dIn: 576, trainRows: 36_000 },
  { dIn: 4, trainRows: 8 },
  { dIn: 1, trainRows: 1 },
  { dIn: 3, trainRows: 300 },
  { dIn: 2304, trainRows: 50_000_000 }
]

describe('defaultConfig', () => {
  for (const architecture of Architecture.options) {
    it(`is whole and possible for ${architecture}, whatever the data and the kind`, () => {
      for (const size of sizes) {
        const data = { ...size, targets: { dOut: 5 }, streams: [{ dIn: 1 }, { dIn: 1 }] }
        for (const kind of [undefined, ...DictionaryKind.options]) {
          const config = defaultConfig(architecture, data, kind ? { kind } : {})
          expect(RunConfig.parse(config)).toEqual(config)
          expect(() => checkConfig(config, data, 2 ** 40)).not.toThrow()
        }
      }
    })
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
    expect(defaultConfig('relu-l1', sizes[0]).sparsityCoefficient).toBe(2)
    expect(defaultConfig('relu-l1', sizes[4]).sparsityCoefficient).toBe(4)
    expect(defaultConfig('relu-l1', sizes[1]).sparsityCoefficient).toBe(0.17)
  })

  it('aims JumpReLU at an L0 where nothing else is said, and weighs each of its losses by the size of the inputs', () => {
    expect(defaultConfig('jumprelu', sizes[0])).toMatchObject({ jumpLoss: 'target-l0', targetL0: 32, sparsityCoefficient: 96 })
    expect(defaultConfig('jumprelu', sizes[0], { jumpLoss: 'l0' })).toMatchObject({ jumpLoss: 'l0', sparsityCoefficient: 0.96 })
    expect(defaultConfig('jumprelu', sizes[0], { jumpLoss: 'tanh' })).not.toHaveProperty('targetL0')
  })

  it('gives a rule for dead features what it needs', () => {
    expect(defaultConfig('relu-l1-2023', sizes[0], { steps: 600 })).toMatchObject({
      deadFeatures: 'resample',
      resampleEverySteps: 120
    })
    expect(defaultConfig('relu-l1', sizes[0])).not.toHaveProperty('deadFeatures')
    expect(defaultConfig('p-anneal', sizes[0], { steps: 600, deadFeatures: 'resample' })).toMatchObject({
      resampleEverySteps: 120
    })
    expect(defaultConfig('jumprelu', sizes[0], { deadFeatures: 'pre-activation' })).toMatchObject({ auxCoefficient: 3e-6 })
  })

  it('lowers the rate of wide dictionaries', () => {
    const rate = (dSae: number) => defaultConfig('topk', sizes[0], { dSae }).learningRate
    expect(rate(4608)).toBe(1e-3)
    expect(rate(8)).toBe(1e-3)
    expect(rate(4 * 4608)).toBe(5e-4)
  })

  it('leaves the decoder of a transcoder free where it begins at 0', () => {
    expect(defaultConfig('topk', sizes[0]).unitNormDecoder).toBe(true)
    expect(defaultConfig('topk', sizes[0], { kind: 'transcoder' }).unitNormDecoder).toBe(false)
    expect(defaultConfig('kl', sizes[0], { kind: 'transcoder' }).unitNormDecoder).toBe(true)
    expect(defaultConfig('jumprelu', sizes[0], { kind: 'transcoder' }).unitNormDecoder).toBe(true)
    expect(defaultConfig('jumprelu', sizes[0], { kind: 'crosscoder' }).unitNormDecoder).toBe(false)
  })

  it('has no linear decay beside another schedule', () => {
    expect(defaultConfig('topk', sizes[0]).decayShare).toBe(0.2)
    expect(defaultConfig('topk', sizes[0], { schedule: 'cosine' }).decayShare).toBe(0)
  })

  it('nests widths that grow to the number of features', () => {
    expect(defaultConfig('matryoshka', sizes[0]).prefixes).toEqual([144, 432, 1008, 2160, 4608])
    expect(defaultConfig('matryoshka', sizes[0], { dSae: 8 }).prefixes).toEqual([1, 2, 4, 8])
  })

  it('leaves out what the other architectures need', () => {
    expect(defaultConfig('topk', sizes[0])).not.toHaveProperty('sparsityCoefficient')
    expect(defaultConfig('relu-l1', sizes[0])).not.toHaveProperty('k')
  })
})
