/** Which format a file has, whatever its name, and the errors of files that can not be read. */
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openActivations } from '../../../../../main/datasets/activations'
import { InputFile } from '../../../../../main/datasets/files/input-file'
import { formatOf } from '../../../../../main/datasets/formats/registry'
import { activationFixture, errorOf, npyBytes, temporaryFolder, writeText } from '../support'

const folder = temporaryFolder()

async function formatName(path: string): Promise<string> {
  const file = await InputFile.open(path)
  try {
    return (await formatOf(file)).name
  } finally {
    await file.close()
  }
}

describe('formats', () => {
  it.each([
    ['f32.npy', 'npy'],
    ['f16.safetensors', 'safetensors'],
    ['rows.parquet', 'parquet'],
    ['rows.csv', 'csv']
  ])('%s is known by content under any name', async (name, format) => {
    const path = writeText(folder, `${name}.data`, readFileSync(activationFixture(name)))
    expect(await formatName(path)).toBe(format)
  })

  it('content goes before the name', async () => {
    const path = writeText(folder, 'really-npy.csv', readFileSync(activationFixture('f32.npy')))
    expect(await formatName(path)).toBe('npy')
  })

  it('tells lines of JSON from other text', async () => {
    expect(await formatName(writeText(folder, 'lines.txt', '{"a":1}\n{"a":2}\n'))).toBe('jsonl')
    expect((await errorOf(formatName(writeText(folder, 'prose.txt', 'Once, there was\na cat.\nIt sat.\n')))).code).toBe(
      'unsupported'
    )
  })
})

describe('files that can not be read', () => {
  const whole = npyBytes(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3])
  const withShape = (shape: number[]): Buffer => npyBytes(new Float32Array(shape.reduce((a, b) => a * b, 1)), shape)

  it.each([
    ['missing.npy', undefined, 'not-found'],
    ['empty.npy', Buffer.alloc(0), 'empty'],
    ['cut-in-header.npy', whole.subarray(0, 40), 'truncated'],
    ['cut-in-magic.npy', whole.subarray(0, 4), 'malformed'],
    ['cut-in-numbers.npy', whole.subarray(0, -1), 'truncated'],
    ['noise.npy', Buffer.alloc(500, 7), 'malformed'],
    ['noise.safetensors', Buffer.alloc(500, 7), 'malformed'],
    ['cut.safetensors', readFileSync(activationFixture('f16.safetensors')).subarray(0, 70), 'truncated'],
    ['unknown.xyz', Buffer.alloc(500, 7), 'unsupported'],
    ['flat.npy', withShape([6]), 'wrong-shape'],
    ['five.npy', withShape([1, 2, 3, 1, 1]), 'wrong-shape'],
    ['no-rows.npy', withShape([0, 3]), 'empty'],
    ['no-width.npy', withShape([3, 0]), 'empty'],
    ['prose.csv', Buffer.from('only,words\nin,here\n'), 'unsupported']
  ])('%s', async (name, content, code) => {
    const path = content ? writeText(folder, name, content) : join(folder, name)
    const error = await errorOf(openActivations({ path }))
    expect([error.code, error.place]).toEqual([code, path])
    expect(error.message).toContain(`“${name}”`)
    expect(error.message.split(`“${name}”`).length).toBe(2)
    expect(error.hint).toBeTruthy()
  })

  it('says that a folder is empty, whatever its name promises', async () => {
    mkdirSync(join(folder, 'folder.npy'))
    expect((await errorOf(openActivations({ path: join(folder, 'folder.npy') }))).code).toBe('empty')
  })

  it('follows links, and says when they lead nowhere', async () => {
    symlinkSync(activationFixture('f32.npy'), join(folder, 'link.npy'))
    symlinkSync(join(folder, 'gone'), join(folder, 'dangling.npy'))
    expect(await formatName(join(folder, 'link.npy'))).toBe('npy')
    expect((await errorOf(formatName(join(folder, 'dangling.npy')))).code).toBe('not-found')
  })

  it.skipIf(!existsSync('/dev/zero'))('does not wait for a device that never ends', async () => {
    const error = await errorOf(openActivations({ path: '/dev/zero' }))
    expect([error.code, error.message]).toEqual(['unreadable', '“zero” is not a regular file.'])
  })
})
