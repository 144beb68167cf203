import { describe, expect, it } from 'vitest'
import { FeatureFacts, type FeaturePage } from '../../../../../contract/records/feature'
import { furtherFactList, furtherFacts } from '../../../../../renderer/app/features/further-facts'

const page: FeaturePage = {
  feature: 7,
  run: 'r',
  rows: 40_000,
  activeRows: 771,
  density: 771 / 40_000,
  mean: 2.14,
  max: 8.17,
  mass: 0.0008,
  massRank: 812,
  l0Share: 0.0006,
  nearestCosine: 0.3,
  variance: 1.23456,
  skew: -0.456,
  documents: 1_234,
  documentShare: 0.125,
  explainedShare: 0.00001,
  firstRow: 0,
  lastRow: 39_123,
  label: '',
  status: 'pending',
  tags: [],
  spark: [],
  histogram: { edges: [0, 1], counts: [771] },
  neighbors: [],
  examples: { top: [], random: [], intervals: [] },
  notes: ''
}

describe('the further numbers of a feature', () => {
  it('are written in their own way, and 0 is a number', () => {
    expect(furtherFacts(page).map(({ name, value }) => [name, value])).toEqual([
      ['variance', '1.2346'],
      ['skew', '\u22120.46'],
      ['documents', '1,234'],
      ['in one document', '12.50 %'],
      ['explained', '<0.01 %'],
      ['first', '0'],
      ['last', '39,123']
    ])
  })

  it('each explain themselves with formula and sample', () => {
    for (const { explanation } of furtherFacts(page)) expect(explanation).toMatch(/.{30}; 771 active of 40,000 rows$/)
  })

  it('are left out where the analysis has none of them', () => {
    const { variance, skew, documents, documentShare, explainedShare, firstRow, lastRow, ...older } = page
    expect(furtherFacts(older)).toEqual([])
  })

  it('are facts of the contract', () => {
    for (const { key } of furtherFactList) expect(FeatureFacts.shape).toHaveProperty(key)
  })
})
