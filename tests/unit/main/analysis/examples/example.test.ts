import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Example } from '../../../../../contract/records/feature'
import { exampleFrom, peakText, sourceOf, windowAround } from '../../../../../main/analysis'
import { firstAtOrAfter } from '../../../../../main/analysis/examples/activations-on'

describe('an example', () => {
  // Three documents of four rows each.
  const tokens = ['a', 'b', 'c', 'd', ' e', ' f', ' g', ' h', 'i', 'j', 'k', 'l']
  const documents = Int32Array.from(tokens, (_, row) => Math.floor(row / 4))
  const postings = { rows: Uint32Array.of(0, 3, 5, 6, 8, 11), values: Float32Array.of(1, 2, 3, 4, 5, 6) }

  function example(row: number, context: number, of: Int32Array = documents): Example {
    const window = windowAround(row, context, tokens.length)
    return exampleFrom({
      row,
      window,
      tokens: tokens.slice(window.from, window.to),
      documents: of.slice(window.from, window.to),
      postings,
      source: 'py 1:2',
      labels: { domain: 'code' }
    })
  }

  it('has the tokens around its row with the activation on each, and is a record of the contract', () => {
    expect(Example.parse(example(6, 1))).toEqual({
      row: 6,
      value: 4,
      source: 'py 1:2',
      tokens: [' f', ' g', ' h'],
      values: [3, 4, 0],
      peak: 1,
      labels: { domain: 'code' }
    })
  })

  it('does not leave its document', () => {
    expect(example(5, 100)).toMatchObject({ tokens: [' e', ' f', ' g', ' h'], values: [0, 3, 4, 0], peak: 1 })
  })

  it('stops at the ends of the data', () => {
    expect(example(0, 2)).toMatchObject({ tokens: ['a', 'b', 'c'], peak: 0 })
    expect(example(11, 2)).toMatchObject({ tokens: ['j', 'k', 'l'], peak: 2 })
  })

  it('stands alone where documents are not known', () => {
    expect(example(6, 3, new Int32Array(12).fill(-1))).toMatchObject({ tokens: [' g'], values: [4], peak: 0 })
  })

  it('does not continue where the same document comes again later', () => {
    expect(example(1, 5, Int32Array.from([0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]))).toMatchObject({ tokens: ['a', 'b'], peak: 1 })
  })
})

describe('the search in postings', () => {
  it('finds the first row at or after another, as a scan does', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(100)), fc.nat(110), (numbers, row) => {
        const rows = Uint32Array.from(numbers).sort()
        const found = rows.findIndex((candidate) => candidate >= row)
        expect(firstAtOrAfter(rows, row)).toBe(found < 0 ? rows.length : found)
      })
    )
  })
})

describe('the source of an example', () => {
  it('is document and position, document, or row number', () => {
    expect(sourceOf({ row: 7, document: 'py 286', position: 92 })).toBe('py 286:92')
    expect(sourceOf({ row: 7, document: 'py 286', position: -1 })).toBe('py 286')
    expect(sourceOf({ row: 7, document: 'py 286' })).toBe('py 286')
    expect(sourceOf({ row: 7, document: '', position: 3 })).toBe('row 7')
    expect(sourceOf({ row: 7 })).toBe('row 7')
  })
})

describe('the short form of an example', () => {
  it('is the peak token and the text before it', () => {
    expect(peakText(['return', ' self'])).toEqual({ before: 'return', token: ' self' })
    expect(peakText(['x'])).toEqual({ before: '', token: 'x' })
  })

  it('keeps the nearest 40 characters and does not cut one in half', () => {
    const { before } = peakText(['🙂'.repeat(41), 'x'])
    expect(before).toBe('🙂'.repeat(40))
  })
})
