import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { WeightType, WrittenFormat } from '../../../../../contract/records/dictionary-report'
import { exportDictionary, readDictionary, referenceEncoder, verifyExport } from '../../../../../main/interchange'
import { openSafetensors } from '../../../../../main/interchange/files/safetensors-file'
import { labelsKey } from '../../../../../main/interchange/rooms/labeled/weights'
import { writerOf } from '../../../../../main/interchange/writers/registry'
import { randomBatch, randomDictionary, temporaryFolder } from '../material'
import { features, roomMaterial } from './room-material'

const relu = randomDictionary({ seed: 31, dIn: 16, dSae: 64 })

async function exported(format: WrittenFormat, type: WeightType) {
  const folder = join(temporaryFolder(), 'out')
  const check = { rows: randomBatch(99, 24, 16), encoder: referenceEncoder(relu) }
  const material = roomMaterial(folder, 'labeled', { dictionary: relu, check })
  const receipt = await exportDictionary({ ...material, origin: { ...material.origin, format, type } })
  return { folder, receipt, weights: join(folder, writerOf(format).weights) }
}

describe('a labeled dictionary', () => {
  it.each([
    ['saelens', 'f32'],
    ['saelens', 'bf16'],
    ['loupe', 'f16'],
    ['gemma-scope', 'f32'],
    ['sparsify', 'f32'],
    ['dictionary-learning', 'f32']
  ] as const)('has its weights as %s in %s, which compute the same, and proves it again', async (format, type) => {
    const { folder, receipt, weights } = await exported(format, type)
    const { dictionary } = await readDictionary(weights)
    expect(dictionary.dSae).toBe(64)
    const tolerance = type === 'f32' ? 1e-4 : 0.5
    expect(receipt.verified.maxDifferenceActs).toBeLessThan(tolerance)
    expect(receipt.verified.rows).toBeGreaterThan(16)
    expect(receipt.files[0].content + receipt.files[1].content).toContain(type)
    const again = await verifyExport(folder)
    expect({ ...again, seconds: 0 }).toEqual({ ...receipt.verified, seconds: 0 })
  })

  it('has its labels in the metadata of safetensors, and says where the format has no place for them', async () => {
    for (const format of ['saelens', 'loupe', 'sparsify'] as const) {
      const { weights } = await exported(format, 'f32')
      const file = await openSafetensors(weights)
      await file.close()
      expect(JSON.parse(file.metadata[labelsKey])).toMatchObject({ 0: 'they / their, "possessive"', 2: "'-er', suffix" })
    }
    const { receipt } = await exported('gemma-scope', 'f32')
    expect(receipt.gaps).toContain('Gemma Scope has no place for labels in its weights; they are in labels.jsonl only.')
  })

  it('says model, place and license in the configuration and on the model card', async () => {
    const { folder } = await exported('saelens', 'f32')
    const { metadata } = JSON.parse(readFileSync(join(folder, 'cfg.json'), 'utf8'))
    // The material's own words win over those of the person: they are of the files.
    expect(metadata).toMatchObject({ model_name: 'tiny', hook_name: 'blocks.0.hook_resid_post' })
    const card = readFileSync(join(folder, 'README.md'), 'utf8')
    expect(card).toMatch(/^---\nlicense: "mit"\n/)
    for (const part of ['base_model: "gpt2-small"', '| fingerprint | b41e09c7 |', '| fvu | 0.26 |', '"learningRate": 0.0003'])
      expect(card).toContain(part)
  })

  it('is refused in a format that can not hold it, before anything is written', async () => {
    const folder = join(temporaryFolder(), 'out')
    const material = roomMaterial(folder, 'labeled', { features: features() })
    const refused = exportDictionary({ ...material, origin: { ...material.origin, format: 'gemma-scope' } })
    await expect(refused).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('TopK') })
  })
})
