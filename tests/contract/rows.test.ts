/** Rows explained through a real engine, against the dictionary of the checkpoint and the file of activations themselves. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Run } from '../../contract/records/run'
import { type Dictionary, dictionaryFromSafetensors } from '../../main/dictionaries/index'
import { RealEngine } from './real-engine'

const [rows, dIn] = [2_000, 16]
let real: RealEngine
let sae: Run
let skip: Run
/** Reads the features of the autoencoder in place of the rows. */
let hybrid: Run

beforeAll(async () => {
  real = await RealEngine.start({ targets: true })
  const given = { dSae: 48, k: 4, steps: 60, batchRows: 128 }
  sae = await analyzed(await real.train(given))
  skip = await analyzed(await real.train({ ...given, kind: 'skip-transcoder', normalization: 'layer-norm', seed: 2 }))
  const featuresOf = { run: sae.id, step: 60 }
  hybrid = await analyzed(await real.train({ ...given, kind: 'skip-transcoder', featuresOf, seed: 3 }))
}, 120_000)
afterAll(() => real.end())

async function analyzed(run: Run): Promise<Run> {
  await real.client.call('runs.analyze', { project: real.id, run: run.id })
  for (;;) {
    const current = await real.current(run.id)
    if (current.analysis) return current
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

function dictionaryOf(run: Run): Dictionary {
  const path = join(real.project.folder, 'runs', run.id, 'checkpoints', String(run.analysis?.step), 'dictionary.safetensors')
  return dictionaryFromSafetensors(readFileSync(path))
}

const files = new Map<string, Float32Array>()

/** Rows of the .npy files that the project was made of. */
function rowOf(name: 'rows' | 'targets', row: number): number[] {
  const width = name === 'rows' ? dIn : 8
  const all = files.get(name) ?? numbersIn(name, rows * width)
  files.set(name, all)
  return [...all.subarray(row * width, (row + 1) * width)]
}

function numbersIn(name: string, count: number): Float32Array {
  const bytes = readFileSync(join(real.folder, `${name}.npy`))
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset + bytes.length - 4 * count, bytes.byteOffset + bytes.length))
}

const layerNormed = (x: number[]): number[] => {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length
  const deviation = Math.sqrt(x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (x.length - 1))
  return x.map((value) => (value - mean) / (deviation + 1e-5))
}

/** Dense activations and output by the formulas of dictionary.ts; `f` changes activations. */
function dense(dictionary: Dictionary, x: number[], change: (f: number[]) => void = () => undefined) {
  const { tensors, dSae, dIn: width, dOut = width, k = dSae, applyBDecToInput, kind, inputNorm } = dictionary
  const seen = inputNorm ? layerNormed(x) : x
  const at = (name: string, i: number): number => tensors[name].data[i]
  const pre = Array.from({ length: dSae }, (_, j) =>
    seen.reduce(
      (sum, value, i) => sum + (value - (applyBDecToInput ? at('b_dec', i) : 0)) * at('W_enc', i * dSae + j),
      at('b_enc', j)
    )
  )
  const limit = pre.toSorted((a, b) => b - a)[k - 1]
  const f = pre.map((value) => (value >= limit && value > 0 ? value : 0))
  change(f)
  const output = Array.from({ length: dOut }, (_, i) => {
    const features = f.reduce((sum, value, j) => sum + value * at('W_dec', j * dOut + i), at('b_dec', i))
    return kind === 'skip-transcoder'
      ? seen.reduce((sum, value, j) => sum + value * at('W_skip', i * width + j), features)
      : features
  })
  return { f, output, decoder: (j: number) => Array.from({ length: dOut }, (_, i) => at('W_dec', j * dOut + i)), seen }
}

const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i], 0)
const minus = (a: number[], b: ArrayLike<number>): number[] => a.map((value, i) => value - b[i])
const ask = (run: Run) => ({ project: real.id, run: run.id })

describe('a row explained', () => {
  it('lists the features that fire with their signed shares, and what the reconstruction misses', async () => {
    const dictionary = dictionaryOf(sae)
    for (const row of [0, 777, 1999]) {
      const told = await real.client.call('rows.explain', { ...ask(sae), row })
      const x = rowOf('rows', row)
      const { f, output, decoder } = dense(dictionary, x)
      const whole = minus(output, dictionary.tensors.b_dec.data)
      expect(told).toMatchObject({ kind: 'sae', step: 60, active: f.filter((value) => value > 0).length })
      for (const { feature, value, share } of told.features) {
        expect(value).toBeCloseTo(f[feature], 4)
        expect(share).toBeCloseTo((f[feature] * dot(decoder(feature), whole)) / dot(whole, whole), 4)
      }
      const sizes = told.features.map(({ share }) => Math.abs(share))
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
      expect(told.features.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6)
      const error = minus(x, output)
      expect(told.missed?.squaredError).toBeCloseTo(dot(error, error), 3)
      expect(told.missed?.errorShare).toBeCloseTo(dot(error, error) / dot(x, x), 3)
      expect(told.missed?.cosine).toBeCloseTo(dot(x, output) / Math.sqrt(dot(x, x) * dot(output, output)), 4)
      expect(told.missed?.fvu).toBeGreaterThan(0)
      expect(told.missed?.dimensions).toHaveLength(10)
    }
  })

  it('finds the rows that are nearest in feature space', async () => {
    const dictionary = dictionaryOf(sae)
    const all = Array.from({ length: rows }, (_, row) => dense(dictionary, rowOf('rows', row)).f)
    const cosine = (a: number[], b: number[]): number => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
    const { nearest } = await real.client.call('rows.explain', { ...ask(sae), row: 42, nearest: 5 })
    const best = all.map((f, row) => ({ row, cosine: row === 42 ? -1 : cosine(f, all[42]) })).sort((a, b) => b.cosine - a.cosine)
    expect(nearest.exact).toBe(true)
    nearest.rows.forEach((one, i) => {
      expect(one.cosine).toBeCloseTo(best[i].cosine, 3)
      expect(one).toMatchObject({ source: `row ${one.row}`, token: '' })
    })
    expect(nearest.rows[0].row).toBe(best[0].row)
  }, 30_000)

  it('says how the reconstruction moves when features are changed or silenced', async () => {
    const [row, dictionary] = [5, dictionaryOf(sae)]
    const { features } = await real.client.call('rows.explain', { ...ask(sae), row })
    const [first] = features
    const other = [...Array(48).keys()].find((feature) => features.every((one) => one.feature !== feature)) as number
    const changes = [
      { feature: first.feature, value: 0 },
      { feature: other, value: 1.5 }
    ]
    const { changed, missed } = await real.client.call('rows.explain', { ...ask(sae), row, changes, dimensions: 3 })
    const x = rowOf('rows', row)
    const before = dense(dictionary, x).output
    const after = dense(dictionary, x, (f) => {
      for (const { feature, value } of changes) f[feature] = value
    }).output
    const moved = minus(after, before)
    expect(changed?.features[0].before).toBeCloseTo(first.value, 6)
    expect(changed?.features[1]).toEqual({ feature: other, before: 0, after: 1.5 })
    expect(changed?.norm).toBeCloseTo(Math.sqrt(dot(moved, moved)), 4)
    expect(changed?.cosine).toBeCloseTo(dot(before, after) / Math.sqrt(dot(before, before) * dot(after, after)), 4)
    const greatest = moved.map(Math.abs).indexOf(Math.max(...moved.map(Math.abs)))
    expect(changed?.dimensions[0].dimension).toBe(greatest)
    expect(changed?.dimensions[0].after).toBeCloseTo(after[greatest], 4)
    const error = minus(x, after)
    expect(changed?.missed?.squaredError).toBeCloseTo(dot(error, error), 3)
    expect(changed?.missed?.squaredError).not.toBeCloseTo(missed?.squaredError as number, 3)
  })

  it('of a transcoder is compared with its target, its path beside the features has a share', async () => {
    const [row, dictionary] = [7, dictionaryOf(skip)]
    const told = await real.client.call('rows.explain', { ...ask(skip), row })
    const { output } = dense(dictionary, rowOf('rows', row))
    const target = rowOf('targets', row)
    const error = minus(target, output)
    expect(told.kind).toBe('skip-transcoder')
    expect(told.missed?.squaredError).toBeCloseTo(dot(error, error), 3)
    expect(told.features.reduce((sum, { share }) => sum + share, told.skipShare as number)).toBeCloseTo(1, 6)
    expect(told.skipShare).not.toBe(0)
  })

  it('of a hybrid is encoded by the dictionary whose features it reads', async () => {
    const [row, dictionary] = [9, dictionaryOf(hybrid)]
    const input = dense(dictionaryOf(sae), rowOf('rows', row)).f
    const { output, seen, decoder, f } = dense(dictionary, input)
    const error = minus(rowOf('targets', row), output)
    const told = await real.client.call('rows.explain', { ...ask(hybrid), row })
    expect(told.missed?.squaredError).toBeCloseTo(dot(error, error), 3)
    expect(told.active).toBe(f.filter((value) => value > 0).length)
    const { inputs = [] } = await real.client.call('rows.writers', { ...ask(hybrid), row, direction: { dimension: 1 } })
    // Inputs are features of the autoencoder: those that are silent write nothing.
    expect(inputs.length).toBeLessThanOrEqual(4)
    const active = [...f.keys()].filter((feature) => f[feature] > 0)
    for (const { dimension, value, write } of inputs) {
      const through = active.reduce((sum, feature) => {
        return sum + dictionary.tensors.W_enc.data[dimension * 48 + feature] * decoder(feature)[1]
      }, 0)
      expect(value).toBeCloseTo(seen[dimension], 3)
      expect(write).toBeCloseTo(seen[dimension] * through, 3)
    }
  })

  it.each([
    [{ row: 2_000 }, 'not-found'],
    [{ row: 3, changes: [{ feature: 48, value: 1 }] }, 'not-found'],
    [{ row: 3, changes: [{ feature: 1, value: -1 }] }, 'usage']
  ])('%j is refused', async (given, code) => {
    await expect(real.client.call('rows.explain', { ...ask(sae), ...given })).rejects.toMatchObject({ code })
  })
})

describe('writers to a direction', () => {
  it('of the output of a transcoder: features, and the inputs through them', async () => {
    const [row, dictionary] = [11, dictionaryOf(skip)]
    const direction = { dimension: 3 }
    const told = await real.client.call('rows.writers', { ...ask(skip), row, direction, most: 100 })
    const { f, decoder, seen, output } = dense(dictionary, rowOf('rows', row))
    expect(told.total).toBeCloseTo(output[3] - dictionary.tensors.b_dec.data[3], 4)
    expect(told.features.length).toBeLessThanOrEqual(4)
    for (const { feature, write, cosine } of told.features) {
      expect(write).toBeCloseTo(f[feature] * decoder(feature)[3], 4)
      expect(cosine).toBeCloseTo(decoder(feature)[3] / Math.sqrt(dot(decoder(feature), decoder(feature))), 4)
    }
    const active = [...f.keys()].filter((feature) => f[feature] > 0)
    const { W_enc } = dictionary.tensors
    for (const { dimension, value, write } of told.inputs ?? []) {
      const through = active.reduce((sum, feature) => sum + W_enc.data[dimension * 48 + feature] * decoder(feature)[3], 0)
      expect(value).toBeCloseTo(seen[dimension], 4)
      expect(write).toBeCloseTo(seen[dimension] * through, 4)
    }
    expect(told.inputs).toHaveLength(dIn)
  })

  it('over all rows: mean activation times what the decoder row has of the direction', async () => {
    const feature = 4
    const { decoder } = dense(dictionaryOf(sae), rowOf('rows', 0))
    const told = await real.client.call('rows.writers', { ...ask(sae), direction: { feature }, most: 48 })
    const facts = await real.client.call('features.rows', { ...ask(sae), features: told.features.map((one) => one.feature) })
    const unit = decoder(feature).map((value) => value / Math.sqrt(dot(decoder(feature), decoder(feature))))
    told.features.forEach(({ feature: own, write, cosine }, i) => {
      expect(write).toBeCloseTo(facts[i].density * facts[i].mean * dot(decoder(own), unit), 4)
      if (own === feature) expect(cosine).toBeCloseTo(1, 6)
    })
    expect(told).not.toHaveProperty('total')
    const wrong = { ...ask(sae), direction: { vector: [1, 2] } }
    await expect(real.client.call('rows.writers', wrong)).rejects.toMatchObject({ code: 'wrong-shape' })
    const zero = { ...ask(sae), direction: { vector: Array(dIn).fill(0) } }
    await expect(real.client.call('rows.writers', zero)).rejects.toMatchObject({ code: 'usage' })
  })
})

describe('rows of an interval of activations', () => {
  it('are counted, and come highest first or by chance', async () => {
    const { ids } = await real.client.call('features.ids', { ...ask(sae), sort: 'density' })
    const asked = { ...ask(sae), feature: ids[0] }
    const page = await real.client.call('features.page', asked)
    const { from, to, share } = page.examples.intervals[3]
    const found = await real.client.call('features.between', { ...asked, from, to, most: 7 })
    expect(found.count).toBe(Math.round(share * page.activeRows))
    const values = found.examples.map(({ value }) => value)
    expect(values).toHaveLength(7)
    expect(values).toEqual(values.toSorted((a, b) => b - a))
    expect(values.every((value) => value > from && value <= to)).toBe(true)
    const random = (seed: number) => real.client.call('features.between', { ...asked, from, order: 'random', seed, most: 7 })
    expect(await random(1)).toEqual(await random(1))
    expect((await random(1)).examples).not.toEqual((await random(2)).examples)
  })
})

describe('two features against each other', () => {
  it('have rows of one, of both and of the other, counted as the features are', async () => {
    const { ids } = await real.client.call('features.ids', { ...ask(sae), sort: 'density' })
    const [a, b] = await real.client.call('features.rows', { ...ask(sae), features: [ids[0], ids[1]] })
    const found = await real.client.call('features.contrast', { ...ask(sae), a: a.feature, b: b.feature, most: 5 })
    expect(found.onlyA.count + found.both.count).toBe(a.activeRows)
    expect(found.onlyB.count + found.both.count).toBe(b.activeRows)
    expect(found.both.examples.length).toBe(Math.min(5, found.both.count))
    const inA = await real.client.call('features.between', { ...ask(sae), feature: a.feature, most: 200 })
    const rowsOfA = new Set(inA.examples.map(({ row }) => row))
    if (inA.count <= 200) for (const { row } of found.onlyB.examples) expect(rowsOfA.has(row)).toBe(false)
  })
})

describe('without the activation file', () => {
  it('everything stored still answers, and the error says what to do', async () => {
    const path = join(real.folder, 'rows.npy')
    const aside = join(real.folder, 'away.npy')
    const bytes = readFileSync(path)
    const whole = await real.client.call('rows.explain', { ...ask(sae), row: 100 })
    renameSync(path, aside)
    writeFileSync(aside, Buffer.concat([bytes, Buffer.alloc(4)]))
    const gone = await real.client.call('rows.explain', { ...ask(sae), row: 1_500, changes: [{ feature: 0, value: 1 }] })
    expect(gone).toMatchObject({ problem: { code: 'not-found', place: path, hint: expect.stringContaining('relocate') } })
    expect(gone.features.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6)
    expect(gone.nearest.rows).toHaveLength(10)
    expect(gone).not.toHaveProperty('missed')
    expect(gone.changed?.norm).toBeGreaterThan(0)
    // What was read before is known, and what lies around it.
    expect(await real.client.call('rows.explain', { ...ask(sae), row: 100 })).toEqual(whole)
    expect(await real.client.call('rows.explain', { ...ask(sae), row: 101 })).toHaveProperty('missed')
    writeFileSync(path, Buffer.from(bytes).fill(7, bytes.length - 64))
    const changed = await real.client.call('rows.explain', { ...ask(sae), row: 1_501 })
    expect(changed.problem).toMatchObject({ code: 'changed', hint: expect.stringContaining('Restore') })
    const written = await real.client.call('rows.writers', { ...ask(skip), row: 1_501, direction: { dimension: 0 } })
    expect(written).toMatchObject({ problem: { code: 'changed' }, features: expect.any(Array) })
    expect(written).not.toHaveProperty('inputs')
    expect((await real.client.call('features.page', { ...ask(sae), feature: 0 })).rows).toBe(2_000)
    writeFileSync(path, bytes)
    expect(await real.client.call('rows.explain', { ...ask(sae), row: 1_501 })).not.toHaveProperty('problem')
  })
})

describe('rows without a row table', () => {
  it('have a page, and no text to look in', async () => {
    expect(await real.client.call('rows.page', { project: real.id, row: 1_999 })).toEqual({
      row: 1_999,
      source: 'row 1999',
      use: 'validation',
      tokens: [''],
      peak: 0,
      labels: {}
    })
    await expect(real.client.call('rows.page', { project: real.id, row: 2_000 })).rejects.toMatchObject({ code: 'not-found' })
    await expect(real.client.call('rows.find', { project: real.id, text: 'x' })).rejects.toMatchObject({ code: 'not-found' })
  })
})
