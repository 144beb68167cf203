import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportDictionary, verifyExport } from '../../../../../main/interchange'
import { readParquetRows } from '../../../../../main/interchange/files/parquet-file'
import { openSafetensors } from '../../../../../main/interchange/files/safetensors-file'
import { readSplit } from '../../../../../main/interchange/rooms/delphi/split-file'
import { temporaryFolder } from '../material'
import { activations, features, roomMaterial, rowCount } from './room-material'

const evenOnly = (id: number) => ({ matches: id % 2 === 0 })

async function exported(as: 'activations' | 'delphi', more: Parameters<typeof roomMaterial>[2] = {}) {
  const folder = join(temporaryFolder(), 'out')
  return { folder, receipt: await exportDictionary(roomMaterial(folder, as, more)) }
}

describe('an export of activations', () => {
  it('is sparse rows in safetensors', async () => {
    const { folder, receipt } = await exported('activations')
    expect(readdirSync(folder).sort()).toEqual(['activations.safetensors', 'receipt.json'])
    const file = await openSafetensors(join(folder, 'activations.safetensors'))
    const [starts, ids, values] = [await file.numbers('starts'), await file.numbers('features'), await file.tensor('values')]
    await file.close()
    expect(starts).toHaveLength(rowCount + 1)
    const { features: expected, values: numbers } = await activations.row(7)
    const own = Array.from(ids as Int32Array).slice(Number(starts[7]), Number(starts[8]))
    expect(own).toEqual([...expected])
    expect(values.data.slice(Number(starts[7]), Number(starts[8]))).toEqual(numbers)
    expect(receipt.verified.rows).toBeGreaterThan(30)
    await expect(verifyExport(folder)).resolves.toMatchObject({ rows: activations.entries })
  })

  it('is a long table in Parquet, of the features that match', async () => {
    const { folder } = await exported('activations', { activationFile: 'parquet', features: features(64, evenOnly) })
    const found: Record<string, unknown>[] = []
    for await (const row of readParquetRows(join(folder, 'activations.parquet'))) found.push(row)
    expect(found.every(({ feature }) => Number(feature) % 2 === 0)).toBe(true)
    const { rows, values } = await activations.postings(4)
    const own = found.filter(({ feature }) => feature === 4)
    expect(own.map(({ row, activation, token }) => [row, activation, token])).toEqual(
      Array.from(rows, (row, at) => [row, values[at], ` t${row % 7}`])
    )
  })

  it('is not kept when what was written is not what the analysis has', async () => {
    const other = { ...activations, row: async () => activations.row(0) }
    await expect(exported('activations', { activations: other })).rejects.toMatchObject({ code: 'internal' })
    await expect(exported('delphi', { activations: other })).rejects.toMatchObject({ code: 'internal' })
  })

  it('says when a file was changed later', async () => {
    const { folder } = await exported('activations')
    writeFileSync(join(folder, 'activations.safetensors'), 'other')
    await expect(verifyExport(folder)).rejects.toMatchObject({ code: 'changed' })
  })
})

describe('an export for delphi', () => {
  it('is its latents cache: documents as sequences, places with f16 activations', async () => {
    const { folder, receipt } = await exported('delphi')
    expect(readdirSync(folder).sort()).toEqual(['blocks.6.hook_resid_pre', 'receipt.json'])
    const path = join(folder, 'blocks.6.hook_resid_pre', '0_63.safetensors')
    const file = await openSafetensors(path)
    const shapes = Object.fromEntries(file.entries.map(({ name, dtype, shape }) => [name, [dtype, ...shape]]))
    await file.close()
    expect(shapes).toEqual({
      locations: ['u16', activations.entries, 3],
      activations: ['f16', activations.entries],
      tokens: ['i64', 4, 15]
    })
    const { byPlace } = await readSplit(path, { start: 0, end: 63 }, 15)
    // Row 21 is the second of the third document.
    const { features: expected } = await activations.row(21)
    expect(byPlace.get(2 * 15 + 1)?.map(({ latent }) => latent)).toEqual([...expected])
    expect(receipt.verified.rows).toBe(rowCount)
    await expect(verifyExport(folder)).resolves.toMatchObject({ rows: activations.entries })
  })

  it('holds only the features that are listed', async () => {
    const { folder } = await exported('delphi', { features: features(64, evenOnly) })
    const { byPlace } = await readSplit(join(folder, 'blocks.6.hook_resid_pre/0_63.safetensors'), { start: 0, end: 63 }, 15)
    expect([...byPlace.values()].flat().every(({ latent }) => latent % 2 === 0)).toBe(true)
  })
})
