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
    const full = choose(choose(empty, 'W_enc', 'up'), 'W_dec', 'down')
    expect(mappingFrom(full)).toEqual({
      mapping: {
        architecture: 'standard',
        kind: 'sae',
        applyBDecToInput: true,
        tensors: { W_enc: { from: 'up' }, W_dec: { from: 'down' } }
      }
    })
    expect(mappingFrom({ ...full, architecture: 'topk' })).toEqual({ missing: 'Say how many features topk keeps: k.' })
    expect(mappingFrom({ ...full, architecture: 'topk', k: '8' })).toMatchObject({ mapping: { k: 8 } })
    expect(mappingFrom({ ...full, kind: 'crosscoder' })).toHaveProperty('missing')
    expect(mappingFrom({ ...full, kind: 'crosscoder', streams: '8, 8' })).toMatchObject({ mapping: { streams: [8, 8] } })
  })

  it('keeps swapped axes with the tensor, and drops what the architecture does not have', () => {
    const turned = turn(choose(draftFrom(undefined), 'W_enc', 'up'), 'W_enc', true)
    expect(turned.tensors.W_enc).toEqual({ from: 'up', transposed: true })
    expect(choose(turned, 'W_enc', '').tensors).toEqual({})
    const jump = choose(choose(turned, 'W_dec', 'down'), 'threshold', 'theta')
    expect(mappingFrom(jump)).not.toHaveProperty('mapping.tensors.threshold')
  })
})
