/** What the Data screen says of a data set, and of a check against a run. */
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../../../contract/records/dataset'
import type { FitReport } from '../../../../../contract/records/fit'
import { referencesOf } from '../../../../../renderer/screens/new-project/dataset-files'
import {
  filterText,
  leftOutText,
  placeText,
  splitText,
  weightsText
} from '../../../../../renderer/screens/new-project/dataset-words'
import { fitNotes } from '../../../../../renderer/screens/new-project/fit-findings'

describe('words', () => {
  it('of the split', () => {
    expect(splitText({ split: { by: 'column', every: 10, column: 'set' } })).toBe('by the column “set”')
    expect(splitText({ split: { by: 'document', every: 10 } })).toBe('every 10th document validates')
    expect(splitText({ split: { by: 'none', every: 10 } })).toBe('none')
  })

  it('of what was left out', () => {
    const outliers = { rule: 'drop' as const, factor: 10 }
    const leftOut = { count: 9, notFinite: 1, outliers: 2, filtered: 5, test: 1, rows: [] }
    expect(leftOutText({ leftOut, outliers })).toBe('9 rows: 2 over 10 × median, 1 not finite, 5 filtered, 1 test')
    expect(leftOutText({ leftOut: { ...leftOut, count: 0 }, outliers: { rule: 'clip', factor: 10 } })).toBe(
      '0 rows, outliers: clip'
    )
  })

  it('of filter and weights', () => {
    expect(filterText({ filter: { column: 'domain', values: ['a', 'b'] } })).toBe('domain: a, b')
    expect(weightsText({ weights: { column: 'domain', weights: { a: 2, b: 0.5 } } })).toBe('domain: a 2, b 0.5')
    expect([filterText({}), weightsText({})]).toEqual(['none', 'none'])
  })

  it('of where files lie', () => {
    expect(placeText({ path: '/d/a.npz', array: 'x' })).toBe('/d/a.npz:x')
    expect(placeText({ path: '/d', files: ['a-0.npy', 'a-1.npy'] })).toBe('/d, 2 shards: a-0.npy … a-1.npy')
  })
})

it('names each file by what it is', () => {
  const reference = { path: '/a' } as Dataset['activations']
  const dataset = {
    activations: reference,
    streams: [{ name: 'l1', reference, dIn: 2 }],
    targets: reference
  } as unknown as Dataset
  expect(referencesOf(dataset).map(({ title }) => title)).toEqual(['Stream l1', 'Targets'])
  expect(referencesOf({ ...dataset, streams: undefined }).map(({ title }) => title)).toEqual(['Activations', 'Targets'])
})

it('tells what was tried', () => {
  const report = { normRatio: 3.02, limit: 0.3, tried: [{ change: 'scaled', fvu: 0.21 }], leftOut: 2 } as FitReport
  expect(fitNotes(report)).toEqual([
    'Norms are 3.02 × those of the training data; an FVU up to 0.3 counts as fitting.',
    'FVU with rows brought to the norms of the training data: 0.21.',
    '2 rows left out: not finite, or outliers under the rule of the data set.'
  ])
})
