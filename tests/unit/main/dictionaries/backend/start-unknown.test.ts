import { expect, it } from 'vitest'
import { startBackend } from '../../../../../main/dictionaries/backend/start'

it('refuses a backend that it does not know, naming the ones it does', async () => {
  process.env.LOUPE_BACKEND = 'cuda'
  await expect(startBackend()).rejects.toMatchObject({ code: 'usage', hint: expect.stringContaining('tensorflow, wasm or cpu') })
})
