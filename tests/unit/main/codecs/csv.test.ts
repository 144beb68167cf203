/** Text tables: where records end, what separates them, what a cell is. */
import { describe, expect, it } from 'vitest'
import { LoupeError } from '../../../../contract/wire/errors'
import {
  cellsFromText,
  csvRecords,
  hasDecimalCommas,
  numberFromCell,
  RecordScanner,
  separatorOf
} from '../../../../main/codecs/csv'

function ends(text: string, chunk: number, quotes = true): { ends: number[]; insideQuotes: boolean; insideRecord: boolean } {
  const found: number[] = []
  const scanner = new RecordScanner(quotes, (end) => found.push(end))
  const bytes = Buffer.from(text)
  for (let i = 0; i < bytes.length; i += chunk) scanner.push(bytes.subarray(i, i + chunk))
  return { ends: found, insideQuotes: scanner.insideQuotes, insideRecord: scanner.insideRecord }
}

describe('RecordScanner', () => {
  it('finds the same records whatever the chunks, quotes and blank lines heeded', () => {
    const text = 'a,b\r\n\n"x\ny",1\r\n\r\n"say ""hi""\n",2\nlast'
    const wanted = { ends: [5, 15, 33], insideQuotes: false, insideRecord: true }
    for (const chunk of [1, 2, 3, 7, 100]) expect(ends(text, chunk)).toEqual(wanted)
  })

  it('notices a quote that stays open', () => {
    expect(ends('a\n"b\nc\n', 4)).toEqual({ ends: [2], insideQuotes: true, insideRecord: true })
  })

  it('takes quotes for text where they are none', () => {
    expect(ends('{"a":"\n{"b":1}\n', 4, false).ends).toEqual([7, 15])
  })
})

describe('cellsFromText', () => {
  it('reads plain lines and quoted ones', () => {
    expect(cellsFromText('a,b\r\n1,\n\n', ',')).toEqual([
      ['a', 'b'],
      ['1', '']
    ])
    expect(cellsFromText('"a,1",b\r\n"say ""hi""\nthere",\n', ',')).toEqual([
      ['a,1', 'b'],
      ['say "hi"\nthere', '']
    ])
    expect(cellsFromText('"a"\t;\n', '\t')).toEqual([['a', ';']])
  })

  it('says so when quotes do not match', () => {
    expect(() => cellsFromText('"a" b,c\n', ',')).toThrow(LoupeError)
  })
})

describe('csvRecords', () => {
  it('gives records by column name', () => {
    expect(csvRecords('\ufefffeature, label\r\n3,"a, ""b""\nc"\n4\n')).toEqual([
      { feature: '3', label: 'a, "b"\nc' },
      { feature: '4', label: '' }
    ])
  })

  it('knows tables without records and none at all', () => {
    expect([csvRecords('a,b\n'), csvRecords('a'), csvRecords('')]).toEqual([[], [], []])
  })
})

it('finds the separator outside quotes', () => {
  expect(['a,b;c,d', 'a\tb\tc,d', '"a,b,c";d', 'alone'].map(separatorOf)).toEqual([',', '\t', ';', ','])
})

it('tells numbers from text', () => {
  const cells = ['1', '-2.5e3', ' 7 ', '', 'nan', 'NaN', 'inf', '-Infinity', 'NA', '1,5', 'abc', '0x']
  expect(cells.map(numberFromCell)).toEqual([
    1,
    -2500,
    7,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
    undefined,
    undefined,
    undefined
  ])
})

it('tells numbers with a decimal comma from cells that commas separate', () => {
  expect(['0,5;-1,25;3', '1,5e-3\t2,5\r'].map(hasDecimalCommas)).toEqual([true, true])
  expect(['0.5,1', '1,2', '1;2', 'a,1;b,2', '1,2,3;4', '', '0,5;'].map(hasDecimalCommas)).toEqual(Array(7).fill(false))
})
