import { describe, expect, test } from 'vitest'
import { freeName, suggestedName } from '../../../../../main/store/tables/run-names'
import { config } from '../samples'

describe('names of runs', () => {
  test('go on after z', () => {
    const taken = new Set<string>()
    for (let i = 0; i < 28; i += 1) taken.add(suggestedName(config, taken))
    expect([...taken].slice(25)).toEqual(['topk-8-z', 'topk-8-aa', 'topk-8-ab'])
  })

  test('do without a number when the config has none', () => {
    expect(suggestedName({ ...config, k: undefined }, new Set())).toBe('topk-a')
  })

  test('a free name stays as it is', () => {
    expect(freeName('mine', new Set(['yours']))).toBe('mine')
    expect(freeName('mine', new Set(['mine', 'mine-b']))).toBe('mine-c')
  })
})
