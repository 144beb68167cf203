/** Folders of Hugging Face's save_to_disk, among them SAELens's activation cache. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openActivations } from '../../../../../main/datasets/activations'
import { openTable } from '../../../../../main/datasets/table'
import { activationFixture, errorOf, temporaryFolder } from '../support'
import { goldenRows as rows } from './golden-rows'

const folder = temporaryFolder()
const cache = activationFixture('saelens-cache')

/** A copy of the cache whose shard is there twice, with another state.json. */
function copyOf(name: string, state: unknown): string {
  const path = join(folder, name)
  cpSync(cache, path, { recursive: true })
  cpSync(join(cache, 'data-00000-of-00001.arrow'), join(path, 'data-00001.arrow'))
  writeFileSync(join(path, 'state.json'), typeof state === 'string' ? state : JSON.stringify(state))
  return path
}

it('reads an activation cache of SAELens with its token ids', async () => {
  const reader = await openActivations({ path: cache })
  expect([reader.array, reader.shape, reader.dtype]).toEqual(['blocks.0.hook_mlp_out', [12, 16, 16], 'f32'])
  expect(await reader.read(0, reader.rows)).toEqual(rows)
  expect(await reader.read(15, 20)).toEqual(rows.slice(15 * 16, 35 * 16))
  await reader.close()
  const table = await openTable({ path: cache })
  expect([table.rows, table.columns]).toEqual([192, ['token_ids', 'document', 'position']])
  const block = await table.read(14, 34)
  expect((await block.column('document')).slice(0, 3)).toEqual([0, 0, 1])
  expect((await block.column('position')).slice(0, 3)).toEqual([14, 15, 0])
  expect(await block.column('token_ids')).toEqual(Array.from({ length: 20 }, (_, index) => tokenIds[14 + index]))
  await table.close()
})

/** Of the first 48 rows, as datasets 3.6 gives them. */
const tokenIds = JSON.parse(readFileSync(activationFixture('saelens-cache-tokens.json'), 'utf8')) as number[]

it('counts sequences on over the shards, in the order of state.json', async () => {
  const path = copyOf('two', { _data_files: [{ filename: 'data-00001.arrow' }, { filename: 'data-00000-of-00001.arrow' }] })
  const reader = await openActivations({ path })
  expect([reader.rows, reader.shape]).toEqual([384, [24, 16, 16]])
  expect(await reader.read(190, 4)).toEqual(Float32Array.of(...rows.slice(190 * 16), ...rows.slice(0, 32)))
  await reader.close()
  const table = await openTable({ path })
  expect(await (await table.read(191, 193)).column('document')).toEqual([11, 12])
  await table.close()
})

it.each([
  ['without a list', {}, 'malformed', '_data_files'],
  ['with a list of anything', { _data_files: [1] }, 'malformed', '_data_files'],
  ['with an empty list', { _data_files: [] }, 'empty', 'without data files'],
  ['that is no JSON', '{"_data', 'malformed', 'not JSON'],
  ['with a shard that is not there', { _data_files: [{ filename: 'x.arrow' }] }, 'not-found', '“x.arrow”'],
  ['with a shard elsewhere', { _data_files: [{ filename: '../two/data-00001.arrow' }] }, 'malformed', 'no file of this folder'],
  ['with an order of its own', { _data_files: [], _indices_data_files: [{ filename: 'i.arrow' }] }, 'unsupported', 'order']
])('refuses a state.json %s', async (name, state, code, words) => {
  const error = await errorOf(openActivations({ path: copyOf(name, state) }))
  expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)])
  expect(error.hint).toBeTruthy()
})

it('refuses a folder of splits and names them', async () => {
  const path = join(folder, 'splits')
  mkdirSync(path)
  writeFileSync(join(path, 'dataset_dict.json'), '{"splits": ["train", "test"]}')
  const error = await errorOf(openActivations({ path }))
  expect([error.code, error.hint]).toEqual(['unsupported', 'Choose the split’s folder: train, test.'])
})
