import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Dataset } from '../../../../../../contract/records/dataset'
import { buildDataset } from '../../../../../../main/datasets/index'
import { inputMeasure } from '../../../../../../main/engine/jobs/entries/input-measure'
import { type OpenData, openData } from '../../../../../../main/engine/jobs/entries/open-data'
import { makeActivations } from '../../../../../contract/material'
import { temporaryFolder } from '../../project-material'

let folder: string
let data: OpenData
let dataset: Dataset
const always = { onProgress: () => undefined, isWanted: () => true }

beforeEach(async () => {
  folder = temporaryFolder()
  const activations = { path: await makeActivations(join(folder, 'rows.npy'), 40, 4) }
  dataset = await buildDataset({ id: 'd', name: 'rows', activations, outliers: 'drop' }, folder, join(folder, 'index'))
  data = await openData({ project: folder, dataset, indexFolder: join(folder, 'index') }, new AbortController().signal)
})
afterEach(async () => {
  await data.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('mean and scale of the inputs', () => {
  it('are those of the training rows, and brought to norm √d on average', async () => {
    const sums = new Float64Array(4)
    let norms = 0
    for await (const batch of data.inOrder(['train'], 7))
      for (let row = 0; row < batch.count; row += 1) {
        const values = batch.values.subarray(row * 4, row * 4 + 4)
        values.forEach((value, i) => {
          sums[i] += value
        })
        norms += Math.hypot(...values)
      }
    const { mean, inputScale } = await inputMeasure(data, folder, dataset, always)
    expect([...mean]).toEqual([...sums].map((sum) => expect.closeTo(sum / dataset.trainRows, 6)))
    expect((inputScale * norms) / dataset.trainRows).toBeCloseTo(2, 5)
  })

  it('are measured once and then read', async () => {
    const first = await inputMeasure(data, folder, dataset, always)
    const again = await inputMeasure(data, folder, dataset, {
      ...always,
      onProgress: () => expect.unreachable('measured again')
    })
    expect(again).toEqual(first)
  })

  it('are measured again when the file is broken', async () => {
    const first = await inputMeasure(data, folder, dataset, always)
    const path = join(folder, 'measure.safetensors')
    writeFileSync(path, readFileSync(path).subarray(0, 20))
    expect(await inputMeasure(data, folder, dataset, always)).toEqual(first)
  })

  it('have a covariance where one is wanted, measured once', async () => {
    const { covariance, mean } = await inputMeasure(data, folder, dataset, { ...always, withCovariance: true })
    const expected = new Float64Array(16)
    for await (const { values, count } of data.inOrder(['train'], 7)) {
      for (let at = 0; at < count * 4; at += 4) {
        for (let i = 0; i < 16; i += 1) {
          expected[i] += (values[at + (i >> 2)] - mean[i >> 2]) * (values[at + (i & 3)] - mean[i & 3])
        }
      }
    }
    expect([...covariance!]).toEqual([...expected].map((sum) => expect.closeTo(sum / (dataset.trainRows - 1), 4)))
    const unread = { ...always, onProgress: () => expect.unreachable('measured again') }
    expect((await inputMeasure(data, folder, dataset, { ...unread, withCovariance: true })).covariance).toEqual(covariance)
    expect(await inputMeasure(data, folder, dataset, unread)).not.toHaveProperty('covariance')
  })

  it('have those of targets and of each stream, also where an earlier measure lacks them', async () => {
    const plain = await inputMeasure(data, folder, dataset, always)
    const targets = { path: await makeActivations(join(folder, 'targets.npy'), 40, 3) }
    const source = { path: join(folder, 'rows.npy') }
    const streams = ['one', 'two'].map((name) => ({ name, source }))
    const draft = { id: 'wide', name: 'wide', activations: source, outliers: 'drop' as const, targets, streams }
    const indexFolder = join(folder, 'wide')
    const wide = await buildDataset(draft, folder, indexFolder)
    const open = await openData({ project: folder, dataset: wide, indexFolder }, new AbortController().signal)
    const facts = await inputMeasure(open, folder, wide, always)
    await open.close()
    expect(facts.streams).toEqual([4, 4].map((width) => ({ width, scale: expect.closeTo(plain.inputScale, 6) })))
    expect([...facts.mean]).toEqual([...plain.mean, ...plain.mean])
    expect(facts).toMatchObject({ dIn: 8, dOut: 3, inputScale: expect.closeTo(plain.inputScale, 6) })
    expect(facts.targetMean).toHaveLength(3)
    expect(facts.targetScale).toBeGreaterThan(0)
  })

  it('are given up when nobody wants them', async () => {
    const options = { ...always, isWanted: () => false }
    await expect(inputMeasure(data, folder, dataset, options)).rejects.toMatchObject({ code: 'cancelled' })
  })
})
