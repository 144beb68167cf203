import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markedParts, wordsOf } from '../../../../../renderer/app/annotation/mark-words'

const marked = (text: string, words: string[]) => markedParts(text, words).flatMap((part) => (part.marked ? [part.text] : []))

describe('words of a search in a text', () => {
  it('are marked whatever their case, all of them', () => {
    expect(marked('Year of a date, YEAR', ['year', 'date'])).toEqual(['Year', 'date', 'YEAR'])
  })

  it('are marked whole when one begins with another', () => {
    expect(marked('a dated date', ['date', 'dated'])).toEqual(['dated', 'date'])
  })

  it('mean what they say, also with signs of regular expressions in them', () => {
    expect(marked('f(x) [a-z]* \\d', ['(x', '*', '\\d'])).toEqual(['(x', '*', '\\d'])
  })

  it('never change the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ maxLength: 4 }), { maxLength: 4 }), (text, words) => {
        const parts = markedParts(text, words)
        expect(parts.map((part) => part.text).join('')).toBe(text)
        for (const part of parts) expect(text.startsWith(part.text, part.at)).toBe(true)
      }),
      { seed: 7 }
    )
  })

  it('are what stands between spaces', () => {
    expect(wordsOf('  two\twords ')).toEqual(['two', 'words'])
  })
})
