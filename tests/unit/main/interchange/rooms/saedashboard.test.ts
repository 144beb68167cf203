import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ExportFeature, exportDictionary, verifyExport } from '../../../../../main/interchange'
import { nonZeroHistogram } from '../../../../../main/interchange/rooms/saedashboard/records'
import { DashboardBatch } from '../../../../../main/interchange/rooms/saedashboard/structures'
import { temporaryFolder } from '../material'
import { like, recordedStructure, shapeOf } from './recorded-structure'
import { activations, dictionary, roomMaterial } from './room-material'

const recorded = recordedStructure('saedashboard/batch.json')

async function exported(more: Parameters<typeof roomMaterial>[2] = {}) {
  const folder = join(temporaryFolder(), 'out')
  const receipt = await exportDictionary(roomMaterial(folder, 'saedashboard', more))
  return { folder, receipt, batch: JSON.parse(readFileSync(join(folder, 'batch-0.json'), 'utf8')) }
}

describe('an export for SAEDashboard', () => {
  it('has the structure that the library writes, key by key', async () => {
    const { batch } = await exported()
    expect(JSON.stringify(shapeOf(batch))).toBe(JSON.stringify(like(recorded.shape, shapeOf(batch))))
    expect(DashboardBatch.parse(recorded.example)).toEqual(recorded.example)
  })

  it('holds what its converter would make of the same feature', async () => {
    const { folder, batch, receipt } = await exported()
    const { values } = await activations.postings(0)
    const [feature] = batch.features
    expect([batch.model_id, batch.layer, batch.sae_set, batch.sae_id_suffix]).toEqual(['gpt2-small', 6, 'res-jb', null])
    expect(feature.frac_nonzero).toBe(0.125)
    expect(feature.freq_hist_data_bar_heights.reduce((sum: number, height: number) => sum + height, 0)).toBe(values.length)
    const row = Array.from(dictionary.tensors.W_dec.data.subarray(0, 16))
    const greatest = Math.max(...row)
    expect(feature.neuron_alignment_indices[0]).toBe(row.indexOf(greatest))
    expect(feature.neuron_alignment_values[0]).toBeCloseTo(greatest, 3)
    expect(feature.neuron_alignment_l1[0]).toBeCloseTo(greatest / row.reduce((sum, value) => sum + Math.abs(value), 0), 3)
    expect(
      feature.activations.map(({ bin_min, bin_max, bin_contains }: Record<string, number>) => [bin_min, bin_max, bin_contains])
    ).toEqual([
      [-1, 2.25, -1],
      [-1, 2.25, -1],
      [0, 0.225, 0.75]
    ])
    expect(feature.activations[0]).toMatchObject({ tokens: ['return', ' self', '\n'], qualifying_token_index: 1 })
    expect(JSON.parse(readFileSync(join(folder, 'skipped_indexes.json'), 'utf8'))).toMatchObject({
      layer: '6',
      skipped_indexes: []
    })
    expect(receipt.gaps).toContain('Activations are rounded to three decimals, as SAEDashboard rounds them.')
    await expect(verifyExport(folder)).resolves.toMatchObject({ rows: 64 })
  })

  it('has the tokens that a study of logits names, the least and the greatest first', async () => {
    const logits = {
      top: [
        { token: ' yes', logit: 1.23456 },
        { token: ' ok', logit: 0.5 }
      ],
      bottom: [{ token: ' no', logit: -2.5 }]
    }
    const features = roomMaterial('', 'saedashboard').features as ExportFeature[]
    const more = { features: features.map((feature) => ({ ...feature, logits })), hasLogits: true }
    const { batch, receipt } = await exported(more)
    expect(batch.features[0]).toMatchObject({
      neg_str: [' no'],
      neg_values: [-2.5],
      pos_str: [' yes', ' ok'],
      pos_values: [1.235, 0.5]
    })
    expect(JSON.stringify(shapeOf(batch))).toBe(JSON.stringify(like(recorded.shape, shapeOf(batch))))
    expect(receipt.gaps.join()).not.toContain('ask for the logit effects')
    expect((await exported()).receipt.gaps.join()).toContain('ask for the logit effects')
  })

  it('names the features that the scope leaves out', async () => {
    const { folder, batch } = await exported({ scope: { statuses: ['labeled'], notes: true, examples: true } })
    expect(batch.features.map(({ feature_index }: { feature_index: number }) => feature_index)).toEqual([0, 1, 2])
    expect(JSON.parse(readFileSync(join(folder, 'skipped_indexes.json'), 'utf8')).skipped_indexes).toHaveLength(61)
  })

  it('counts activations in fifty bins from the least to the greatest', () => {
    const { values, heights } = nonZeroHistogram(Float32Array.of(1, 1, 2, 51))
    expect([values.length, values[0], heights[0], heights[1], heights[49]]).toEqual([50, 1.5, 2, 1, 1])
    expect(nonZeroHistogram(new Float32Array())).toEqual({ values: [], heights: [] })
    expect(nonZeroHistogram(Float32Array.of(2, 2)).heights.reduce((a, b) => a + b)).toBe(2)
  })
})
