import { expect, test } from 'vitest'
import { detectionScore } from '../../../../main/drafting/detection'

const fires = [true, true, true, true, false, false, false, false]

test('a text that finds three of four firing rows and names one silent one', () => {
  const score = detectionScore([true, true, true, false, true, false, false, false], fires)
  expect(score).toMatchObject({ balancedAccuracy: 0.75, precision: 0.75, recall: 0.75 })
  expect(score).toMatchObject({ firing: { right: 3, of: 4 }, silent: { right: 3, of: 4 } })
  expect(score.interval[0]).toBeLessThan(0.75)
  expect(score.interval[1]).toBeGreaterThan(0.75)
})

test('to name all or none is worth a half; without a named row there is no precision', () => {
  expect(
    detectionScore(
      fires.map(() => true),
      fires
    )
  ).toMatchObject({ balancedAccuracy: 0.5, precision: 0.5, recall: 1 })
  expect(
    detectionScore(
      fires.map(() => false),
      fires
    )
  ).toMatchObject({ balancedAccuracy: 0.5, precision: null, recall: 0 })
})
