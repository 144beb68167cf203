import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildDataset } from '../../../../../../main/datasets/index'
import { inputMeasure } from '../../../../../../main/engine/jobs/entries/input-measure'
import { type OpenData, openData } from '../../../../../../main/engine/jobs/entries/open-data'
import { makeActivations } from '../../../../../contract/material'
import { temporaryFolder } from '../../project-material'

let folder: string
let data: OpenData
let trainRows: number
const always = { onProgress: () => undefined, isWanted: () => true }

beforeEach(async () => {
  folder = temporaryFolder()
  const activations = { path: await makeActivations(join(folder, 'rows.npy'), 40, 4) }
  const dataset = await buildDataset({ id: 'd', name: 'rows', activations, outliers: 'drop' }, folder, join(folder, 'index'))
  trainRows = dataset.trainRows
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
    const { mean, inputScale } = await inputMeasure(data, folder, trainRows, always)
    expect([...mean]).toEqual([...sums].map((sum) => expect.closeTo(sum / trainRows, 6)))
    expect((inputScale * norms) / trainRows).toBeCloseTo(2, 5)
  })

  it('are measured once and then read', async () => {
    const first = await inputMeasure(data, folder, trainRows, always)
    const again = await inputMeasure(data, folder, trainRows, {
      ...always,
      onProgress: () => expect.unreachable('measured again')
    })
    expect(again).toEqual(first)
  })

  it('are measured again when the file is broken', async () => {
    const first = await inputMeasure(data, folder, trainRows, always)
    const path = join(folder, 'measure.safetensors')
    writeFileSync(path, readFileSync(path).subarray(0, 20))
    expect(await inputMeasure(data, folder, trainRows, always)).toEqual(first)
  })

  it('are given up when nobody wants them', async () => {
    const options = { ...always, isWanted: () => false }
    await expect(inputMeasure(data, folder, trainRows, options)).rejects.toMatchObject({ code: 'cancelled' })
  })
})
