import { describe, expect, it } from 'vitest'
import { citationOf } from '../../../../../renderer/app/numbers/figure'
import {
  columnFigures,
  heldOutWords,
  probeFigures,
  scoreCitation,
  weightFigure
} from '../../../../../renderer/screens/columns/score-figures'

const heldOut = { by: 'document' as const, seed: 0, per: 'row' as const, train: 700, heldOut: 300 }
const source = 'run a, step 20, 1,000 rows'
const place = { column: 'domain', category: 'scripture', heldOut, source }
const probe = {
  features: [
    { feature: 12, weight: 1.25 },
    { feature: 40, weight: -0.5 }
  ],
  bias: -0.75,
  f1: 0.9,
  precision: 0.95,
  recall: 0.85,
  auroc: 0.97,
  truePositives: 19,
  falsePositives: 1,
  falseNegatives: 4,
  trainF1: 0.93
}

describe('scores of categories', () => {
  it('say on which held-out rows they are', () => {
    expect(heldOutWords(heldOut)).toBe('300 held-out rows by document, seed 0')
  })

  it('of a column each have a formula, their sample and the run', () => {
    const scores = {
      column: 'domain',
      count: 1_000,
      categories: 4,
      monosemanticity: 0.7,
      chance: 0.3,
      disentanglement: 0.4,
      completeness: 0.5
    }
    const figures = columnFigures(scores, source)
    expect(figures.map(({ name, value }) => `${name} ${value}`)).toEqual([
      'monosemanticity 0.700',
      'chance 0.300',
      'disentanglement 0.400',
      'completeness 0.500'
    ])
    for (const figure of figures)
      expect(citationOf(figure)).toMatch(/^Column domain: .*4 categories, 1,000 with a value; run a, step 20/)
  })

  it('of a feature are one line with all of them', () => {
    const score = { feature: 7, f1: 0.8, precision: 0.9, recall: 0.72, auroc: 0.95, threshold: 0.5, lift: 3.2 }
    expect(scoreCitation(score, place, heldOut, source)).toBe(
      'Feature 7 for domain = scripture: F1 0.800, precision 0.900, recall 0.720, AUROC 0.950, lift 3.2 (firing above 0.50, chosen on the training part; 300 held-out rows by document, seed 0; run a, step 20, 1,000 rows)'
    )
  })

  it('of a probe name its features, its counts and its split', () => {
    const { f1, precision, recall } = probeFigures(probe, place)
    expect(citationOf(f1)).toMatch(
      /^Probe of features 12, 40 for domain = scripture: F1 0\.900 \(.*training part 0\.930.*300 held-out rows/
    )
    expect(precision.explanation).toContain('19 ÷ 20')
    expect(recall.explanation).toContain('19 ÷ 23')
    expect(citationOf(weightFigure(probe.features[1], probe, place))).toMatch(
      /^Feature 40 in the probe of features 12, 40 for domain = scripture: weight −0\.5 \(.*bias −0\.75.*700 training rows; run a/
    )
  })
})
