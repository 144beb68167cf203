import { describe, expect, it } from 'vitest'
import { Architecture, RunConfig } from '../../../../contract/records/run'
import {
  architecturesWith,
  checkedFields,
  differingFields,
  fieldText,
  refuseForeignFields,
  runFields
} from '../../../../contract/records/run-fields'

describe('fields of a configuration', () => {
  it('are all fields of the record, each for known architectures or for all', () => {
    expect(runFields).toEqual(Object.keys(RunConfig.shape))
    for (const field of runFields)
      for (const architecture of architecturesWith(field) ?? []) expect(Architecture.options).toContain(architecture)
    expect(architecturesWith('prefixes')).toEqual(['matryoshka'])
    expect(architecturesWith('steps')).toBeUndefined()
  })

  it('that differ are found in order, lists and sources by what they hold', () => {
    const one: Partial<RunConfig> = { seed: 1, k: 8, prefixes: [1, 2], startFrom: { run: 'a', step: 3 } }
    expect(differingFields([one, { ...one, prefixes: [1, 2], startFrom: { run: 'a', step: 3 } }])).toEqual([])
    expect(differingFields([one, { ...one, prefixes: [1, 3] }, { ...one, k: 9, startFrom: { run: 'a' } }])).toEqual([
      'k',
      'prefixes',
      'startFrom'
    ])
    expect(differingFields([one, { seed: 1 }])).toEqual(['k', 'prefixes', 'startFrom'])
    expect([differingFields([]), differingFields([one])]).toEqual([[], []])
  })

  it('are written as people write them', () => {
    expect([fieldText([144, 576]), fieldText({ run: 'r', step: 7 }), fieldText({ run: 'r' }), fieldText(1e-4)]).toEqual([
      '144,576',
      'r@7',
      'r',
      '0.0001'
    ])
    expect([fieldText(true), fieldText(undefined)]).toEqual(['true', ''])
  })
})

describe('fields that somebody wrote down', () => {
  it('are taken as they are, without those that are left out', () => {
    expect(checkedFields({ k: 8, tiedStart: false, steps: undefined })).toEqual({ k: 8, tiedStart: false })
  })

  it('are refused by name, with the nearest that there is', () => {
    const refused = (given: Record<string, unknown>, place: string, hint: RegExp) =>
      expect(() => checkedFields(given)).toThrow(
        expect.objectContaining({ code: 'usage', place, hint: expect.stringMatching(hint) })
      )
    refused({ learnigRate: 1 }, 'learnigRate', /^Did you mean learningRate\? Fields are: architecture, /)
    refused({ toString: 1 }, 'toString', /^Fields are/)
    refused({ steps: 'many' }, 'steps', /steps/)
    refused({ steps: 1.5 }, 'steps', /steps/)
    refused({ normalization: 'layernorm' }, 'normalization', /^Did you mean layer-norm\?/)
    refused({ optimizer: 7 }, 'optimizer', /^It is one of adam, /)
    refused({ startFrom: 'topk-a' }, 'startFrom', /startFrom/)
  })

  it('of another architecture are refused, with those that have it', () => {
    expect(() => refuseForeignFields({ k: 3 }, 'kl')).toThrow('k belongs to topk, batchtopk and matryoshka; this run is kl')
    expect(() => refuseForeignFields({ targetRate: 0.1 }, 'topk')).toThrow('targetRate belongs to kl; this run is topk')
    expect(() => refuseForeignFields({ architecture: 'kl', targetRate: 0.1 }, 'topk')).not.toThrow()
  })
})
