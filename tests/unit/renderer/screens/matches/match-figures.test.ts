import { describe, expect, it } from 'vitest'
import { type CompareAnswer, comparedMetrics } from '../../../../../contract/records/studies/compare'
import { citationOf } from '../../../../../renderer/app/numbers/figure'
import { linesOf } from '../../../../../renderer/screens/matches/lists'
import {
  comparedSource,
  comparisonCitation,
  lineCitation,
  metricFigure,
  summaryFigures
} from '../../../../../renderer/screens/matches/match-figures'

const side = { run: 'r', architecture: 'topk', dictionaryKind: 'sae', dIn: 4, dOut: 4, dSae: 8 }
const answer: CompareAnswer = {
  kind: 'compare',
  reading: 'same',
  a: { ...side, step: 150, metrics: { fvu: 0.25 } },
  b: { ...side, step: 60, metrics: {} },
  rows: 1_000,
  sampleRows: 800,
  similarity: 'decoder-cosine',
  method: 'hungarian',
  matchedFrom: 0.7,
  pairs: 8,
  matched: 3,
  matchedMean: 0.6,
  matchedMeanAlive: 0.65,
  meanMax: { aInB: 0.7, bInA: 0.8 },
  similarities: { edges: [0, 1], counts: [8] },
  correlations: { pairs: 3, mean: 0.5, median: 0.55, histogram: { edges: [0, 1], counts: [3] } },
  best: [{ a: 1, b: 5, similarity: 0.99, correlation: 0.9, jaccard: 0.5 }],
  onlyA: { count: 1, features: [{ feature: 3, density: 0.5, nearest: 6, similarity: 0.4 }] },
  onlyB: { count: 0, features: [] },
  splitFrom: 0.5,
  splitsOfA: { count: 0, features: [] },
  splitsOfB: { count: 0, features: [] }
}
const runs = { a: { name: 'one' }, b: { name: 'two' } }

describe('the numbers of a comparison', () => {
  it('each say their formula, how features were matched, and both runs', () => {
    const figures = summaryFigures(answer, runs)
    expect(figures.map(({ name, value }) => `${name} ${value}`)).toEqual([
      'matched, at or above 0.70 3 of 8, 37.5 %',
      'MCC 0.600',
      'MCC of pairs that both fire 0.650',
      'MMCS of one 0.700',
      'MMCS of two 0.800',
      'activation correlation, median 0.550'
    ])
    for (const figure of figures) {
      expect(figure.explanation).toContain('Hungarian')
      expect(figure.source).toBe('run one, step 150, and run two, step 60; 1,000 rows')
    }
    expect(new Set(figures.map(({ explanation }) => explanation)).size).toBe(figures.length)
  })

  it('leave out what was not measured', () => {
    const { matchedMeanAlive: _alive, correlations: _correlations, ...less } = answer
    expect(summaryFigures(less, runs)).toHaveLength(4)
  })

  it('of one side name it, its step and the definition', () => {
    expect(citationOf(metricFigure('fvu', 'a', answer, runs))).toBe(
      `one beside two: fvu 0.2500 (${comparedMetrics.fvu}; run one, step 150, 1,000 rows)`
    )
    expect(metricFigure('fvu', 'b', answer, runs).value).toBe('–')
  })

  it('are cited together, and line by line', () => {
    expect(comparisonCitation(answer, runs)).toMatch(
      /^one and two: matched, .* MCC 0\.600, .*Hungarian.*run two, step 60; 1,000 rows\)$/
    )
    const source = comparedSource(answer, runs)
    expect(lineCitation(linesOf(answer, 'best')[0], answer, runs)).toBe(
      `Feature 1 of one and feature 5 of two: decoder cosine 0.990, correlation 0.900, Jaccard 0.500 (${source})`
    )
    expect(lineCitation(linesOf(answer, 'onlyA')[0], answer, runs)).toContain('density of the lone feature 50.00 %')
  })
})
