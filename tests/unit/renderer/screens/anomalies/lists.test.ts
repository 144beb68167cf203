import { describe, expect, it } from 'vitest'
import type { AnomaliesAnswer } from '../../../../../contract/records/studies/anomalies'
import { anomalyRows, measuresOf, rowsBy } from '../../../../../renderer/screens/anomalies/lists'

const row = (id: number, fvu: number | undefined, rarity: number) => ({
  row: id,
  source: `doc ${id}`,
  before: 'a "quoted"',
  token: ' b',
  active: 4,
  rarity,
  ...(fvu === undefined ? {} : { fvu })
})
const answer: AnomaliesAnswer = {
  kind: 'anomalies',
  rows: 100,
  lists: [
    { measure: 'rarity', rows: [3, 1] },
    { measure: 'fvu', rows: [1, 2, 9] }
  ],
  listed: [row(1, 0.9, 2), row(2, 0.5, 1), row(3, undefined, 8)],
  silent: 0,
  scores: []
}

describe('anomaly lists', () => {
  it('keep the order of their measure, without rows that are not told of', () => {
    expect(rowsBy(answer, 'fvu').map((entry) => entry.row)).toEqual([1, 2])
    expect(rowsBy(answer, 'rarity').map((entry) => entry.row)).toEqual([3, 1])
    expect(rowsBy(answer, 'squaredError')).toEqual([])
  })

  it('offer only measures that there is a list for', () => {
    expect(measuresOf(answer)).toEqual(['fvu', 'rarity'])
  })

  it('go into a file with empty cells for what could not be read', () => {
    expect(anomalyRows(rowsBy(answer, 'rarity'))[1]).toEqual([
      3,
      'doc 3',
      'a "quoted"',
      ' b',
      undefined,
      4,
      undefined,
      undefined,
      8
    ])
  })
})
