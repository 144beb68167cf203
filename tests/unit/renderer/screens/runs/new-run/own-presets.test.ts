/** Tests of the person's own presets: what of a configuration is kept, and which preset a configuration is. */
import { describe, expect, it } from 'vitest'
import { draftFrom, setField } from '../../../../../../renderer/screens/runs/new-run/config-draft'
import { ownPresetOf, presetFrom, presetsWith } from '../../../../../../renderer/screens/runs/new-run/own-presets'
import { topk } from '../config'

const changed = setField(setField(draftFrom(topk), 'k', 64), 'learningRate', 3e-4)

describe('a preset of a draft', () => {
  it('keeps what was set and the kind; what follows the data stays free', () => {
    expect(presetFrom(' wide ', changed, topk)).toEqual({
      name: 'wide',
      architecture: 'topk',
      given: { k: 64, learningRate: 3e-4 }
    })
  })

  it('keeps the sizes that a ready-made preset set', () => {
    const quick = draftFrom({ ...topk, steps: 100, dSae: 8 })
    expect(presetFrom('quick', quick, topk).given).toEqual({ steps: 100, dSae: 8 })
  })

  it('keeps the kind', () => {
    expect(presetFrom('across', setField(changed, 'kind', 'transcoder'), topk).given.kind).toBe('transcoder')
  })

  it('leaves out the runs of the project', () => {
    const from = setField(changed, 'startFrom', { run: 'r1', step: 5 })
    expect(presetFrom('fine', from, topk).given).toEqual({ k: 64, learningRate: 3e-4 })
  })
})

describe('the presets', () => {
  const wide = presetFrom('wide', changed, topk)
  const plain = presetFrom('plain', draftFrom(topk), topk)

  it('are ordered by name, one of each', () => {
    const again = { ...wide, given: { k: 8 } }
    expect(presetsWith(presetsWith([wide], plain), again)).toEqual([plain, again])
  })

  it('are found again in a configuration that holds all of one, the one that says most', () => {
    const { config } = changed
    const found = [
      config,
      topk,
      { ...topk, kind: 'transcoder' as const },
      { ...config, k: 65 },
      { ...config, architecture: 'batchtopk' as const }
    ]
    expect(found.map((one) => ownPresetOf([plain, wide], one)?.name)).toEqual(['wide', 'plain', undefined, 'plain', undefined])
  })
})
