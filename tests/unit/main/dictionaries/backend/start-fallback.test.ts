import { expect, it, vi } from 'vitest'
import { startBackend } from '../../../../../main/dictionaries/backend/start'

// Stands for a machine where the library file is missing: loading throws, as dlopen does.
vi.mock('@tensorflow/tfjs-node', () => {
  throw new Error('libtensorflow.so.2: cannot open shared object file')
})

it('falls back to WASM where the native library can not be loaded, and says why', async () => {
  const info = await startBackend()
  expect(info.name).toBe('wasm')
  expect(info.fallbackReason).toContain('tensorflow is not available')
})
