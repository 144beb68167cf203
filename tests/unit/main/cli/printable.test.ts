import { expect, test } from 'vitest'
import { oneLine } from '../../../../main/cli/printable'

test('control characters do not act on the terminal', () => {
  expect(oneLine('a\u001b[31mred\u0007\nb\tc\u009b1m')).toBe('a␛[31mred␇ b c␡1m')
})
