/** A check of a folder in words. */
import { expect, it } from 'vitest'
import { comparedAgainText, comparedText } from '../../../../main/cli/compared'

const verified = { rows: 1200, maxDifferenceActs: 3.3e-6, maxDifferenceRecon: 1.1e-5, seconds: 2 }

it('says differences where weights were compared, and counts what was compared', () => {
  const differences = 'activations differ by at most 3.3e-6, reconstructions by 1.1e-5'
  expect(comparedText(verified)).toBe(`compared on 1,200 rows in 2 s: ${differences}`)
  expect(comparedText(verified, undefined, ' (3 left aside)')).toContain('1,200 rows (3 left aside) in 2 s')
  expect(comparedText(verified, 'labeled')).toContain(differences)
  expect(comparedText(verified, 'viewer')).toBe('compared on 1,200 features in 2 s: all as it was meant')
  expect(comparedText(verified, 'delphi')).toBe('compared on 1,200 rows in 2 s: all as it was meant')
  expect(comparedAgainText(verified, 'delphi')).toBe('compared on 1,200 activations in 2 s: all as it was meant')
})
