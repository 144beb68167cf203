import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tensorsFromSafetensors } from '../../../../../main/codecs/safetensors'
import { writeSaelens, writeSparsity } from '../../../../../main/interchange'
import { randomDictionary, readBack, temporaryFolder } from '../material'

describe('a dictionary written for SAELens', () => {
  it('reads back the same to the bit, whatever its kind', async () => {
    for (const o of [{ k: 3 }, {}, { k: 7, applyBDecToInput: false }]) {
      const dictionary = randomDictionary({ seed: 4, dIn: 5, dSae: 7, ...o })
      const folder = temporaryFolder()
      await writeSaelens(folder, dictionary)
      expect(await readBack(folder)).toEqual(dictionary)
    }
  })

  it('carries the version that makes sae-lens take it as it is, and our own metadata', async () => {
    const folder = temporaryFolder()
    const details = { l1_coefficient: 5 }
    await writeSaelens(folder, randomDictionary({ seed: 4, dIn: 5, dSae: 7 }), {
      l0: 31.5,
      deadFeatures: 2,
      datasetPath: 'x',
      trainingDetails: details,
      loupe: { run: 'a', nested: { seed: 7 } }
    })
    const config = JSON.parse(readFileSync(join(folder, 'cfg.json'), 'utf8'))
    expect(config).not.toHaveProperty('k')
    expect(config.metadata).toEqual({
      sae_lens_version: '6.54.12',
      sae_lens_training_version: null,
      dataset_path: 'x',
      hook_name: null,
      model_name: null,
      l0: 31.5,
      num_dead_features: 2,
      training_architecture: 'standard',
      training_architecture_details: details,
      loupe: { run: 'a', nested: { seed: 7 } }
    })
  })

  it('is the same bytes every time', async () => {
    const dictionary = randomDictionary({ seed: 4, dIn: 5, dSae: 7, k: 2 })
    const facts = [await writeSaelens(temporaryFolder(), dictionary), await writeSaelens(temporaryFolder(), dictionary)]
    expect(facts[0]).toEqual(facts[1])
  })

  it('writes densities as SAELens does: log10(density + 1e-10)', async () => {
    const folder = temporaryFolder()
    await writeSparsity(folder, Float64Array.of(0, 1, 0.01))
    const { tensors } = tensorsFromSafetensors(readFileSync(join(folder, 'sparsity.safetensors')))
    expect(tensors.sparsity.shape).toEqual([3])
    expect(Array.from(tensors.sparsity.data)).toEqual([
      -10,
      Math.fround(Math.log10(1 + 1e-10)),
      Math.fround(Math.log10(0.01 + 1e-10))
    ])
  })

  it('refuses weights that are not finite or do not fit, and never writes over a file', async () => {
    const folder = temporaryFolder()
    const broken = randomDictionary({ seed: 4, dIn: 5, dSae: 7 })
    broken.tensors.b_enc.data[3] = Number.NaN
    await expect(writeSaelens(folder, broken)).rejects.toMatchObject({
      code: 'not-finite',
      message: expect.stringContaining('b_enc')
    })
    const crooked = randomDictionary({ seed: 4, dIn: 5, dSae: 7 })
    crooked.tensors.W_dec.shape = [5, 7]
    await expect(writeSaelens(folder, crooked)).rejects.toMatchObject({ code: 'wrong-shape' })
    await writeSaelens(folder, randomDictionary({ seed: 4, dIn: 5, dSae: 7 }))
    await expect(writeSaelens(folder, randomDictionary({ seed: 5, dIn: 5, dSae: 7 }))).rejects.toMatchObject({ code: 'EEXIST' })
  })
})
