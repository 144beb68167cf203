import { describe, expect, it } from 'vitest'
import { citationOf } from '../../../../../renderer/app/numbers/figure'
import { measures, relativeFigure } from '../../../../../renderer/screens/feature/relatives'
import { togetherOutput } from '../../../../../renderer/screens/feature/together-output'

const [jaccard, pmi, documents] = measures
const source = 'run a, step 20, 1,000 rows'

describe('what fires together', () => {
  it('is copied as it is shown and saved with all measures', async () => {
    const found = [{ feature: 9, value: 0.5 }]
    const output = togetherOutput({
      ...{ run: 'a', feature: 7, measure: jaccard, measures: [jaccard, pmi], found },
      read: async (measure) => (measure === pmi ? [{ feature: 4, value: 3 }] : found)
    })
    expect(output.text()).toEqual({ text: 'measure\tfeature\tother\tvalue\nJaccard\t7\t9\t0.5\n', rows: 1 })
    expect(await output.csv()).toBe('measure,feature,other,value\nJaccard,7,9,0.5\nPMI,7,4,3\n')
    expect(output.picture).toBeUndefined()
  })

  it('says for each number what it was counted over', () => {
    const counted = { rows: { counted: 800, of: 1_000 }, documents: { counted: 50, of: 50 } }
    const pair = { feature: 7, other: 9, value: 0.5 }
    expect(citationOf(relativeFigure(jaccard, pair, counted, source))).toBe(
      `Features 7 and 9: Jaccard 0.50 (${jaccard.formula}, 800 rows; ${source})`
    )
    expect(relativeFigure(documents, pair, counted, source).explanation).toContain('50 documents')
  })
})
