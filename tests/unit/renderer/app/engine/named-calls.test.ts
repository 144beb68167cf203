/** What calls carry in blind mode, and which are not made at all. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Client } from '../../../../../contract/wire/client'
import { named } from '../../../../../renderer/app/engine/named-calls'
import { changeSettings } from '../../../../../renderer/app/settings'

// Settings are kept in the storage of a page, which there is none of here.
vi.hoisted(() => {
  const localStorage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }
  vi.stubGlobal('window', { localStorage })
})

const calls: [string, unknown][] = []
const client = named({
  call: async (method: string, params: unknown) => {
    calls.push([method, params])
    return null
  }
} as unknown as Client)

beforeEach(() => calls.splice(0))
afterEach(() => changeSettings({ annotator: '', blind: false }))

const place = { project: 'p', run: 'r' }

test('lists, counts, bulk edits and undo are asked for one’s own in blind mode, and only then', async () => {
  changeSettings({ annotator: 'Dan' })
  await client.call('labels.progress', place)
  await client.call('labels.undo', { project: 'p' })
  changeSettings({ blind: true })
  await client.call('labels.progress', place)
  await client.call('labels.undo', { project: 'p' })
  await client.call('labels.bulk', { ...place, features: new Uint32Array() })
  await client.call('annotation.queue', { ...place, order: { by: 'mass' } })
  expect(calls.slice(0, 2).map(([, params]) => params)).toEqual([place, { project: 'p' }])
  for (const [method, params] of calls.slice(2)) expect(params, method).toMatchObject({ blind: true, author: 'Dan' })
})

test('what is about nothing but others is refused in words, not what one said twice', async () => {
  changeSettings({ annotator: 'Dan', blind: true })
  const refused = client.call('annotators.agreement', { ...place, one: 'Ada', other: 'Bea' })
  await expect(refused).rejects.toMatchObject({ code: 'denied', hint: expect.stringContaining('Alt+B') })
  await client.call('annotators.agreement', { ...place, one: 'Dan', other: 'Dan (repeat)' })
  await expect(client.call('annotators.agreement', { ...place, one: 'Ada', other: 'Ada (repeat)' })).rejects.toMatchObject({
    code: 'denied'
  })
  expect(calls.map(([method]) => method)).toEqual(['annotators.agreement'])
})
