import { describe, expect, it } from 'vitest'
import { isRightToLeft, piecesOfToken, textOfToken } from '../../../../../renderer/widgets/token-strip/text'

describe('the text of a token', () => {
  it('keeps plain text and its leading spaces as it is', () => {
    expect(piecesOfToken('  result')).toEqual([{ text: '  result', sign: false }])
  })

  it('shows line breaks and tabs as dimmed signs beside the text', () => {
    expect(piecesOfToken(')\n\tx')).toEqual([
      { text: ')', sign: false },
      { text: '↵⇥', sign: true },
      { text: 'x', sign: false }
    ])
  })

  it('shows other control characters as control pictures and invisible ones as a dot', () => {
    expect(textOfToken('\u0000\u007f\u0085\u200b\ufeff')).toBe('␀␡↵··')
  })

  it('never lets a bidi control reorder the line', () => {
    expect(piecesOfToken('\u202eabc')).toEqual([
      { text: '·', sign: true },
      { text: 'abc', sign: false }
    ])
  })

  it('shows a row without text as none', () => {
    expect(piecesOfToken('')).toEqual([{ text: '–', sign: true }])
  })

  it('gives a combining mark at the start a circle to stand on', () => {
    expect(piecesOfToken('\u0301')).toEqual([
      { text: '\u25cc', sign: true },
      { text: '\u0301', sign: false }
    ])
  })

  it('keeps joined emoji whole, and shows a joiner that stands alone', () => {
    const family = '👩‍👩‍👧'
    expect(piecesOfToken(family)).toEqual([{ text: family, sign: false }])
    expect(piecesOfToken('\u200d')).toEqual([{ text: '·', sign: true }])
  })

  it('knows scripts that are written from right to left', () => {
    expect(['שלום', ' مرحبا', 'ok', '漢字'].map(isRightToLeft)).toEqual([true, true, false, false])
  })
})
