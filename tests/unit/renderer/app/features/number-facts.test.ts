import { describe, expect, it } from 'vitest'
import type { FeaturePage } from '../../../../../contract/records/feature'
import { featureCitation } from '../../../../../renderer/app/features/feature-citation'
import { featureFigure, numberFacts, shareWords } from '../../../../../renderer/app/features/number-facts'
import { citationOf } from '../../../../../renderer/app/numbers/figure'

const page: FeaturePage = {
  feature: 2375,
  run: 'r',
  rows: 40_000,
  activeRows: 771,
  density: 771 / 40_000,
  mean: 2.1417,
  max: 8.1701,
  mass: 0.00081,
  massRank: 812,
  l0Share: 0.0006,
  nearestCosine: 0.304,
  label: '',
  status: 'pending',
  tags: [],
  spark: [],
  histogram: { edges: [0, 1], counts: [771] },
  neighbors: [{ feature: 3386, cosine: 0.304, label: '' }],
  examples: {
    top: [{ row: 1, value: 8.17, source: 'py 286:92', tokens: ['x'], values: [1], peak: 0, labels: {} }],
    random: [],
    intervals: []
  },
  notes: ''
}

describe('the numbers of a feature', () => {
  it('are written with their sample below', () => {
    expect(numberFacts(page, 4_608).map(({ name, value, below }) => [name, value, below])).toEqual([
      ['density', '1.93 %', '771 of 40,000 rows'],
      ['mean', '2.14', 'of active rows'],
      ['max', '8.17', 'py 286:92'],
      ['L0 share', '0.06 %', 'of active slots'],
      ['mass', '0.08 %', 'rank 812 of 4,608'],
      ['nearest', '0.30', 'feature 3386']
    ])
  })

  it('each explain themselves with formula and sample', () => {
    for (const fact of numberFacts(page, undefined)) expect(fact.explanation.length).toBeGreaterThan(30)
    expect(numberFacts(page, undefined)[0]?.explanation).toContain('771 ÷ 40,000')
  })

  it('hold for a dead feature without neighbors', () => {
    const dead = {
      ...page,
      activeRows: 0,
      density: 0,
      mean: 0,
      max: 0,
      neighbors: [],
      examples: { top: [], random: [], intervals: [] }
    }
    expect(
      numberFacts(dead, undefined)
        .map(({ value, below }) => [value, below])
        .slice(0, 3)
    ).toEqual([
      ['0.00 %', '0 of 40,000 rows'],
      ['0.00', 'of active rows'],
      ['0.00', 'no active row']
    ])
  })

  it('are cited in one line with formula, sample, run and step', () => {
    const source = { run: 'topk-32-a', step: 2_000, rows: 40_000 }
    const [density] = numberFacts(page, 4_608)
    expect(citationOf(featureFigure(density, 2375, source))).toBe(
      'Feature 2375: density 1.93 % (Density: rows on which the feature is active ÷ all rows of the data set = 771 ÷ 40,000; run topk-32-a, step 2,000, 40,000 rows)'
    )
    expect(featureCitation({ ...page, label: 'returned name' }, source)).toMatch(
      /^Feature 2375 “returned name”: density 1\.93 %, mean 2\.14, .*\(run topk-32-a, step 2,000, 40,000 rows\)$/
    )
  })

  it('never round something down to nothing', () => {
    expect([shareWords(0.00002), shareWords(0), shareWords(0.0214)]).toEqual(['<0.01 %', '0.00 %', '2.14 %'])
  })
})
