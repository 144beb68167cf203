import { describe, expect, it } from 'vitest'
import {
  activationDecimals,
  contextToLoad,
  contextWindow,
  lineColumns,
  moveFocus,
  nextContext
} from '../../../../../renderer/widgets/concordance/layout'

const line = (length: number, peak: number) => ({ tokens: Array.from({ length }, (_, index) => `t${index}`), peak })

describe('the context of a line', () => {
  it('goes from 5 to 16 to full and around', () => {
    expect([nextContext(5), nextContext(16), nextContext('full')]).toEqual([16, 'full', 5])
  })

  it('holds so many tokens to either side of the peak, less at the ends', () => {
    expect(contextWindow(line(60, 30), 5)).toEqual({ from: 25, to: 36 })
    expect(contextWindow(line(8, 2), 5)).toEqual({ from: 0, to: 8 })
    expect(contextWindow(line(60, 30), 'full')).toEqual({ from: 0, to: 60 })
    expect(contextWindow(line(1, 0), 16)).toEqual({ from: 0, to: 1 })
  })

  it('asks for the same answer for both short contexts', () => {
    expect([contextToLoad(5), contextToLoad(16), contextToLoad('full')]).toEqual([16, 16, 500])
  })
})

describe('the columns before the text', () => {
  it('are as wide as the widest value and source of all sections', () => {
    const examples = [
      { value: 8.17, source: 'py 286:92' },
      { value: 1234.5, source: 'kjv 8:1' }
    ]
    expect(lineColumns(examples, 2)).toEqual({ value: 8, source: 9 })
  })

  it('do not grow without limit with long sources', () => {
    expect(lineColumns([{ value: 1, source: 'a very long document name.txt 12:1' }], 2).source).toBe(18)
  })

  it('have decimals by the size of the feature’s maximum', () => {
    expect([0, 12_345, 812, 8.17, 0.65, 0.0123, Number.NaN].map(activationDecimals)).toEqual([2, 0, 1, 2, 3, 4, 2])
  })
})

describe('the token focus', () => {
  const lines = [line(41, 20), line(7, 3)]

  it('begins on the first line’s peak', () => {
    expect(moveFocus(lines, undefined, 'right', 16)).toEqual({ line: 0, token: 20 })
  })

  it('steps through tokens and stops at the ends of the context in view', () => {
    expect(moveFocus(lines, { line: 0, token: 20 }, 'left', 5)).toEqual({ line: 0, token: 19 })
    expect(moveFocus(lines, { line: 0, token: 15 }, 'left', 5)).toEqual({ line: 0, token: 15 })
    expect(moveFocus(lines, { line: 0, token: 25 }, 'right', 5)).toEqual({ line: 0, token: 25 })
  })

  it('goes to the peak of another line, and stays on the first and last', () => {
    expect(moveFocus(lines, { line: 0, token: 12 }, 'down', 16)).toEqual({ line: 1, token: 3 })
    expect(moveFocus(lines, { line: 1, token: 5 }, 'down', 16)).toEqual({ line: 1, token: 5 })
    expect(moveFocus(lines, { line: 0, token: 12 }, 'up', 16)).toEqual({ line: 0, token: 12 })
  })

  it('is nowhere when there are no lines', () => {
    expect(moveFocus([], undefined, 'right', 16)).toBeUndefined()
  })
})
