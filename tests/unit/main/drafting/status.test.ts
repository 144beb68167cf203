import { expect, test } from 'vitest'
import { waitFrom } from '../../../../main/drafting/status'

test('how long a server asks to wait, in seconds or until a date; nonsense says nothing', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  expect(waitFrom('2', now)).toBe(2_000)
  expect(waitFrom('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30_000)
  expect(waitFrom('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0)
  for (const nonsense of [undefined, '', ' ', 'soon', '-3']) expect(waitFrom(nonsense, now), nonsense).toBeUndefined()
})
