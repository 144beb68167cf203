/** Choosing by hand which tensor is which: what is wanted, what can be chosen, and when it is a mapping. */
import { describe, expect, it } from 'vitest'
import {
  candidates,
  choose,
  draftFrom,
  mappingFrom,
  turn,
  wantedTensors
} from '../../../../../../renderer/screens/runs/import/mapping-draft'

const tensors = [
  { name: 'up', dtype: 'f32', shape: [16, 64] },
  { name: 'down', dtype: 'f32', shape: [64, 16] },
  { name: 'shift', dtype: 'f32', shape: [16] },
  { name: 'theta', dtype: 'f32', shape: [] }
]

const chosen = (from: Record<string, string>, given = tensors) =>
  Object.entries(from).reduce((draft, [name, tensor]) => choose(draft, name, tensor, given), draftFrom(undefined))

describe('a mapping by hand', () => {
  it('asks for the tensors of the architecture and kind', () => {
    expect(wantedTensors({ architecture: 'standard', kind: 'sae' })).toEqual(['W_enc', 'b_enc', 'W_dec', 'b_dec'])
    expect(wantedTensors({ architecture: 'jumprelu', kind: 'skip-transcoder' })).toContain('threshold')
    expect(wantedTensors({ architecture: 'jumprelu', kind: 'skip-transcoder' })).toContain('W_skip')
    expect(wantedTensors({ architecture: 'gated', kind: 'sae' })).not.toContain('b_enc')
  })

  it('offers matrices for matrices, and one number only for a threshold', () => {
    const names = (name: string) => candidates(name, tensors).map((tensor) => tensor.name)
    expect(names('W_enc')).toEqual(['up', 'down'])
    expect(names('b_dec')).toEqual(['shift'])
    expect(names('threshold')).toEqual(['shift', 'theta'])
  })

  it('says what is still missing, and leaves biases to be zeros', () => {
    const empty = draftFrom(undefined)
    expect(mappingFrom(empty)).toEqual({ missing: 'Choose the tensor of W_enc, W_dec.' })
    const full = chosen({ W_enc: 'up', W_dec: 'down' })
    expect(mappingFrom(full)).toEqual({
      mapping: {
        architecture: 'standard',
        kind: 'sae',
        applyBDecToInput: true,
        tensors: { W_enc: { from: 'up', transposed: false }, W_dec: { from: 'down', transposed: false } }
      }
    })
    expect(mappingFrom({ ...full, architecture: 'topk' })).toEqual({ missing: 'Say how many features topk keeps: k.' })
    expect(mappingFrom({ ...full, architecture: 'topk', k: '8' })).toMatchObject({ mapping: { k: 8 } })
    expect(mappingFrom({ ...full, kind: 'crosscoder' })).toHaveProperty('missing')
    expect(mappingFrom({ ...full, kind: 'crosscoder', streams: '8, 8' })).toMatchObject({ mapping: { streams: [8, 8] } })
  })

  it('keeps swapped axes with the tensor, and drops what the architecture does not have', () => {
    const turned = turn(chosen({ W_enc: 'up' }), 'W_enc', true)
    expect(turned.tensors.W_enc).toEqual({ from: 'up', transposed: true })
    expect(choose(turned, 'W_enc', '', tensors).tensors).toEqual({})
    const jump = choose(choose(turned, 'W_dec', 'down', tensors), 'threshold', 'theta', tensors)
    expect(mappingFrom(jump)).not.toHaveProperty('mapping.tensors.threshold')
  })

  it('turns the axes as sizes say: by the size that both matrices have, or by a bias', () => {
    const shapes: Record<string, number[]> = { e: [64, 16], d: [16, 64], wide: [64, 24], features: [64], width: [16] }
    const given = Object.entries(shapes).map(([name, shape]) => ({ name, dtype: 'f32', shape }))
    const axes = (from: Record<string, string>) => {
      const { W_enc, W_dec } = chosen(from, given).tensors
      return [W_enc?.transposed, W_dec?.transposed]
    }
    expect(axes({ W_enc: 'e', W_dec: 'wide' })).toEqual([true, false])
    // Either may be the number of features.
    expect(axes({ W_enc: 'e', W_dec: 'd' })).toEqual([true, true])
    expect(axes({ W_enc: 'e', W_dec: 'd', b_enc: 'width' })).toEqual([false, false])
    expect(axes({ W_enc: 'e', W_dec: 'd', b_dec: 'width' })).toEqual([true, true])
    expect(axes({ W_enc: 'e', W_dec: 'd', b_dec: 'features' })).toEqual([false, false])
  })
})
