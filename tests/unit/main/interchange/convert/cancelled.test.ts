/** A conversion that is cancelled while it writes leaves nothing behind. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { convertDictionary } from '../../../../../main/interchange'
import { goldenNamed } from '../formats/golden'
import { temporaryFolder } from '../material'

it('leaves no folder, and no hidden one', async () => {
  const parent = temporaryFolder()
  const abort = new AbortController()
  const { path } = goldenNamed('saelens-topk')
  const given = { path, folder: join(parent, 'out'), format: 'saelens', type: 'f32' } as const
  const converting = convertDictionary({ ...given, signal: abort.signal, onProgress: () => abort.abort() })
  await expect(converting).rejects.toMatchObject({ code: 'cancelled' })
  expect(readdirSync(parent)).toEqual([])
})
