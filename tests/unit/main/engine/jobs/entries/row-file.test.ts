import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { tensorsFromSafetensors } from '../../../../../../main/codecs/safetensors'
import { openActivations } from '../../../../../../main/datasets/index'
import { createRowFile } from '../../../../../../main/engine/jobs/entries/row-file'
import { temporaryFolder } from '../../project-material'

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const parts = [Float32Array.of(1, 2, 3, 4), Float32Array.of(5, 6)]

async function written(name: string, format: 'npy' | 'safetensors', rowIds?: Uint32Array): Promise<string[]> {
  const file = await createRowFile(join(folder, name), { format, rows: 3, width: 2 })
  for (const part of parts) await file.append(part)
  return file.finish(rowIds)
}

describe('rows written to a folder', () => {
  it('are read again as activations, with the numbers of the rows beside them', async () => {
    expect(await written('numpy', 'npy', Uint32Array.of(0, 4, 7))).toEqual(['activations.npy', 'rows.npy'])
    const reader = await openActivations({ path: join(folder, 'numpy', 'activations.npy') })
    expect([reader.rows, reader.dIn, [...(await reader.read(0, 3))]]).toEqual([3, 2, [1, 2, 3, 4, 5, 6]])
    await reader.close()
    const ids = readFileSync(join(folder, 'numpy', 'rows.npy'))
    expect([...new Uint32Array(ids.buffer.slice(ids.byteOffset + ids.length - 12, ids.byteOffset + ids.length))]).toEqual([
      0, 4, 7
    ])
  })

  it('are one tensor of a safetensors file', async () => {
    mkdirSync(join(folder, 'tensors'))
    expect(await written('tensors', 'safetensors')).toEqual(['activations.safetensors'])
    const { tensors } = tensorsFromSafetensors(readFileSync(join(folder, 'tensors', 'activations.safetensors')))
    expect(tensors).toEqual({ activations: { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) } })
  })

  it('do not replace anything', async () => {
    mkdirSync(join(folder, 'full'))
    writeFileSync(join(folder, 'full', 'mine.txt'), 'mine')
    const error = { code: 'exists', hint: expect.stringContaining('another folder') }
    await expect(createRowFile(join(folder, 'full'), { format: 'npy', rows: 1, width: 1 })).rejects.toMatchObject(error)
    const place = join(folder, 'full', 'mine.txt')
    await expect(createRowFile(place, { format: 'npy', rows: 1, width: 1 })).rejects.toMatchObject({ place })
  })

  it('are not there before they are whole, nor after they were given up', async () => {
    const file = await createRowFile(join(folder, 'half'), { format: 'npy', rows: 3, width: 2 })
    await file.append(parts[0])
    expect(existsSync(join(folder, 'half'))).toBe(false)
    await file.abandon()
    expect(readdirSync(folder).filter((name) => name.includes('half') || name.startsWith('.writing'))).toEqual([])
  })
})
