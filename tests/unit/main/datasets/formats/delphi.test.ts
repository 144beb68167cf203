/** Latent caches of delphi as dense rows. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tensorsFromSafetensors } from '../../../../../main/codecs/safetensors'
import { tensorsToSafetensors } from '../../../../../main/codecs/safetensors-writing'
import { openActivations } from '../../../../../main/datasets/activations'
import { openSource } from '../../../../../main/datasets/open-source'
import { errorOf, fixtures, temporaryFolder } from '../support'
import { copyOf, damaged, edit, readFolder } from './folder-copies'

const within = temporaryFolder()
const expected = tensorsFromSafetensors(readFileSync(join(fixtures, 'delphi', 'expected.safetensors'))).tensors.rows.data

describe.each(['splits', 'no-tokens'])('a cache (%s)', (name) => {
  const path = join(fixtures, 'delphi', name)

  it('is rows with zeros where nothing was active', async () => {
    expect(await readFolder(path)).toEqual({ rows: 192, dIn: 16, values: expected })
  })

  it('gives the same rows in parts, also at the same time', async () => {
    const reader = await openActivations({ path, array: 'activations' })
    const parts = [0, 1, 47, 100, 191].flatMap((start) => [1, 30].map((count) => [start, Math.min(count, 192 - start)]))
    await Promise.all(
      parts.map(async ([start, count]) => {
        const into = new Float32Array(count * 16).fill(7)
        expect(await reader.read(start, count, into)).toEqual(expected.slice(start * 16, (start + count) * 16))
      })
    )
    await reader.close()
  })
})

it('its tokens are the table', async () => {
  const { format, table, close } = await openSource({ path: join(fixtures, 'delphi', 'splits') })
  expect([format, table?.rows, table?.columns]).toEqual(['delphi latents cache', 192, ['token_id', 'document', 'position']])
  expect(await (await table?.read(30, 33))?.column('token_id')).toEqual([35, 36, 37])
  await close()
})

describe('a cache with more locations than an index entry covers', () => {
  const [sequences, positions, latents] = [150, 64, 40]
  // Sparse in a pattern, with long rows and empty ones; every row has its own values.
  const dense = Float32Array.from({ length: sequences * positions * latents }, (_, i) => {
    const row = Math.floor(i / latents)
    const isActive = row % 7 === 0 || (row % 5 !== 1 && (i * 2654435761) % 11 === 0)
    return isActive ? ((i % 1000) + 1) / 8 : 0
  })
  const splits = [
    [0, 12],
    [13, 39]
  ]
  const path = copyOf(within, 'delphi', 'no-tokens')
  for (const name of ['0_4', '5_9', '10_15']) rmSync(join(path, `${name}.safetensors`))
  for (const [first, last] of splits) writeFileSync(join(path, `${first}_${last}.safetensors`), splitBytes(first, last))
  edit(path, 'config.json', () => JSON.stringify({ ctx_len: positions }))

  function splitBytes(first: number, last: number): Uint8Array {
    const locations: number[] = []
    const values: number[] = []
    for (const [i, value] of dense.entries()) {
      const latent = i % latents
      if (value === 0 || latent < first || latent > last) continue
      const row = Math.floor(i / latents)
      locations.push(Math.floor(row / positions), row % positions, latent - first)
      values.push(value)
    }
    return tensorsToSafetensors({
      locations: { shape: [values.length, 3], data: Uint16Array.from(locations) },
      activations: { shape: [values.length], data: Float32Array.from(values) }
    })
  }

  it('is read right from any row', async () => {
    const reader = await openActivations({ path })
    const rows = reader.rows
    expect(rows).toBe(sequences * positions)
    for (let start = 0; start < rows; start += 997) {
      const count = Math.min(613, rows - start)
      expect(await reader.read(start, count)).toEqual(dense.slice(start * latents, (start + count) * latents))
    }
    await reader.close()
  })
})

describe('a cache that makes no sense', () => {
  const split = (change: Record<string, unknown>, numbers = [0, 0, 0, 0, 1, 0, 1, 0, 1]): string => {
    const copy = copyOf(within, 'delphi', 'no-tokens')
    const tensors = {
      locations: { shape: [3, 3], data: Uint32Array.from(numbers) },
      activations: { shape: [3], data: Float32Array.of(1, 2, 3) },
      ...change
    } as Parameters<typeof tensorsToSafetensors>[0]
    writeFileSync(join(copy, '5_9.safetensors'), tensorsToSafetensors(tensors))
    return copy
  }

  it.each([
    ['a latent of another file', split({}, [0, 0, 0, 0, 1, 5, 1, 0, 1]), 'malformed'],
    ['a position beyond the context', split({}, [0, 0, 0, 0, 16, 0, 1, 0, 1]), 'malformed'],
    ['locations out of order', split({}, [1, 0, 0, 0, 1, 0, 1, 0, 1]), 'unsupported'],
    ['too few activations', split({ activations: { shape: [2], data: new Float32Array(2) } }), 'wrong-shape'],
    ['locations of two columns', split({ locations: { shape: [3, 2], data: new Uint32Array(6) } }), 'wrong-shape'],
    ['locations of bytes', split({ locations: { shape: [3, 3], data: new Uint8Array(9) } }), 'wrong-shape']
  ])('for %s is refused with the file', async (_, copy, code) => {
    expect(await errorOf(readFolder(copy))).toMatchObject({ code, place: join(copy, '5_9.safetensors') })
  })

  it.each([
    ['0_9.safetensors', 'malformed'],
    ['9_5.safetensors', 'malformed'],
    ['5_4000000000.safetensors', 'malformed'],
    ['10_4000000000.safetensors', 'unsupported']
  ])('for a file named %s is refused', async (name, code) => {
    const copy = copyOf(within, 'delphi', 'splits')
    renameSync(join(copy, name.startsWith('10') ? '10_15.safetensors' : '5_9.safetensors'), join(copy, name))
    expect((await errorOf(readFolder(copy))).code).toBe(code)
  })

  it('without tokens and context length says what is missing', async () => {
    const copy = copyOf(within, 'delphi', 'no-tokens')
    edit(copy, 'config.json', () => '{}')
    const error = await errorOf(readFolder(copy))
    expect([error.code, error.hint]).toEqual(['unsupported', 'Write the cache with save_tokens=True.'])
  })

  it('does not take a last sequence at its word', async () => {
    const copy = split({}, [0, 0, 0, 0, 1, 0, 4294967295, 0, 1])
    const reader = await openActivations({ path: copy })
    expect(reader.rows).toBe(4294967296 * 16)
    expect((await reader.read(2 ** 33, 3)).every((value) => value === 0)).toBe(true)
    await reader.close()
  })

  it('ends in a coded error or in values', async () => {
    for await (const end of damaged(within, 200, 29, 'delphi', 'splits')) {
      if (end instanceof Float32Array) continue
      expect(end).toMatchObject({ name: 'LoupeError', place: expect.any(String) })
      expect(end).not.toMatchObject({ code: 'internal' })
    }
  })
})
