/** Pairs for transcoders are told from names and rows, and only proposed. */
import { describe, expect, it } from 'vitest'
import type { DraftFile } from '../../../../../renderer/screens/new-project/draft-files'
import { arePair, pairProposals } from '../../../../../renderer/screens/new-project/pairs'

function file(name: string, rows: number, more: Partial<DraftFile> = {}): DraftFile {
  const arrays = [{ name: '', dtype: 'f16' as const, shape: [rows, 8] }]
  const seen = {
    path: `/${name}`,
    name,
    format: 'npy',
    sizeBytes: 1,
    role: 'unused' as const,
    arrays,
    rows,
    columns: [],
    remark: ''
  }
  return { path: `/${name}`, included: true, seen, ...more }
}

describe('names', () => {
  it.each([
    ['mlp_in', 'mlp_out', true],
    ['blocks.3.hook_mlp_in', 'blocks.3.hook_mlp_out', true],
    ['input', 'target', true],
    ['layerInputs', 'layerOutputs', true],
    ['x', 'y', true],
    ['mlp_out', 'mlp_in', false],
    ['mlp_in', 'attn_out', false],
    ['blocks.3.in', 'blocks.4.out', false],
    ['main', 'mout', false],
    ['in', 'in', false]
  ])('%s and %s: %s', (input, target, are) => {
    expect(arePair(input, target)).toBe(are)
  })
})

describe('proposals', () => {
  it('need the same number of rows', () => {
    const found = pairProposals([file('resid.npy', 9), file('mlp_out.npy', 6), file('mlp_in.npy', 6)])
    expect(found.map(({ input, target, rows }) => [input.file.path, target.file.path, rows])).toEqual([
      ['/mlp_in.npy', '/mlp_out.npy', 6]
    ])
    expect(pairProposals([file('mlp_out.npy', 7), file('mlp_in.npy', 6)])).toEqual([])
  })

  it('end once targets are chosen', () => {
    expect(pairProposals([file('mlp_in.npy', 6), file('mlp_out.npy', 6, { extras: { '': 'targets' } })])).toEqual([])
  })
})
