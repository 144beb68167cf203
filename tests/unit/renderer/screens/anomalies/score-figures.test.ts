import { describe, expect, it } from 'vitest'
import { citationOf } from '../../../../../renderer/app/numbers/figure'
import { rowCitation, scoreFigures } from '../../../../../renderer/screens/anomalies/score-figures'

const source = 'run a, step 20, 1,000 rows'

describe('numbers about anomalies', () => {
  it('of a category say the threshold, how many rows are of it, and what the measure is', () => {
    const best = { threshold: 0.42, precision: 0.5, recall: 0.25, f1: 1 / 3 }
    const figures = scoreFigures(
      {
        measure: 'fvu',
        category: 'scripture',
        positives: 40,
        rows: 1_000,
        auroc: 0.6,
        averagePrecision: 0.1,
        atPositives: 0.2,
        best
      },
      source
    )
    expect(figures.map(({ name, value }) => `${name} ${value}`)).toEqual(['AUROC 0.600', 'precision 0.500', 'recall 0.250'])
    expect(citationOf(figures[1])).toMatch(
      /^FVU against scripture: precision 0\.500 \(.*FVU ≥ 0\.42.*F1, 0\.333.*40 of 1,000 rows.*‖x − mean‖².*run a, step 20/
    )
  })

  it('of a row are one line, the measure of the list first; what could not be read is left out', () => {
    const row = { row: 9, source: 'doc 1', before: 'a', token: ' cat', active: 4, rarity: 2.5 }
    expect(rowCitation(row, { place: 3, rows: 1_000, measure: 'rarity', source })).toMatch(
      /^Row 9 \(doc 1, “cat”\): Rare features 2\.5, place 3 of 1,000 rows by Rare features \(Mean of −ln density.*; run a, step 20, 1,000 rows\)$/
    )
    const whole = { ...row, fvu: 0.5, squaredError: 12 }
    expect(rowCitation(whole, { place: 1, rows: 1_000, measure: 'fvu', source })).toContain(
      'FVU 0.5, Squared error 12, Rare features 2.5'
    )
  })
})
