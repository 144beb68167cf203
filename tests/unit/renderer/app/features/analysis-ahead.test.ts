import { describe, expect, it } from 'vitest'
import { aheadText, analysisAhead } from '../../../../../renderer/app/features/analysis-ahead'

const analysis = { step: 10, features: 8, rows: 1_000, finishedAt: 500 }
const rows = { trainRows: 900, validationRows: 100 }
const more = { trainRows: 1_300, validationRows: 100 }

describe('what an analysis would do', () => {
  it('is nothing to speak of for a run without one, or over all rows', () => {
    expect(analysisAhead({}, rows)).toBeUndefined()
    expect(analysisAhead({ analysis }, rows)).toBeUndefined()
    expect(analysisAhead({ analysis, unfinishedAnalysis: { step: 10, rows: 512 } }, rows)).toBeUndefined()
  })

  it('is to go on with one that was cut off, at first or of another step', () => {
    const ahead = analysisAhead({ unfinishedAnalysis: { step: 10, rows: 8_192 } }, rows)!
    expect(ahead).toEqual({ pass: 'resumed', step: 10, rows: 8_192 })
    expect(aheadText(ahead)).toBe('The analysis of step 10 was cut off after 8,192 rows. It goes on from there.')
    expect(analysisAhead({ analysis, unfinishedAnalysis: { step: 20, rows: 512 } }, rows)).toMatchObject({
      pass: 'resumed',
      step: 20
    })
  })

  it('is to take in rows that were added, or all where something changed since', () => {
    expect(analysisAhead({ analysis }, { ...more, growths: [{ rows: 1_000, at: 600 }] })).toEqual({
      pass: 'extended',
      step: 10,
      added: 400
    })
    const growths = [
      { rows: 700, at: 400, changed: 'an old reason' },
      { rows: 1_000, at: 600, changed: 'clipped rows are clipped to another norm' }
    ]
    const ahead = analysisAhead({ analysis }, { ...more, growths })!
    expect(aheadText(ahead)).toBe(
      'The data set has 400 rows more now. All are analyzed again: clipped rows are clipped to another norm.'
    )
    expect(analysisAhead({ analysis }, { ...more, growths: growths.slice(0, 1) })).toMatchObject({ pass: 'extended' })
  })
})
