import { expect, test } from 'vitest'
import { oneLine } from '../../../../main/cli/printable'
import { tokenLine } from '../../../../main/cli/token-text'

test('control characters do not act on the terminal', () => {
  expect(oneLine('a\u001b[31mred\u0007\nb\tc\u009b1m')).toBe('a␛[31mred␇ b c␡1m')
})

test('nor do those of tokens, whose breaks and tabs can be told apart', () => {
  expect(tokenLine('a\u001b[31m\r\n\tb')).toBe('a␛[31m⏎→b')
})
