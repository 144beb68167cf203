/** Facts say what they mean and on which rows they were measured. */
import { describe, expect, it } from 'vitest'
import type { ActivationProfile, ActivationSummary } from '../../../../../contract/records/inspection'
import { dataFacts } from '../../../../../renderer/screens/new-project/data-facts-words'

const profile: ActivationProfile = {
  rows: 2000,
  outlierRows: 2,
  wholeNumbers: false,
  meanShare: 0.524,
  outlierDimensions: {
    count: 1,
    squaredNormShare: 0.53,
    dimensions: [{ dimension: 247, rms: 9, timesMedian: 31.2, share: 0.53, meanShare: 0.9 }]
  },
  effectiveRank: { entropy: 141.4, participation: 60, componentsFor90: 210, exact: false }
}

const summary = {
  rows: 6000,
  dIn: 576,
  dtype: 'f16',
  notFinite: { count: 3, rows: [], infinite: 1 },
  zero: { count: 0, rows: [] },
  constantDimensions: [],
  saturated: { count: 0, rows: [] },
  duplicates: { count: 60, rows: [], exact: false, lookedAt: 1000 },
  profile
} as unknown as ActivationSummary

const fact = (label: string, activations = summary) => dataFacts(activations).find((one) => one.label === label)

describe('facts', () => {
  it.each([
    ['Not finite', '3, 1 of them infinite', /All rows/],
    ['Duplicate rows', 'about 60, 1.0 %', /Estimated from 1,000 rows/],
    ['Outlier dimensions', '1, 53 % of ‖x‖²', /247 \(31 ×\).*2,000 rows spread evenly.*2 outlier rows left out/],
    ['Mean row’s share', '52.4 %', /decoder bias/],
    ['Effective rank', '141 of 576', /210 components hold 90 %.*Estimated by random vectors/]
  ])('%s', (label, value, meaning) => {
    expect(fact(label)).toMatchObject({ value, meaning: expect.stringMatching(meaning) })
  })

  it('say the end of f16 only where numbers can reach it', () => {
    expect(fact('At the end of f16')?.value).toBe('0')
    expect(fact('At the end of f16', { ...summary, dtype: 'f32' })).toBeUndefined()
  })

  it('leave out what was not measured', () => {
    const { profile: _, duplicates: __, ...bare } = summary
    expect(dataFacts(bare as ActivationSummary).map(({ label }) => label)).not.toContain('Effective rank')
    expect(fact('Duplicate rows', bare as ActivationSummary)).toBeUndefined()
  })
})
