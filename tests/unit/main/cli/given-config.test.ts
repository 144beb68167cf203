import { describe, expect, it } from 'vitest'
import { LoupeError } from '../../../../contract/wire/errors'
import { givenConfig } from '../../../../main/cli/given-config'

describe('what the options say of a configuration', () => {
  it('are the fields that were given, under the names of the configuration', () => {
    expect(givenConfig({ features: 64, lr: 1e-3, batch: 8, l1: 2 }, 'relu-l1')).toEqual({
      dSae: 64,
      learningRate: 1e-3,
      batchRows: 8,
      l1Coefficient: 2
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

  it('a field of another architecture is refused, whatever way it was given', () => {
    const refused = expect.objectContaining({ code: 'usage', place: 'k', hint: 'Leave it out, or give --arch topk.' })
    expect(() => givenConfig({ k: 5 }, 'relu-l1')).toThrow(refused)
    expect(() => givenConfig({ set: ['architecture=relu-l1', 'k=5'] }, 'topk')).toThrow(refused)
  })

  it.each(['colour=1', 'colour', '=1', 'constructor=1', 'toString=1', '__proto__=1'])('there is no field in “%s”', (text) => {
    expect(() => givenConfig({ set: [text] }, 'topk')).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(text), hint: expect.stringContaining('dSae') })
    )
  })

  it.each(['steps=abc', 'steps=', 'seed=true', 'unitNormDecoder=7', 'precision=turbo', 'dSae=1e400', 'architecture=gated'])(
    '“%s” is a value of another kind: wrong usage that names the field',
    (text) => {
      const field = text.slice(0, text.indexOf('='))
      expect(() => givenConfig({ set: [text] }, 'topk')).toThrow(LoupeError)
      expect(() => givenConfig({ set: [text] }, 'topk')).toThrow(
        expect.objectContaining({ code: 'usage', message: expect.stringContaining(text), place: field })
      )
    }
  )
})
