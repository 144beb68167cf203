import { expect, it } from 'vitest'
// @ts-expect-error: scripts run before anything is installed, so they are plain JavaScript without types
import { countPlaywright, countVitest, sum } from '../../../scripts/run/counts.mjs'

it('counts a file that can not be loaded as a failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{}] }
    ]
  }
  expect(countVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 2 })
})

it('sums both runners', () => {
  const browser = countPlaywright({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 1 }, errors: [] })
  expect(sum([{ passed: 2, failed: 0, skipped: 0 }, browser])).toEqual({ passed: 7, failed: 1, skipped: 1 })
})
