/** `loupe describe`, `convert`, `verify` and `apply` as a person runs them: the built command, no project. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Applied, Conversion } from '../../contract/records/conversion'
import type { DictionaryReport } from '../../contract/records/dictionary-report'
import { numbersFromSafetensors, parseSafetensorsHeader, tensorsFromSafetensors } from '../../main/codecs/safetensors'
import { readDictionary } from '../../main/interchange'
import { goldenNamed, greatestDifference } from '../unit/main/interchange/formats/golden'
import { CommandLine } from './command-line'

let own: string
let loupe: CommandLine

beforeAll(() => {
  loupe = new CommandLine()
  own = loupe.folder
})

afterAll(() => loupe.remove())

describe('loupe describe', () => {
  it('says where each tensor came from, and what was guessed', async () => {
    const { path } = goldenNamed('dictionary_learning-batchtopk')
    const report = await loupe.told<DictionaryReport>('describe', path)
    expect(report).toMatchObject({
      format: 'dictionary-learning',
      architecture: 'jumprelu',
      dIn: 16,
      dSae: 64,
      applyBDecToInput: true
    })
    expect(report.files).toEqual([join(path, 'ae.pt'), join(path, 'config.json')])
    expect(report.tensors).toContainEqual({ name: 'W_enc', from: 'encoder.weight', dtype: 'f32', change: 'transposed' })
    expect(report.tensors).toContainEqual({ name: 'threshold', from: 'threshold', dtype: 'f32', change: 'one for all' })
    expect(report.findings).toContainEqual({ what: 'class', value: 'BatchTopKSAE', source: 'config' })
    const text = await loupe.run('describe', goldenNamed('gemma_scope-jumprelu').path)
    expect(text.stdout).toContain('kind: autoencoder (guessed)')
  })

  it('reads tensors of any names with a mapping, and says what is wrong with one', async () => {
    const path = join(goldenNamed('prisma').path, 'weights.pt')
    const map = ['W_enc', 'b_enc', 'W_dec', 'b_dec'].flatMap((name) => ['--map', `${name}=${name}`])
    const report = await loupe.told<DictionaryReport>('describe', path, ...map, '--k', '7', '--no-subtract-b-dec')
    expect(report).toMatchObject({ format: 'plain', architecture: 'topk', k: 7, applyBDecToInput: false })
    expect(await loupe.refused('describe', path, '--map', 'W_enc=nothing')).toMatchObject({
      exit: 1,
      code: 'malformed',
      place: path
    })
    expect(await loupe.refused('describe', path, '--map', 'W_enc')).toMatchObject({ exit: 2, code: 'usage' })
  })
})

describe('loupe convert and verify', () => {
  it('write a folder that proves itself, also when it was moved, and notice a changed byte', async () => {
    const golden = goldenNamed('openai-topk')
    const conversion = await loupe.told<Conversion>(
      'convert',
      golden.path,
      'out/saelens',
      '--format',
      'saelens',
      '--type',
      'bf16'
    )
    expect(conversion).toMatchObject({ schema: 'loupe.conversion', format: 'saelens', type: 'bf16', from: { format: 'openai' } })
    const folder = join(own, 'out/saelens')
    expect(readdirSync(folder).sort()).toEqual(['cfg.json', 'check.safetensors', 'conversion.json', 'sae_weights.safetensors'])
    expect(
      parseSafetensorsHeader(readFileSync(join(folder, 'sae_weights.safetensors'))).entries.map(({ dtype }) => dtype)
    ).toEqual(['bf16', 'bf16', 'bf16', 'bf16'])
    expect((await readDictionary(folder)).dictionary.inputNorm).toBe('layer-norm')
    expect(await loupe.told('verify', folder)).toMatchObject({ files: 3, rows: conversion.verified.rows })
    const weights = readFileSync(join(folder, 'sae_weights.safetensors'))
    weights[weights.length - 1] ^= 1
    writeFileSync(join(folder, 'sae_weights.safetensors'), weights)
    expect(await loupe.refused('verify', folder)).toMatchObject({
      exit: 1,
      code: 'changed',
      place: join(folder, 'sae_weights.safetensors')
    })
  })

  it('refuse with the formats that can hold it, and never write over anything', async () => {
    const { path } = goldenNamed('saelens-jumprelu-skip-transcoder')
    const error = await loupe.refused('convert', path, 'skip', '--format', 'gemma-scope')
    expect(error).toMatchObject({ exit: 1, code: 'unsupported', hint: 'Formats that can hold it: loupe, saelens.' })
    expect(existsSync(join(own, 'skip'))).toBe(false)
    writeFileSync(join(own, 'taken'), 'mine')
    expect(await loupe.refused('convert', path, 'taken', '--format', 'loupe')).toMatchObject({ exit: 1, code: 'exists' })
    expect(readFileSync(join(own, 'taken'), 'utf8')).toBe('mine')
    expect(
      await loupe.refused('convert', goldenNamed('saelens-jumprelu').path, 'b', '--format', 'gemma-scope', '--type', 'bf16')
    ).toMatchObject({ code: 'unsupported', hint: 'It has f32, f16.' })
    expect(await loupe.refused('verify', own)).toMatchObject({ exit: 1, code: 'not-found' })
  })
})

describe('loupe apply', () => {
  it('writes activations and reconstructions of a file’s rows, dense and sparse', async () => {
    const { path, acts, recon, batch } = goldenNamed('sparsify-transcoder-skip')
    const input = `${join(path, 'expected.safetensors')}:x`
    const dense = await loupe.told<Applied>('apply', path, input, '--out', 'dense.safetensors')
    expect(dense).toMatchObject({ rows: batch.count, dSae: 64, form: 'dense', l0: expect.closeTo(5, 1) })
    const { tensors } = tensorsFromSafetensors(readFileSync(join(own, 'dense.safetensors')))
    expect(greatestDifference(tensors.acts.data, acts)).toBeLessThan(1e-5)
    expect(greatestDifference(tensors.recon.data, recon)).toBeLessThan(1e-5)
    await loupe.told<Applied>('apply', path, `${input}[4:20]`, '--sparse', '--out', 'sparse.safetensors')
    expect(greatestDifference(sparseActs('sparse.safetensors'), acts.subarray(4 * 64, 20 * 64))).toBeLessThan(1e-5)
  })

  it('refuses rows of another width, and leaves nothing', async () => {
    const { path } = goldenNamed('saelens-topk')
    const input = join(import.meta.dirname, '../../resources/samples/smollm2/resid_post.npy')
    expect(await loupe.refused('apply', path, input, '--out', 'wide/none.safetensors')).toMatchObject({
      exit: 1,
      code: 'wrong-shape',
      place: input
    })
    expect(existsSync(join(own, 'wide'))).toBe(false)
  })
})

function sparseActs(name: string): Float32Array {
  const bytes = readFileSync(join(own, name))
  const { entries } = parseSafetensorsHeader(bytes)
  const numbers = (tensor: string) =>
    Array.from(numbersFromSafetensors(bytes, entries.find((entry) => entry.name === tensor)!), Number)
  const [starts, features, values] = ['acts_starts', 'acts_features', 'acts_values'].map(numbers)
  const dense = new Float32Array((starts.length - 1) * 64)
  for (let row = 0; row + 1 < starts.length; row += 1) {
    for (let at = starts[row]; at < starts[row + 1]; at += 1) dense[row * 64 + features[at]] = values[at]
  }
  return dense
}
