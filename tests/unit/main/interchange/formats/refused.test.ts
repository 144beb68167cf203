/** What is wrong with a dictionary is said with code, file and remedy; pickles run nothing, archives reach nowhere. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Dtype } from '../../../../../contract/records/basics'
import { npyHeader } from '../../../../../main/codecs/npy'
import { tensorsFromSafetensors } from '../../../../../main/codecs/safetensors'
import { tensorsToSafetensors, type WritableTensor } from '../../../../../main/codecs/safetensors-writing'
import { convertDictionary, readDictionary } from '../../../../../main/interchange'
import { zipBytes } from '../../datasets/formats/archives'
import { temporaryFolder } from '../material'
import { goldenNamed } from './golden'

const fixtures = join(import.meta.dirname, '../../../../fixtures')

function copyOf(name: string): string {
  const folder = join(temporaryFolder(), 'dictionary')
  cpSync(goldenNamed(name).path, folder, { recursive: true })
  return folder
}

function changeConfig(folder: string, change: Record<string, unknown>, file = 'cfg.json'): string {
  const path = join(folder, file)
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }))
  return path
}

/** A SAELens folder whose tensors `change` has changed. */
function withTensors(change: (tensors: Record<string, WritableTensor>) => void): string {
  const folder = copyOf('saelens-standard')
  const path = join(folder, 'sae_weights.safetensors')
  const tensors: Record<string, WritableTensor> = tensorsFromSafetensors(readFileSync(path)).tensors
  change(tensors)
  writeFileSync(path, tensorsToSafetensors(tensors))
  return folder
}

const weights = (folder: string) => join(folder, 'sae_weights.safetensors')
const said = (text: string) => expect.stringContaining(text)

describe('tensors', () => {
  it('that are missing are named', async () => {
    const folder = withTensors((tensors) => delete tensors.b_enc)
    await expect(readDictionary(folder)).rejects.toMatchObject({
      code: 'malformed',
      message: said('b_enc'),
      place: weights(folder)
    })
  })

  it('that nobody needs are said to be left out', async () => {
    const folder = withTensors((tensors) => Object.assign(tensors, { extra: { shape: [2], data: Float32Array.of(1, 2) } }))
    expect((await readDictionary(folder)).report.unused).toEqual(['extra'])
  })

  it.each([
    ['W_enc', [64, 16]],
    ['W_dec', [32, 32]],
    ['b_dec', [8, 2]],
    ['b_enc', [1, 64]]
  ])('of another shape are refused: %s %j', async (name, shape) => {
    const folder = withTensors((tensors) => {
      tensors[name] = { ...tensors[name], shape }
    })
    await expect(readDictionary(folder)).rejects.toMatchObject({
      code: 'wrong-shape',
      message: said(name),
      place: weights(folder),
      hint: said('')
    })
  })

  it('of whole numbers are no weights', async () => {
    const folder = withTensors((tensors) => {
      tensors.W_enc = { shape: [16, 64], data: new Int32Array(1024), dtype: 'i32' as Dtype }
    })
    await expect(readDictionary(folder)).rejects.toMatchObject({
      code: 'unsupported',
      message: said('i32'),
      place: weights(folder)
    })
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'that hold %s are refused, also in a conversion, which leaves nothing',
    async (value) => {
      const folder = withTensors(({ W_dec }) => {
        W_dec.data[77] = value
      })
      const error = { code: 'not-finite', message: said('W_dec'), place: weights(folder) }
      await expect(readDictionary(folder)).rejects.toMatchObject(error)
      const out = join(temporaryFolder(), 'a', 'b')
      await expect(convertDictionary({ path: folder, folder: out, format: 'sparsify', type: 'f32' })).rejects.toMatchObject(error)
      expect(existsSync(join(out, '..'))).toBe(false)
    }
  )
})

describe('a configuration that lies', () => {
  it.each([
    ['saelens-standard', 'cfg.json', { d_in: 17 }, 'wrong-shape', 'W_enc'],
    ['saelens-standard', 'cfg.json', { d_sae: 2 ** 40 }, 'malformed', 'd_sae'],
    ['saelens-standard', 'cfg.json', { architecture: 'temporal' }, 'unsupported', 'temporal'],
    ['saelens-standard', 'cfg.json', { architecture: 'constructor' }, 'unsupported', 'constructor'],
    ['saelens-standard', 'cfg.json', { normalize_activations: 'sometimes' }, 'unsupported', 'sometimes'],
    ['saelens-topk', 'cfg.json', { k: 65 }, 'malformed', '65 of 64'],
    ['saelens-topk', 'cfg.json', { k: '5' }, 'malformed', 'k'],
    ['saelens-5-topk', 'cfg.json', { activation_fn_str: 'tanh-relu' }, 'unsupported', 'tanh-relu'],
    ['sparsify-topk', 'cfg.json', { num_latents: 128 }, 'malformed', '128'],
    ['sparsify-topk', 'cfg.json', { activation: 'groupmax' }, 'unsupported', 'groupmax'],
    ['sparsify-topk', 'cfg.json', { skip_connection: true }, 'malformed', 'W_skip'],
    ['dictionary_learning-gated', 'config.json', { trainer: { dict_class: 'Other' } }, 'unsupported', 'Other'],
    ['dictionary_learning-gated', 'config.json', { trainer: { dict_class: 'AutoEncoderTopK' } }, 'malformed', 'encoder.bias'],
    [
      'dictionary_learning-gated',
      'config.json',
      { trainer: { dict_class: 'GatedAutoEncoder', dict_size: 65 } },
      'malformed',
      '65'
    ],
    ['gemma-scope-2-skip-transcoder', 'config.json', { architecture: 'topk' }, 'unsupported', 'topk'],
    ['llamascopium-topk', 'config.json', { top_k: 100 }, 'malformed', '100'],
    ['llamascopium-topk', 'config.json', { use_glu_encoder: true }, 'unsupported', 'use_glu_encoder'],
    ['llamascopium-crosscoder', 'config.json', { act_fn: 'topk', top_k: 5 }, 'unsupported', 'each on its own'],
    ['prisma-gated', 'config.json', { activation_fn_str: 'topk', activation_fn_kwargs: { k: 5 } }, 'unsupported', 'gated'],
    ['llamascopium-2-topk', 'config.json', { d_model: 17 }, 'malformed', 'd_model'],
    ['llamascopium-2-crosscoder', 'config.json', { expansion_factor: 8 }, 'malformed', '128 features'],
    ['crosscoder', 'cfg.json', { dict_size: 65 }, 'malformed', 'dict_size'],
    ['prisma-gated', 'config.json', { d_in: 17 }, 'malformed', 'd_in'],
    ['llamascopium-topk', 'config.json', { hook_point_in: 'elsewhere' }, 'malformed', 'elsewhere'],
    ['prisma', 'config.json', { activation_fn_str: 'leaky' }, 'unsupported', 'leaky']
  ])('is caught: %s %s %j', async (name, file, change, code, word) => {
    const folder = copyOf(name)
    changeConfig(folder, change, file)
    const error = { code, message: said(word), place: said(folder), hint: expect.stringMatching(/./) }
    await expect(readDictionary(folder)).rejects.toMatchObject(error)
  })

  it.each(['{"d_in": 16', '[]', 'null', ''])('or is no object is refused: %j', async (text) => {
    const folder = copyOf('saelens-topk')
    writeFileSync(join(folder, 'cfg.json'), text)
    await expect(readDictionary(folder)).rejects.toMatchObject({ code: 'malformed', place: join(folder, 'cfg.json') })
  })
})

describe('files of others', () => {
  it.each(['hostile.pt', 'hostile-stream.pt'])('run nothing: %s', async (name) => {
    const folder = copyOf('dictionary_learning-topk')
    cpSync(join(fixtures, 'pytorch', name), join(folder, 'ae.pt'))
    await expect(readDictionary(folder)).rejects.toMatchObject({
      code: 'unsupported',
      message: said('system'),
      place: join(folder, 'ae.pt')
    })
  })

  it('tell their settings where these lie in the pickle', async () => {
    const { path } = goldenNamed('prisma-whole')
    const files = [join(path, 'final_sae.pt')]
    expect((await readDictionary(path)).report).toMatchObject({ format: 'prisma', k: 5, model: 'tiny-clip', files })
  })

  it('reach nowhere with names that lead out of an archive', async () => {
    const parent = temporaryFolder()
    const folder = join(parent, 'in', 'dictionary')
    mkdirSync(folder, { recursive: true })
    const content = Buffer.concat([npyHeader('f32', [2]), Buffer.from(Float32Array.of(1, 2).buffer)])
    const names = ['../../evil.npy', '/tmp/evil.npy', 'C:\\evil.npy'].map((name) => ({ name, content }))
    writeFileSync(join(folder, 'params.npz'), zipBytes(names))
    await expect(readDictionary(folder)).rejects.toMatchObject({
      place: join(folder, 'params.npz'),
      hint: expect.stringMatching(/./)
    })
    expect([readdirSync(parent), readdirSync(folder)]).toEqual([['in'], ['params.npz']])
  })

  it('with several weights are asked for one', async () => {
    const folder = copyOf('circuit-tracer-skip')
    cpSync(join(folder, 'layer_11.safetensors'), join(folder, 'layer_12.safetensors'))
    await expect(readDictionary(folder)).rejects.toMatchObject({ code: 'usage', message: said('layer_12'), place: folder })
    expect((await readDictionary(join(folder, 'layer_12.safetensors'))).report.format).toBe('circuit-tracer')
  })

  it('of no known format get a mapping proposed, and are read with one', async () => {
    const folder = temporaryFolder()
    const { tensors } = tensorsFromSafetensors(readFileSync(weights(goldenNamed('saelens-standard').path)))
    const { W_enc, b_enc, W_dec, b_dec } = tensors
    const path = join(folder, 'model.safetensors')
    writeFileSync(path, tensorsToSafetensors({ enc: W_enc, 'enc.bias': b_enc, dec: W_dec, bias: b_dec }))
    await expect(readDictionary(folder)).rejects.toMatchObject({
      code: 'unsupported',
      hint: said('--map W_enc=enc --map b_enc=enc.bias --map W_dec=dec --map b_dec=bias')
    })
    const named = { W_enc: { from: 'enc' }, b_enc: { from: 'enc.bias' }, W_dec: { from: 'dec' }, b_dec: { from: 'bias' } }
    const { dictionary } = await readDictionary(folder, { architecture: 'topk', k: 5, tensors: named })
    expect(dictionary).toEqual({
      architecture: 'topk',
      k: 5,
      dIn: 16,
      dSae: 64,
      applyBDecToInput: true,
      tensors: { W_enc, b_enc, W_dec, b_dec }
    })
  })
})
