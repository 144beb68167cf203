import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { expandSources } from '../../../../main/datasets/expand'
import { errorOf, temporaryFolder, writeText } from './support'

const folder = temporaryFolder()
for (const name of ['chunk-1.npy', 'chunk-2.npy', 'chunk-10.npy', 'layer_3.npy', 'layer_4.npy', '.hidden.npy'])
  writeText(folder, name, 'x')
mkdirSync(join(folder, 'sub'))
writeText(join(folder, 'sub'), 'deeper.npy', 'x')

const chunks = ['chunk-1.npy', 'chunk-2.npy', 'chunk-10.npy']
const shards = { path: folder, files: chunks }
const sourcesOf = async (...paths: string[]) =>
  (await expandSources(paths.map((path) => ({ path: join(folder, path) })))).map(({ source }) => source)

describe('expandSources', () => {
  it('takes the pieces in a folder as one source and the rest file by file', async () => {
    expect(await sourcesOf('.')).toEqual([shards, { path: join(folder, 'layer_3.npy') }, { path: join(folder, 'layer_4.npy') }])
  })

  it('puts pieces together that a shell has listed, in the order of their numbers', async () => {
    expect(await sourcesOf('chunk-10.npy', 'chunk-1.npy', 'chunk-2.npy')).toEqual([shards])
  })

  it('takes all that a pattern matches as one source', async () => {
    expect(await sourcesOf('layer_*.npy')).toEqual([{ path: folder, files: ['layer_3.npy', 'layer_4.npy'] }])
    expect(await sourcesOf('chunk-?.npy')).toEqual([{ path: folder, files: ['chunk-1.npy', 'chunk-2.npy'] }])
  })

  it('keeps the order in which files were given', async () => {
    const given = ['layer_4.npy', 'chunk-10.npy', 'layer_3.npy', 'chunk-2.npy', 'sub/deeper.npy', 'chunk-1.npy']
    const layer = (number: number) => ({ path: join(folder, `layer_${number}.npy`) })
    expect(await sourcesOf(...given)).toEqual([layer(4), shards, layer(3), { path: join(folder, 'sub', 'deeper.npy') }])
  })

  it('names a pattern that matches nothing', async () => {
    const error = await errorOf(sourcesOf('nothing-*.npy'))
    expect([error.code, error.place]).toEqual(['not-found', join(folder, 'nothing-*.npy')])
  })

  it('keeps a file that is not there, so that its problem is told with it, and each source once', async () => {
    const gone = { path: join(folder, 'gone.npy') }
    expect((await expandSources([gone, gone])).map(({ source }) => source)).toEqual([gone])
  })
})
