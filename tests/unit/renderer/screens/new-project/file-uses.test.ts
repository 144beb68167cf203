/** What arrays are: the only activations, targets and streams beside them, and the sources that a project is made of. */
import { describe, expect, it } from 'vitest'
import type { ArrayInspection, FileInspection, Inspection } from '../../../../../contract/records/inspection'
import type { DraftFile } from '../../../../../renderer/screens/new-project/draft-files'
import { datasetSources, previewTableOf, vocabularyOf } from '../../../../../renderer/screens/new-project/draft-sources'
import {
  type ArrayUse,
  activationsOf,
  placesOf,
  sizeOf,
  useOf,
  whyNotPaired,
  withoutMismatches,
  withUse
} from '../../../../../renderer/screens/new-project/file-uses'

const array = (name: string, shape: number[]): ArrayInspection => ({ name, dtype: 'f32', shape })

function file(path: string, role: FileInspection['role'], arrays: ArrayInspection[], more: Partial<DraftFile> = {}): DraftFile {
  const facts = { format: 'npy', sizeBytes: 1, rows: 6, columns: [], remark: '' }
  return { path, included: role !== 'unused', seen: { path, name: path.slice(1), role, arrays, ...facts }, ...more }
}

const acts = file('/in.npy', 'activations', [array('', [6, 4])])
const out = file('/out.npy', 'unused', [array('', [6, 3])])
const layers = file('/l.npz', 'activations', [array('a', [2, 3, 4]), array('b', [6, 5]), array('c', [7, 5])], { array: 'a' })
const none = { files: [], findings: [], preview: [], valid: true } as Inspection
const uses = (files: DraftFile[]) =>
  files.flatMap(({ seen, ...rest }) => (seen?.arrays ?? []).map(({ name }) => useOf({ seen, ...rest }, name)))

describe('the size of an array', () => {
  it.each([
    [[6, 4], 6, 4],
    [[2, 3, 4], 6, 4],
    [[2, 3, 4, 5], 6, 20]
  ])('%j', (shape, rows, width) => {
    expect(sizeOf({ shape })).toEqual({ rows, width })
  })
})

it('arrays that are columns of the row table beside the activations are rows, not unused', () => {
  const seen = layers.seen && { ...layers.seen, rowArrays: ['c'] }
  expect(uses([{ ...layers, seen }])).toEqual(['activations', 'none', 'rows'])
})

describe('targets', () => {
  it('can be any array with as many rows, and say why they can not', () => {
    expect(whyNotPaired([acts, out], array('', [6, 3]))).toBeUndefined()
    expect(whyNotPaired([acts, out], array('', [7, 3]))).toBe('another number of rows')
    expect(whyNotPaired([acts, out], array('', [6]))).toBe('not [rows, d]')
    expect(whyNotPaired([out], array('', [6, 3]))).toBe('there are no activations yet')
  })

  it('are one: a second takes the place of the first', () => {
    const other = file('/other.npy', 'unused', [array('', [6, 2])])
    const files = withUse(withUse([acts, out, other], '/out.npy', '', 'targets'), '/other.npy', '', 'targets')
    expect(uses(files)).toEqual(['activations', 'none', 'targets'])
  })

  it('may lie in the file of the activations', () => {
    expect(uses(withUse([layers], '/l.npz', 'b', 'targets'))).toEqual(['activations', 'targets', 'none'])
  })

  it('change places with the activations', () => {
    const swapped = withUse(withUse([acts, out], '/out.npy', '', 'targets'), '/in.npy', '', 'targets')
    expect(placesOf(swapped, 'targets').map(({ file: { path } }) => path)).toEqual(['/in.npy'])
    expect(swapped[1]).toMatchObject({ included: true, extras: {} })
  })

  it('go when they are not used any more, and their file with them', () => {
    const files = withUse(withUse([acts, out], '/out.npy', '', 'targets'), '/out.npy', '', 'none')
    expect(files[1]).toMatchObject({ included: false, extras: {} })
  })

  it('go when other activations have another number of rows', () => {
    const long = file('/long.npy', 'activations', [array('', [9, 4])])
    const files = withoutMismatches([long, { ...out, included: true, extras: { '': 'targets' } }])
    expect(files[1]).toMatchObject({ included: false, extras: {} })
  })
})

it('other activations put the ones before out', () => {
  const files = withUse([acts, out], '/out.npy', '', 'activations')
  expect(files.map(({ included }) => included)).toEqual([false, true])
  expect(activationsOf(files)).toBeUndefined()
})

describe('the sources of a project', () => {
  const sources = (changes: [string, string, ArrayUse][], files: DraftFile[]) =>
    datasetSources(
      changes.reduce((all, [key, name, use]) => withUse(all, key, name, use), files),
      none
    )

  it('need activations', () => {
    expect(sources([], [out])).toBeUndefined()
  })

  it('name arrays, shards and targets', () => {
    const shards: DraftFile = { ...acts, path: '/d', files: ['0.npy', '1.npy'] }
    expect(sources([['/out.npy', '', 'targets']], [shards, out])).toEqual({
      activations: { path: '/d', files: ['0.npy', '1.npy'] },
      targets: { path: '/out.npy' }
    })
  })

  it('join streams with the activations first, each by a name of its own', () => {
    const same = file('/more/in.npy', 'unused', [array('', [6, 4])], {
      seen: { ...acts.seen!, path: '/more/in.npy', role: 'unused' }
    })
    expect(sources([['/l.npz', 'b', 'stream']], [layers])?.streams).toEqual([
      { name: 'a', source: { path: '/l.npz', array: 'a' } },
      { name: 'b', source: { path: '/l.npz', array: 'b' } }
    ])
    expect(sources([['/more/in.npy', '', 'stream']], [acts, same])?.streams?.map(({ name }) => name)).toEqual(['in', 'in 2'])
  })

  it('take a vocabulary only where there are ids to look up', () => {
    const vocabulary = file('/vocab.json', 'vocabulary', [])
    const table = (role: 'token-id' | 'label') =>
      ({ ...none, rowTable: { columns: [{ name: 'x', role, kind: 'number' }] } }) as unknown as Inspection
    expect(vocabularyOf([vocabulary], table('token-id'))).toBe('/vocab.json')
    expect(vocabularyOf([vocabulary], table('label'))).toBeUndefined()
    expect(vocabularyOf([vocabulary], none)).toBeUndefined()
  })

  it('preview cells beside the activations where no other table is', () => {
    const looked = { ...none, rowTable: { columns: [] } } as unknown as Inspection
    expect(previewTableOf([layers], looked)).toEqual({ path: '/l.npz' })
    expect(previewTableOf([layers, file('/t.csv', 'rows', [])], looked)).toEqual({ path: '/t.csv' })
    expect(previewTableOf([layers], none)).toBeUndefined()
  })
})
