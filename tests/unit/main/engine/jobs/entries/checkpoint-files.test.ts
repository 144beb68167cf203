import { readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDictionary, readState, writeCheckpoint } from '../../../../../../main/engine/jobs/entries/checkpoint-files'
import { stepsInFolder } from '../../../../../../main/store/files/checkpoint-folder'
import type { TrainingState } from '../../../../../../main/training/index'
import { temporaryFolder } from '../../project-material'

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const tensor = (shape: number[], ...data: number[]) => ({ shape, data: Float32Array.from(data) })
const state: TrainingState = {
  step: 12,
  seconds: 0.1 + 0.2,
  facts: { dIn: 2, inputScale: 1 / 3, mean: Float32Array.of(0.5, -0) },
  tensors: { W_enc: tensor([2, 1], 1, 2), 'density.rows': tensor([3], 1, 2, 3) },
  dictionary: {
    architecture: 'topk',
    dIn: 2,
    dSae: 1,
    k: 1,
    applyBDecToInput: true,
    tensors: { W_enc: tensor([2, 1], 1, 2), b_enc: tensor([1], 0), W_dec: tensor([1, 2], 3, 4), b_dec: tensor([2], 5, 6) }
  }
}

describe('a checkpoint on disk', () => {
  it('gives back state and dictionary exactly', async () => {
    await writeCheckpoint(folder, state)
    expect(stepsInFolder(folder)).toEqual([12])
    const { dictionary, ...rest } = state
    expect(await readState(join(folder, '12'))).toEqual(rest)
    expect(await readDictionary(join(folder, '12'))).toEqual(dictionary)
  })

  it('keeps all that was measured of targets, streams and directions', async () => {
    const facts: TrainingState['facts'] = {
      ...state.facts,
      dOut: 1,
      targetScale: 0.1,
      targetMean: Float32Array.of(7),
      streams: [
        { width: 1, scale: 1 / 3 },
        { width: 1, scale: 2 }
      ],
      covariance: Float32Array.of(1, 2, 2, 3)
    }
    await writeCheckpoint(folder, { ...state, facts })
    const read = await readState(join(folder, '12'))
    expect(read.facts).toEqual(facts)
    expect(read.tensors).toEqual(state.tensors)
  })

  it('replaces an earlier one of the same step', async () => {
    await writeCheckpoint(folder, state)
    await writeCheckpoint(folder, { ...state, seconds: 9 })
    expect((await readState(join(folder, '12'))).seconds).toBe(9)
  })

  it('that lacks a file, is cut or is something else is refused with the file and a remedy', async () => {
    await writeCheckpoint(folder, state)
    const path = join(folder, '12', 'state.safetensors')
    const whole = readFileSync(path)
    const refused = expect.objectContaining({ code: 'damaged', place: path, hint: expect.stringContaining('checkpoint') })
    writeFileSync(path, whole.subarray(0, whole.length - 4))
    await expect(readState(join(folder, '12'))).rejects.toEqual(refused)
    writeFileSync(path, readFileSync(join(folder, '12', 'dictionary.safetensors')))
    await expect(readState(join(folder, '12'))).rejects.toEqual(refused)
    unlinkSync(path)
    await expect(readState(join(folder, '12'))).rejects.toMatchObject({ code: 'not-found', place: path })
  })

  it('that can not be written says which, and where', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    await expect(writeCheckpoint(join(file, 'checkpoints'), state)).rejects.toMatchObject({
      code: 'malformed',
      message: expect.stringContaining('checkpoint of step 12'),
      place: join(file, 'checkpoints')
    })
  })
})
