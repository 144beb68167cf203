import { describe, expect, it } from 'vitest'
import type { RelationsAnswer } from '../../../../../contract/records/studies/relations'
import { autopsyWords, countOf, linesOf, listRows } from '../../../../../renderer/screens/relations/lists'

const answer: RelationsAnswer = {
  kind: 'relations',
  features: 10,
  most: 5,
  least: 5,
  rows: { counted: 1_000, of: 1_000 },
  duplicates: {
    cosineAbove: 0.9,
    jaccardAbove: 0.5,
    sought: 10,
    count: 40,
    pairs: [{ a: 3, b: 7, cosine: 0.97, jaccard: 0.8 }]
  },
  dead: {
    count: 3,
    causes: { offset: 1, 'weak-encoder': 2, outcompeted: 0 },
    neverFired: 2,
    covered: 1,
    coveredFrom: 0.9,
    sampleRows: 1_000,
    features: [{ feature: 4, cause: 'weak-encoder', offset: -0.5, encoderNorm: 0.01, nearest: 9, cosine: 0.95, idleSteps: 1_500 }]
  },
  onlyTraining: 0
}

describe('the lists of relations', () => {
  it('hold pairs and dead features as lines of the same kind', () => {
    expect(linesOf(answer, 'duplicates')).toEqual([{ feature: 3, other: 7, cosine: 0.97, jaccard: 0.8 }])
    expect(linesOf(answer, 'dead')).toMatchObject([{ feature: 4, other: 9, cause: 'weak-encoder', idleSteps: 1_500 }])
    expect(countOf(answer, 'duplicates')).toBe(40)
  })

  it('say what dead features have in common, the most frequent cause first', () => {
    expect(autopsyWords(answer)).toBe(
      'weak encoder 2, offset 1; 2 never fired in training; 1 with a living double (decoder cosine from 0.9)'
    )
  })

  it('are files with a head, and an empty cell for what is not known', () => {
    expect(listRows(answer, 'dead')[1]).toEqual([4, 'weak-encoder', -0.5, 0.01, undefined, 1_500, 9, 0.95])
    expect(listRows(answer, 'duplicates')[0]).toEqual(['feature_a', 'feature_b', 'cosine', 'jaccard'])
  })
})
