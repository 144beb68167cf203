import { expect, it } from 'vitest'
import { beginFrom, timeFrom } from '../../../../main/cli/times'

it('a day alone is its end, or its beginning where it begins something', () => {
  expect(timeFrom('2026-05-01')).toBe(new Date(2026, 4, 1, 23, 59, 59, 999).getTime())
  expect(beginFrom('2026-05-01')).toBe(new Date(2026, 4, 1).getTime())
  expect(timeFrom('2026-05-01T14:00')).toBe(new Date(2026, 4, 1, 14).getTime())
  expect(beginFrom('2026-05-01T14:00Z')).toBe(Date.UTC(2026, 4, 1, 14))
})

it('what is no time is refused', () => {
  for (const text of ['', 'soon', '2026-13-01']) expect(() => timeFrom(text), text).toThrow('is no time')
})
