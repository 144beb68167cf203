import { expect, test } from 'vitest'
import { isSecureStorage } from '../../../../../main/shell/policy/secure-storage'

test('secrets are kept only where the system has a password of its own for them', () => {
  expect(isSecureStorage({ isAvailable: true, backend: undefined })).toBe(true)
  expect(isSecureStorage({ isAvailable: true, backend: 'gnome_libsecret' })).toBe(true)
  for (const backend of ['basic_text', 'unknown']) expect(isSecureStorage({ isAvailable: true, backend })).toBe(false)
  expect(isSecureStorage({ isAvailable: false, backend: 'kwallet5' })).toBe(false)
})
