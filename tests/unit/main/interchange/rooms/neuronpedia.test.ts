import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { exportDictionary, verifyExport } from '../../../../../main/interchange'
import { ExplanationRow, UploadBatch } from '../../../../../main/interchange/rooms/neuronpedia/structures'
import { pending, randomDictionary, temporaryFolder } from '../material'
import { features, roomMaterial } from './room-material'

async function exported(more: Parameters<typeof roomMaterial>[2] = {}) {
  const folder = join(temporaryFolder(), 'out')
  return { folder, receipt: await exportDictionary(roomMaterial(folder, 'neuronpedia', more)) }
}

const linesOf = (path: string) => gunzipSync(readFileSync(path)).toString().trimEnd().split('\n')

describe('an export for Neuronpedia', () => {
  it('is a body for the upload, as its API takes it, and rows of an explanation dump', async () => {
    const { folder, receipt } = await exported()
    const body = UploadBatch.parse(JSON.parse(readFileSync(join(folder, 'upload/batch-0.json'), 'utf8')))
    expect([body.modelId, body.source, body.features.length]).toEqual(['gpt2-small', '6-res-jb', 63])
    expect(body.features[0]).toEqual({
      index: 0,
      density: 0.125,
      explanations: [{ text: 'they / their, "possessive"' }],
      activations: [
        { tokens: ['return', ' self', '\n'], values: [0, 2.25, 0.5] },
        { tokens: ['return', '</script><b>', '\n'], values: [0, 2.25, 0.5] },
        { tokens: ['return', ' low', '\n'], values: [0, 2.25, 0.5], quantileMin: 0, quantileMax: 0.225, quantileFraction: 0.75 }
      ]
    })
    const rows = linesOf(join(folder, 'explanations/batch-0.jsonl.gz')).map((line) => ExplanationRow.parse(JSON.parse(line)))
    expect(rows.map(({ index }) => index)).toEqual(['0', '1', '2', '4', '5'])
    expect(rows[0]).toMatchObject({ modelId: 'gpt2-small', layer: '6-res-jb', description: 'they / their, "possessive"' })
    expect(receipt.gaps).toContain('1 feature not in the upload: Neuronpedia takes none without an activation.')
    expect(receipt.verified).toMatchObject({ rows: 63, labelsEqual: true })
    await expect(verifyExport(folder)).resolves.toMatchObject({ rows: 63 })
  })

  it('has at most 128 features in a file', async () => {
    const large = randomDictionary({ seed: 2, dIn: 4, dSae: 300, k: 2 })
    const { folder, receipt } = await exported({ dictionary: large, features: features(300) })
    const counts = [0, 1, 2].map((n) => JSON.parse(readFileSync(join(folder, `upload/batch-${n}.json`), 'utf8')).features.length)
    expect(counts).toEqual([128, 128, 43])
    expect(receipt.files.filter(({ name }) => name.startsWith('upload/'))).toHaveLength(3)
  })

  it('reports labels over 512 characters: cut in the upload, whole in the dump', async () => {
    const label = { ...pending, label: `${'a'.repeat(510)}🙂tail`, status: 'labeled' as const }
    const { folder, receipt } = await exported({ features: features(64, (id) => (id === 9 ? { label } : {})) })
    const body = UploadBatch.parse(JSON.parse(readFileSync(join(folder, 'upload/batch-0.json'), 'utf8')))
    expect(body.features.find(({ index }) => index === 9)?.explanations?.[0].text).toBe(`${'a'.repeat(510)}…`)
    expect(linesOf(join(folder, 'explanations/batch-0.jsonl.gz')).at(-1)).toContain('🙂tail')
    expect(receipt.gaps).toContain('1 label over 512 characters, cut in the upload and whole in the dump: features 9.')
  })

  it('is refused without the names of model and source, and without an analysis', async () => {
    const material = roomMaterial(join(temporaryFolder(), 'out'), 'neuronpedia')
    const nameless = { ...material, origin: { ...material.origin, names: { model: 'gpt2-small' } } }
    await expect(exportDictionary(nameless)).rejects.toMatchObject({ code: 'usage', place: 'source' })
    await expect(exportDictionary({ ...material, activations: undefined })).rejects.toMatchObject({ code: 'usage', place: 'run' })
  })
})
