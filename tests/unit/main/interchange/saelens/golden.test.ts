import { cpSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tensorsFromSafetensors } from '../../../../../main/codecs/safetensors'
import { referenceEncoder, writeSaelens } from '../../../../../main/interchange'
import { fixtures, readBack, temporaryFolder } from '../material'

function golden(name: string) {
  const folder = join(fixtures, name)
  const { tensors } = tensorsFromSafetensors(readFileSync(join(folder, 'expected.safetensors')))
  const [count, dIn] = tensors.x.shape
  const batch = { count, dIn, values: tensors.x.data, rows: Uint32Array.from({ length: count }, (_, row) => row) }
  return { folder, tensors, batch }
}

function greatestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length)
  return Array.from(a).reduce((greatest: number, value, i) => Math.max(greatest, Math.abs(value - b[i])), 0)
}

describe('a folder written by sae-lens 6.54.12', () => {
  for (const name of ['saelens-topk', 'saelens-standard']) {
    it(`gives the activations and reconstructions that sae-lens computes (${name})`, async () => {
      const { folder, tensors, batch } = golden(name)
      const encoder = referenceEncoder(await readBack(folder))
      const sparse = encoder.encode(batch)
      const acts = new Float32Array(tensors.acts.data.length)
      for (let row = 0; row < sparse.count; row += 1) {
        for (let at = sparse.starts[row]; at < sparse.starts[row + 1]; at += 1) {
          acts[row * sparse.dSae + sparse.features[at]] = sparse.values[at]
        }
      }
      expect(greatestDifference(acts, tensors.acts.data)).toBeLessThan(1e-5)
      expect(greatestDifference(encoder.reconstruct(batch), tensors.recon.data)).toBeLessThan(1e-5)
    })

    it(`is the same to the bit after writing and reading (${name})`, async () => {
      const dictionary = await readBack(join(fixtures, name))
      const folder = temporaryFolder()
      await writeSaelens(folder, dictionary)
      expect(await readBack(folder)).toEqual(dictionary)
      const original = tensorsFromSafetensors(readFileSync(join(fixtures, name, 'sae_weights.safetensors'))).tensors
      const written = tensorsFromSafetensors(readFileSync(join(folder, 'sae_weights.safetensors'))).tensors
      expect(written).toEqual(original)
    })

    it(`has the configuration keys that Loupe writes (${name})`, async () => {
      const folder = temporaryFolder()
      await writeSaelens(folder, await readBack(join(fixtures, name)), {
        modelName: 'tiny',
        hookName: 'blocks.0.hook_resid_post'
      })
      const theirs = JSON.parse(readFileSync(join(fixtures, name, 'cfg.json'), 'utf8'))
      const ours = JSON.parse(readFileSync(join(folder, 'cfg.json'), 'utf8'))
      expect({ ...ours, metadata: {} }).toEqual({ ...theirs, metadata: {} })
      expect(ours.metadata).toMatchObject({ ...theirs.metadata, sae_lens_training_version: null })
    })
  }
})

describe('a damaged SAELens folder', () => {
  function copy(): string {
    const folder = temporaryFolder()
    cpSync(join(fixtures, 'saelens-topk'), folder, { recursive: true })
    return folder
  }
  function changeConfig(folder: string, change: Record<string, unknown>): void {
    const path = join(folder, 'cfg.json')
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }))
  }

  it('says which file is missing', async () => {
    const folder = temporaryFolder()
    await expect(readBack(folder)).rejects.toMatchObject({ code: 'not-found', place: folder })
    const halves = copy()
    writeFileSync(join(halves, 'sae_weights.safetensors'), '')
    await expect(readBack(halves)).rejects.toMatchObject({ code: 'empty', place: join(halves, 'sae_weights.safetensors') })
  })

  it('says that weights are cut off', async () => {
    const folder = copy()
    truncateSync(join(folder, 'sae_weights.safetensors'), 5000)
    await expect(readBack(folder)).rejects.toMatchObject({
      code: 'truncated',
      place: join(folder, 'sae_weights.safetensors')
    })
  })

  it('refuses a configuration that is no JSON, lacks a field, or has a wrong one', async () => {
    const folder = copy()
    changeConfig(folder, { d_sae: '64' })
    await expect(readBack(folder)).rejects.toMatchObject({ code: 'malformed', message: expect.stringContaining('d_sae') })
    writeFileSync(join(folder, 'cfg.json'), '{"d_in": 16')
    await expect(readBack(folder)).rejects.toMatchObject({ code: 'malformed', message: expect.stringContaining('not JSON') })
    writeFileSync(join(folder, 'cfg.json'), 'null')
    await expect(readBack(folder)).rejects.toMatchObject({ code: 'malformed' })
  })

  it('refuses sizes that the weights do not have', async () => {
    const folder = copy()
    changeConfig(folder, { d_sae: 63 })
    await expect(readBack(folder)).rejects.toMatchObject({ code: 'wrong-shape', message: expect.stringContaining('63') })
  })

  it('refuses weights without a tensor', async () => {
    const folder = copy()
    cpSync(join(fixtures, 'saelens-topk/expected.safetensors'), join(folder, 'sae_weights.safetensors'))
    await expect(readBack(folder)).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('recon') })
  })

  it('refuses weights that are not finite', async () => {
    const folder = copy()
    const path = join(folder, 'sae_weights.safetensors')
    const bytes = readFileSync(path)
    bytes.writeFloatLE(Number.NaN, bytes.length - 4)
    writeFileSync(path, bytes)
    await expect(readBack(folder)).rejects.toMatchObject({ code: 'not-finite' })
  })

  it.each([
    [{ architecture: 'temporal' }, 'unsupported', 'temporal'],
    [{ normalize_activations: 'other' }, 'unsupported', 'normalize_activations'],
    [{ k: undefined }, 'malformed', 'k'],
    [{ k: 65 }, 'malformed', '65 of 64']
  ])('says that it does not read %j', async (change, code, word) => {
    const folder = copy()
    changeConfig(folder, change)
    await expect(readBack(folder)).rejects.toMatchObject({ code, message: expect.stringContaining(word) })
  })

  it('ignores keys it does not know, as sae-lens does', async () => {
    const folder = copy()
    changeConfig(folder, { something: 1 })
    await expect(readBack(folder)).resolves.toMatchObject({ dSae: 64, k: 5 })
  })
})
