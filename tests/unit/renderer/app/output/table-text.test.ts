import { describe, expect, it } from 'vitest'
import { tableText } from '../../../../../renderer/app/output/table-text'

describe('a table as text', () => {
  it('quotes what would end a cell, and nothing else', () => {
    const rows = [
      ['name', 'value'],
      ['a, b', 1.5],
      ['say "x"', undefined],
      ['two\nlines', Number.NaN]
    ]
    expect(tableText(rows, ',')).toBe('name,value\n"a, b",1.5\n"say ""x""",\n"two\nlines",\n')
    expect(tableText([['a, b', 1]], '\t')).toBe('a, b\t1\n')
  })
})
