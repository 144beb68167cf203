import { describe, expect, it } from 'vitest'
import { isNative } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'

describe('startBackend', () => {
  it('starts the native library and says so, the same each time', async () => {
    const info = await startBackend()
    expect(info).toMatchObject({ name: 'tensorflow', version: expect.stringMatching(/^\d+\.\d+/) })
    expect(info.threads).toBeGreaterThan(0)
    expect(info.fallbackReason).toBeUndefined()
    expect(isNative()).toBe(true)
    expect(await startBackend()).toBe(info)
  })
})
