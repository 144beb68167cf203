import { describe, expect, it } from 'vitest'
import type { CompareAnswer } from '../../../../../contract/records/studies/compare'
import { countOf, linesOf, listRows } from '../../../../../renderer/screens/matches/lists'

const side = { run: 'r', step: 1, architecture: 'topk', dictionaryKind: 'sae', dIn: 4, dOut: 4, dSae: 8, metrics: {} }
const answer: CompareAnswer = {
  kind: 'compare',
  reading: 'same',
  a: side,
  b: side,
  rows: 8,
  sampleRows: 8,
  similarity: 'decoder-cosine',
  method: 'hungarian',
  matchedFrom: 0.7,
  pairs: 8,
  matched: 3,
  matchedMean: 0.6,
  meanMax: { aInB: 0.7, bInA: 0.8 },
  similarities: { edges: [0, 1], counts: [8] },
  best: [{ a: 1, b: 5, similarity: 0.99, correlation: 0.9 }],
  onlyA: { count: 2, features: [{ feature: 3, density: 0.5, nearest: 6, similarity: 0.4 }] },
  onlyB: { count: 1, features: [{ feature: 7, density: 0.1, nearest: 2, similarity: 0.3 }] },
  splitFrom: 0.5,
  splitsOfA: {
    count: 1,
    features: [
      {
        feature: 4,
        into: [
          { feature: 0, similarity: 0.8 },
          { feature: 2, similarity: 0.6 }
        ]
      }
    ]
  },
  splitsOfB: { count: 0, features: [] }
}

describe('the lists of a comparison', () => {
  it('say which feature is of which dictionary', () => {
    expect(linesOf(answer, 'best')[0]).toMatchObject({ a: 1, b: 5, correlation: 0.9 })
    expect(linesOf(answer, 'onlyA')[0]).toMatchObject({ a: 3, b: 6, similarity: 0.4, density: 0.5 })
    expect(linesOf(answer, 'onlyB')[0]).toMatchObject({ a: 2, b: 7, similarity: 0.3 })
    expect(linesOf(answer, 'splitsOfA')[0]).toMatchObject({ a: 4, b: 0, similarity: 0.8 })
  })

  it('count what is not listed too', () => {
    expect((['best', 'onlyA', 'onlyB', 'splitsOfA', 'splitsOfB'] as const).map((name) => countOf(answer, name))).toEqual([
      8, 2, 1, 1, 0
    ])
  })

  it('go into a file with every number', () => {
    expect(listRows(answer, 'splitsOfA')[1]).toEqual([4, 0, 0.8, undefined, undefined, undefined, '0 2'])
  })
})
