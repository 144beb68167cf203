/** A first look at a file of weights: understood, or not understood with all that a mapping needs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { safetensorsParts } from '../../../../../main/codecs/safetensors-writing'
import { lookAtDictionary } from '../../../../../main/interchange'
import { goldenNamed } from './golden'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loupe-look-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const matrix = (rows: number, columns: number) => ({ shape: [rows, columns], data: new Float32Array(rows * columns).fill(0.5) })

function written(name: string, tensors: Parameters<typeof safetensorsParts>[0]): string {
  const path = join(folder, name)
  writeFileSync(path, Buffer.concat(safetensorsParts(tensors)))
  return path
}

it('gives report and tensors of a known format', async () => {
  const look = await lookAtDictionary(goldenNamed('saelens-jumprelu').path)
  expect(look.report).toMatchObject({ format: 'saelens', architecture: 'jumprelu', dSae: 64 })
  expect([look.isKnown, look.problem]).toEqual([true, undefined])
  expect(look.tensors.find(({ name }) => name === 'W_enc')).toEqual({ name: 'W_enc', dtype: 'f32', shape: [16, 64] })
})

it('gives the problem, the tensors and a proposal of an unknown one', async () => {
  const path = written('odd.safetensors', { 'encoder.w': matrix(64, 16), 'decoder.w': matrix(64, 16) })
  const look = await lookAtDictionary(path)
  expect(look).toMatchObject({ file: path, isKnown: false, problem: { code: 'unsupported', place: path } })
  expect(look.report).toBeUndefined()
  expect(look.proposed?.tensors).toEqual({ W_enc: { from: 'encoder.w', transposed: true }, W_dec: { from: 'decoder.w' } })
  const mapped = await lookAtDictionary(path, look.proposed)
  expect(mapped.report).toMatchObject({ format: 'plain', dIn: 16, dSae: 64 })
})

it('proposes axes by the biases, by the usual names, else by the larger size', async () => {
  const vector = (length: number) => ({ shape: [length], data: new Float32Array(length) })
  const swapped = async (tensors: Parameters<typeof written>[1]) => {
    const { proposed } = await lookAtDictionary(written('axes.safetensors', tensors))
    return [proposed?.tensors.W_enc?.transposed ?? false, proposed?.tensors.W_dec?.transposed ?? false]
  }
  expect(await swapped({ W_enc: matrix(16, 8), W_dec: matrix(8, 16) })).toEqual([false, false])
  expect(await swapped({ enc: matrix(16, 8), dec: matrix(8, 16) })).toEqual([true, true])
  expect(await swapped({ enc: matrix(16, 8), dec: matrix(8, 16), b_dec: vector(16) })).toEqual([false, false])
  expect(await swapped({ W_enc: matrix(8, 16), W_dec: matrix(16, 8), b_enc: vector(8) })).toEqual([true, true])
})

it('takes for a guess what a mapping does not say, and an autoencoder for one that subtracts b_dec, named or not', async () => {
  const path = written('short.safetensors', { up: matrix(16, 64), down: matrix(64, 16) })
  const tensors = { W_enc: { from: 'up' }, W_dec: { from: 'down' } }
  const sourcesOf = async (mapping: Parameters<typeof lookAtDictionary>[1]) =>
    (await lookAtDictionary(path, mapping)).report?.findings.map(({ value, source }) => `${value} ${source}`)
  expect(await sourcesOf({ tensors, k: 4 })).toEqual(['topk guessed', 'true guessed'])
  expect(await sourcesOf({ tensors, kind: 'sae', architecture: 'standard' })).toEqual(['standard mapping', 'true guessed'])
  expect(await sourcesOf({ tensors, applyBDecToInput: false })).toEqual(['standard guessed', 'false mapping'])
})

it('says why a mapping does not fit, and keeps the tensors to choose from', async () => {
  const path = written('wrong.safetensors', { up: matrix(16, 64), down: matrix(32, 16) })
  const look = await lookAtDictionary(path, {
    architecture: 'standard',
    tensors: { W_enc: { from: 'up' }, W_dec: { from: 'down' } }
  })
  expect(look.problem?.code).toBe('wrong-shape')
  expect(look.tensors).toHaveLength(2)
})

it('fails for what holds no tensors at all', async () => {
  const path = join(folder, 'text.safetensors')
  writeFileSync(path, 'not tensors')
  await expect(lookAtDictionary(path)).rejects.toMatchObject({ place: path })
})
