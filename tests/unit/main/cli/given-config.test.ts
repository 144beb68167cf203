import { describe, expect, it } from 'vitest'
import { architecturesWith, type RunField, runFields } from '../../../../contract/records/run-fields'
import { LoupeError } from '../../../../contract/wire/errors'
import { givenConfig } from '../../../../main/cli/given-config'

describe('what the options say of a configuration', () => {
  it('are the fields that were given, under the names of the configuration', () => {
    expect(givenConfig({ features: 64, lr: 1e-3, batch: 8, l1: 2 }, 'relu-l1')).toEqual({
      dSae: 64,
      learningRate: 1e-3,
      batchRows: 8,
      sparsityCoefficient: 2
    })
    expect(givenConfig({}, 'topk')).toEqual({})
  })

  it('--set reaches every field, and wins', () => {
    const set = ['architecture=relu-l1', 'dSae=12', 'unitNormDecoder=false', 'adamEpsilon=1e-6']
    expect(givenConfig({ features: 64, set }, 'topk')).toEqual({
      architecture: 'relu-l1',
      dSae: 12,
      unitNormDecoder: false,
      adamEpsilon: 1e-6
    })
  })

  it('--set takes numbers, words, yes and no, and lists where a field is one', () => {
    const set = ['prefixes=144,576,4608', 'precision=fast', 'tiedStart=false', 'shufflePoolMB=0.5', 'kind=transcoder']
    expect(givenConfig({ set }, 'matryoshka')).toEqual({
      prefixes: [144, 576, 4608],
      precision: 'fast',
      tiedStart: false,
      shufflePoolMB: 0.5,
      kind: 'transcoder'
    })
    expect(givenConfig({ set: ['prefixes=4608'] }, 'matryoshka')).toEqual({ prefixes: [4608] })
  })

  it('every field can be set', () => {
    const value: Partial<Record<RunField, string>> = { architecture: 'jumprelu', kind: 'sae', normalization: 'none' }
    const words = { ...value, precision: 'exact', optimizer: 'sgd', schedule: 'cosine', deadFeatures: 'none', jumpLoss: 'tanh' }
    const yesNo = ['tiedStart', 'unitNormDecoder']
    for (const field of runFields.filter((one) => one !== 'startFrom' && one !== 'featuresOf')) {
      const text = words[field as keyof typeof words] ?? (yesNo.includes(field) ? 'true' : '1')
      expect(givenConfig({ set: [`${field}=${text}`] }, architecturesWith(field)?.[0] ?? 'jumprelu')).toHaveProperty(field)
    }
  })

  it('a run to start from is not a field to be set', () => {
    for (const [field, option] of Object.entries({ startFrom: '--from', featuresOf: '--features-of' }))
      expect(() => givenConfig({ set: [`${field}=run-1@3`] }, 'topk')).toThrow(
        expect.objectContaining({ code: 'usage', place: field, hint: expect.stringContaining(option) })
      )
  })

  it('the nearest field and the nearest word are named', () => {
    const hintFor = (text: string) => {
      try {
        givenConfig({ set: [text] }, 'topk')
        return 'nothing was refused'
      } catch (thrown) {
        return (thrown as LoupeError).hint
      }
    }
    expect(hintFor('learningrate=1')).toMatch(/^Did you mean learningRate\?/)
    expect(hintFor('l1Coefficient=1')).toMatch(/^Did you mean sparsityCoefficient\?/)
    expect(hintFor('colour=1')).toMatch(/^Fields are/)
    expect(hintFor('sparsityCoeficient=1')).toMatch(/^Did you mean sparsityCoefficient\?/)
    expect(hintFor('architecture=jump-relu')).toMatch(/^Did you mean jumprelu\? It is one of topk, /)
  })

  it('a field of another architecture is refused, whatever way it was given', () => {
    const refused = expect.objectContaining({ code: 'usage', place: 'k', hint: 'Leave k out, or choose topk.' })
    expect(() => givenConfig({ k: 5 }, 'relu-l1')).toThrow(refused)
    expect(() => givenConfig({ set: ['architecture=relu-l1', 'k=5'] }, 'topk')).toThrow(refused)
  })

  it.each(['colour=1', 'colour', '=1', 'constructor=1', 'toString=1', '__proto__=1'])('there is no field in “%s”', (text) => {
    expect(() => givenConfig({ set: [text] }, 'topk')).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(text), hint: expect.stringContaining('dSae') })
    )
  })

  it.each([
    'steps=abc',
    'steps=',
    'seed=true',
    'unitNormDecoder=7',
    'precision=turbo',
    'dSae=1e400',
    'architecture=gatd',
    'prefixes=1,x',
    'k=1,2'
  ])('“%s” is a value of another kind: wrong usage that names the field', (text) => {
    const field = text.slice(0, text.indexOf('='))
    expect(() => givenConfig({ set: [text] }, 'topk')).toThrow(LoupeError)
    expect(() => givenConfig({ set: [text] }, 'topk')).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(text), place: field })
    )
  })
})
