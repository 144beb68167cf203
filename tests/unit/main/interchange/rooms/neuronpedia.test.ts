import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type ExportFeature, exportDictionary, verifyExport } from '../../../../../main/interchange'
import { ExplanationRow, UploadBatch } from '../../../../../main/interchange/rooms/neuronpedia/structures'
import { exampleOf, pending, randomDictionary, temporaryFolder } from '../material'
import { like, recordedStructure, shapeOf } from './recorded-structure'
import { features, roomMaterial } from './room-material'

async function exported(more: Parameters<typeof roomMaterial>[2] = {}) {
  const folder = join(temporaryFolder(), 'out')
  return { folder, receipt: await exportDictionary(roomMaterial(folder, 'neuronpedia', more)) }
}

const linesOf = (path: string) => gunzipSync(readFileSync(path)).toString().trimEnd().split('\n')

const uploadIn = (folder: string) => UploadBatch.parse(JSON.parse(readFileSync(join(folder, 'upload/batch-0.json'), 'utf8')))
/** Columns of export_explanations in the site's export-data.py. */
const dumpColumns = [
  ...['id', 'modelId', 'layer', 'index', 'authorId', 'description', 'embedding', 'typeName', 'explanationModelName'],
  ...['umap_x', 'umap_y', 'umap_cluster', 'umap_log_feature_sparsity']
]
const noQuantiles = { quantileMax: null, quantileMin: null, quantileFraction: null }

describe('an export for Neuronpedia', () => {
  it('has the structure that its own client sends, key by key', async () => {
    const recorded = recordedStructure('neuronpedia/upload-batch.json')
    const logits = { top: [{ token: ' yes', logit: 1 }], bottom: [{ token: ' no', logit: -2 }] }
    const { folder } = await exported({ features: features(64, () => ({ logits })), hasLogits: true })
    const own = shapeOf(JSON.parse(readFileSync(join(folder, 'upload/batch-0.json'), 'utf8')))
    expect(JSON.stringify(own)).toBe(JSON.stringify(like(recorded.shape, own)))
    expect(UploadBatch.parse(recorded.example)).toEqual(recorded.example)
  })

  it('has at most twenty tokens at each end of a study of logits, none without a text', async () => {
    const some = (from: number) => Array.from({ length: 25 }, (_, i) => ({ token: i === 1 ? '' : `t${i}`, logit: from - i }))
    const logits = { top: some(30), bottom: some(-1) }
    const all = roomMaterial('', 'neuronpedia').features as ExportFeature[]
    const { folder, receipt } = await exported({ features: all.map((feature) => ({ ...feature, logits })), hasLogits: true })
    const [feature] = uploadIn(folder).features
    expect(feature.topLogits?.map(({ value }) => value)).toEqual([30, ...Array.from({ length: 19 }, (_, i) => 28 - i)])
    expect(feature.bottomLogits?.slice(0, 2)).toEqual([
      { token: 't0', value: -1 },
      { token: 't2', value: -3 }
    ])
    expect(receipt.gaps.join()).not.toContain('ogits')
    expect((await exported()).receipt.gaps).toContain(
      'Logits of features are left out: ask for the logit effects of features first.'
    )
  })

  it('names the row where a token has no text, since the site refuses an empty one', async () => {
    const own = features(64, (id) => (id === 0 ? { examples: [exampleOf('')], intervals: [] } : {}))
    const { folder } = await exported({ features: own })
    expect(uploadIn(folder).features[0].activations[0].tokens).toEqual(['return', '[row 12]', '\n'])
  })

  it('is a body for the upload, as its API takes it, and rows of an explanation dump', async () => {
    const { folder, receipt } = await exported()
    const body = uploadIn(folder)
    expect([body.modelId, body.source, body.features.length]).toEqual(['gpt2-small', '6-res-jb', 63])
    expect(body.features[0]).toEqual({
      index: 0,
      density: 0.125,
      explanations: [{ text: 'they / their, "possessive"', methodName: null, modelName: null }],
      activations: [
        { tokens: ['return', ' self', '\n'], values: [0, 2.25, 0.5], ...noQuantiles },
        { tokens: ['return', '</script><b>', '\n'], values: [0, 2.25, 0.5], ...noQuantiles },
        { tokens: ['return', ' low', '\n'], values: [0, 2.25, 0.5], quantileMin: 0, quantileMax: 0.225, quantileFraction: 0.75 }
      ],
      topLogits: null,
      bottomLogits: null
    })
    const rows = linesOf(join(folder, 'explanations/batch-0.jsonl.gz')).map((line) => ExplanationRow.parse(JSON.parse(line)))
    expect(rows.map(({ index }) => index)).toEqual(['0', '1', '2', '4', '5'])
    expect(Object.keys(rows[0]).slice(0, 13)).toEqual(dumpColumns)
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
    const body = uploadIn(folder)
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
