/** The files of a new project: adding, inspecting, switching in and out. */
import { describe, expect, it } from 'vitest'
import type { FileInspection, Inspection } from '../../../../../contract/records/inspection'
import {
  type DraftFile,
  keyOf,
  needsLayout,
  sourcesOf,
  suggestedName,
  withArray,
  withIncluded,
  withInspection,
  withPaths
} from '../../../../../renderer/screens/new-project/draft-files'

function seen(path: string, role: FileInspection['role'], more: Partial<FileInspection> = {}): FileInspection {
  const arrays = role === 'rows' ? [] : [{ name: 'a', dtype: 'f16' as const, shape: [4, 2] }]
  const columns = role === 'rows' ? [{ name: 'token', role: 'token' as const, kind: 'text' as const }] : []
  return { path, name: path, format: 'npy', sizeBytes: 1, role, array: 'a', arrays, rows: 4, columns, remark: '', ...more }
}

const inspection = (...files: FileInspection[]): Inspection => ({ files, findings: [], preview: [], valid: true })
const file = (path: string, role: FileInspection['role'], included = true): DraftFile => ({
  path,
  included,
  seen: seen(path, role)
})

describe('adding', () => {
  it('takes each path once, trimmed', () => {
    expect(withPaths([{ path: '/a', included: true }], [' /a ', '/b', '/b', '  ']).map(({ path }) => path)).toEqual(['/a', '/b'])
  })

  it('sends only what is included, with its array', () => {
    const files = withArray([file('/a', 'activations'), file('/b', 'unused', false)], '/a', 'x')
    expect(sourcesOf(files)).toEqual([{ path: '/a', array: 'x' }])
  })
})

describe('an inspection', () => {
  it('turns a folder into its files, the used ones first', () => {
    const looked = inspection(seen('/d/mlp', 'unused'), seen('/d/tokens', 'rows'), seen('/d/resid', 'activations'))
    const files = withInspection([{ path: '/d', included: true }], looked)
    expect(files.map(({ path, included }) => [path, included])).toEqual([
      ['/d/resid', true],
      ['/d/tokens', true],
      ['/d/mlp', false]
    ])
  })

  it('keeps files that were left out, and the array a person chose', () => {
    const files = withInspection(
      [{ path: '/a', included: true, array: 'mine' }, file('/b', 'unused', false)],
      inspection(seen('/a', 'activations'))
    )
    expect(files).toMatchObject([
      { path: '/a', array: 'mine', included: true },
      { path: '/b', included: false }
    ])
  })
})

describe('shards', () => {
  const names = ['chunk-0.npy', 'chunk-1.npy']
  const looked = inspection(
    seen('/d', 'activations', { files: names, array: undefined }),
    seen('/d', 'rows', { files: ['rows-0.csv', 'rows-1.csv'], array: undefined })
  )
  const files = withInspection([{ path: '/d', included: true }], looked)

  it('of one folder are told apart, and go back with their names', () => {
    expect(files.map(({ seen: now }) => now?.role)).toEqual(['activations', 'rows'])
    expect(sourcesOf(files)).toEqual([
      { path: '/d', files: names },
      { path: '/d', files: ['rows-0.csv', 'rows-1.csv'] }
    ])
    expect(withInspection(files, looked)).toEqual(files)
  })

  it('are put out as one', () => {
    expect(withIncluded(files, keyOf(files[0]), false).map(({ included }) => included)).toEqual([false, true])
  })
})

it('a row table goes without the name of its array, which would make it the activations', () => {
  const files = withInspection([{ path: '/t', included: true }], inspection(seen('/t', 'rows', { array: 'tokens' })))
  expect(sourcesOf(files)).toEqual([{ path: '/t' }])
})

it('raw numbers stay in until somebody says how they lie', () => {
  const problem = { code: 'unsupported' as const, message: 'raw numbers' }
  const unsaid = seen('/a.bin', 'unused', { format: 'raw numbers', arrays: [], problem })
  const [waiting] = withInspection([{ path: '/a.bin', included: true }], inspection(unsaid))
  expect([waiting.included, needsLayout(unsaid), needsLayout({ ...unsaid, problem: undefined })]).toEqual([true, true, false])
})

describe('a file of targets', () => {
  const targets: DraftFile = { ...file('/out', 'unused'), extras: { a: 'targets' } }

  it('is not looked at again, and stays on the list', () => {
    const files = [file('/in', 'activations'), targets]
    expect(sourcesOf(files)).toEqual([{ path: '/in' }])
    expect(withInspection(files, inspection(seen('/in', 'activations')))[1]).toEqual(targets)
  })

  it('is no target any more when it is put out', () => {
    expect(withIncluded([targets], '/out', false)).toMatchObject([{ included: false, extras: {} }])
  })
})

describe('switching a file in', () => {
  const files = [file('/resid', 'activations'), file('/tokens', 'rows'), file('/mlp', 'unused', false)]
  const included = (list: DraftFile[]) => list.filter((entry) => entry.included).map(({ path }) => path)

  it('puts out the file whose role it takes', () => {
    expect(included(withIncluded(files, '/mlp', true))).toEqual(['/tokens', '/mlp'])
  })

  it('puts out only another table when it is a table', () => {
    const table: DraftFile = { path: '/other', included: false, seen: seen('/other', 'rows', { role: 'unused' }) }
    expect(included(withIncluded([...files, table], '/other', true))).toEqual(['/resid', '/other'])
  })

  it('out leaves the rest alone', () => {
    expect(included(withIncluded(files, '/tokens', false))).toEqual(['/resid'])
  })
})

describe('the suggested name', () => {
  it.each([
    ['/data/smollm2-layer15/resid_post.npy', 'smollm2-layer15 resid_post'],
    ['/home/ana/data/toy-lm.csv', 'toy-lm'],
    ['C:\\runs\\gpt2\\acts.safetensors', 'gpt2 acts'],
    ['acts.npy', 'acts']
  ])('for %s is %s', (path, name) => {
    expect(suggestedName({ path })).toBe(name)
  })

  it('of shards is that of their folder', () => {
    expect(suggestedName({ path: '/runs/gpt2/acts', files: ['a-0.npy', 'a-1.npy'] })).toBe('acts')
  })
})
