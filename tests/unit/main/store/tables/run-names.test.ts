import { describe, expect, test } from 'vitest'
import type { RunConfig } from '../../../../../contract/records/run'
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

  test('say what is reconstructed, and what decides how sparse it gets', () => {
    const named = (changes: Partial<RunConfig>) => suggestedName({ ...config, ...changes }, new Set())
    expect(named({ architecture: 'matryoshka', kind: 'transcoder' })).toBe('transcoder-matryoshka-8-a')
    expect(named({ architecture: 'kl', sparsityCoefficient: 0.04 })).toBe('kl-0.04-a')
    expect(named({ architecture: 'jumprelu', jumpLoss: 'target-l0', targetL0: 20, sparsityCoefficient: 1 })).toBe('jumprelu-20-a')
  })

  test('a free name stays as it is', () => {
    expect(freeName('mine', new Set(['yours']))).toBe('mine')
    expect(freeName('mine', new Set(['mine', 'mine-b']))).toBe('mine-c')
  })
})
