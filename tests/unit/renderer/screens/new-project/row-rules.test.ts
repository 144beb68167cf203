/** Filter and weights by a column of the row table. */
import { describe, expect, it } from 'vitest'
import type { RowColumn } from '../../../../../contract/records/dataset'
import type { Inspection } from '../../../../../contract/records/inspection'
import {
  kindColumns,
  readWeight,
  rulesFor,
  ruleWords,
  withValue,
  withWeight
} from '../../../../../renderer/screens/new-project/row-rules'

const domain: RowColumn = { name: 'domain', role: 'label', kind: 'category', categories: ['code', 'prose', 'verse'] }
const token: RowColumn = { name: 'token', role: 'token', kind: 'text' }
const inspection = { rowTable: { columns: [token, domain] } } as unknown as Inspection

it('columns with kinds of rows can be chosen', () => {
  expect(kindColumns(inspection)).toEqual([domain])
  expect(kindColumns(null)).toEqual([])
})

describe('the filter', () => {
  const without = withValue(null, domain, 'verse', false)

  it('keeps the other values, in their order', () => {
    expect(without).toEqual({ column: 'domain', values: ['code', 'prose'] })
    expect(withValue(without, domain, 'code', false)).toEqual({ column: 'domain', values: ['prose'] })
  })

  it('is none when everything is in, and never empty', () => {
    expect(withValue(without, domain, 'verse', true)).toBeNull()
    const last = { column: 'domain', values: ['prose'] }
    expect(withValue(last, domain, 'prose', false)).toBe(last)
  })

  it('of another column is replaced', () => {
    expect(withValue({ column: 'lang', values: ['en'] }, domain, 'verse', false)).toEqual(without)
  })
})

describe('weights', () => {
  it('are said only where they are not 1', () => {
    const heavy = withWeight(null, 'domain', 'code', 2)
    expect(heavy).toEqual({ column: 'domain', weights: { code: 2 } })
    expect(withWeight(heavy, 'domain', 'prose', 0)).toEqual({ column: 'domain', weights: { code: 2, prose: 0 } })
    expect(withWeight(heavy, 'domain', 'code', 1)).toBeNull()
  })

  it.each([
    ['2', 2],
    [' 0,5 ', 0.5],
    ['0', 0],
    ['', undefined],
    ['-1', undefined],
    ['1001', undefined],
    ['two', undefined]
  ])('typed as %j are %s', (text, weight) => {
    expect(readWeight(text)).toBe(weight)
  })
})

it('rules of columns that are gone are dropped', () => {
  const rules = {
    filter: { column: 'domain', values: ['code'] },
    weights: { column: 'lang', weights: { en: 2 } },
    split: { by: 'row' as const, every: 5 }
  }
  expect(rulesFor(rules, inspection)).toEqual({ ...rules, weights: null })
  const bySet = { ...rules, split: { by: 'column' as const, every: 10, column: 'set' } }
  expect(rulesFor(bySet, inspection).split).toBeNull()
})

it('says the rules in a line', () => {
  expect(ruleWords(null, null)).toBeUndefined()
  expect(ruleWords({ column: 'domain', values: ['code'] }, { column: 'lang', weights: { en: 2 } })).toBe(
    'only code of domain, weighted by lang'
  )
})
