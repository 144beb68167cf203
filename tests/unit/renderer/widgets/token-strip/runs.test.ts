import { describe, expect, it } from 'vitest'
import { type RunOptions, runsOfTokens } from '../../../../../renderer/widgets/token-strip/runs'

const tokens = ['a', ' b', '\n', ' hot', ' c', 'שלום', 'd']
const values = [0, 0, 0, 4, 0, 0, 0]

function runs(change: Partial<RunOptions> = {}) {
  return runsOfTokens({ tokens, values, from: 0, to: tokens.length, max: 8, scale: 'linear', merge: true, ...change })
}

function textOf(list: ReturnType<typeof runs>): string[] {
  return list.map((run) => run.pieces.map((piece) => piece.text).join(''))
}

describe('runs of tokens', () => {
  it('draws silent neighbors as one and colored tokens apart', () => {
    expect(textOf(runs())).toEqual(['a b↵', ' hot', ' c', 'שלום', 'd'])
    expect(runs()[1]).toMatchObject({ first: 3, count: 1, value: 4, share: 0.5 })
  })

  it('keeps signs apart from the text they were merged with', () => {
    expect(runs()[0]?.pieces).toEqual([
      { text: 'a b', sign: false },
      { text: '↵', sign: true }
    ])
  })

  it('isolates right-to-left tokens and never merges them', () => {
    expect(runs().map((run) => run.isolated)).toEqual([false, false, false, true, false])
  })

  it('keeps every token apart where one of them has the focus', () => {
    expect(runs({ merge: false }).map((run) => run.first)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  it('cuts at the ends of the context, and is empty outside', () => {
    expect(textOf(runs({ from: 3, to: 5 }))).toEqual([' hot', ' c'])
    expect(runs({ from: -4, to: 1 })).toHaveLength(1)
    expect(runs({ from: 5, to: 5 })).toEqual([])
  })

  it('does not change what it was given', () => {
    const given = [...tokens]
    runs()
    expect(tokens).toEqual(given)
  })
})
