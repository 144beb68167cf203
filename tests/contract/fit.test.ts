/** A dictionary trained on the real sample, opened on files that it was not trained on: through engine, process and command. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FitReport } from '../../contract/records/fit'
import { openActivations } from '../../main/datasets/index'
import { CommandLine } from './command-line'
import { writeActivations } from './material'

const sample = resolve(import.meta.dirname, '../../resources/samples/smollm2')

let folder: string
let loupe: CommandLine
let rows: number
let dIn: number
let values: Float32Array

beforeAll(async () => {
  loupe = new CommandLine()
  folder = loupe.folder
  const reader = await openActivations({ path: join(sample, 'resid_post.npy') })
  rows = reader.rows
  dIn = reader.dIn
  values = await reader.read(0, rows)
  await reader.close()
  expect((await loupe.run('new', 'p.loupe', '--activations', join(sample, 'resid_post.npy'))).code).toBe(0)
  const train = ['train', 'p.loupe', '--features', '512', '--k', '32', '--steps', '150', '--batch', '256', '--no-analyze']
  expect((await loupe.run(...train, '--seed', '0')).code).toBe(0)
}, 180_000)

afterAll(() => loupe.remove())

async function fitOf(name: string, changed: Float32Array, width = dIn): Promise<FitReport> {
  writeActivations(join(folder, name), changed, [changed.length / width, width])
  const { code, records } = await loupe.run('fit', 'p.loupe', name, '--json')
  expect(code).toBe(0)
  return records()[0] as unknown as FitReport
}

it('fits its own file, with numbers near those of validation', async () => {
  const found = await fitOf('own.npy', values)
  expect(found).toMatchObject({ verdict: 'fits', step: 150, run: expect.stringMatching(/^run-/) })
  expect(found.here.rows + found.leftOut).toBe(4096)
  expect(found.normRatio).toBeCloseTo(1, 1)
  expect(Math.abs((found.here.fvu ?? 1) - (found.trained.fvu ?? 0))).toBeLessThan(0.1)
  expect(found.here.l0).toBeLessThanOrEqual(32)
})

it('names the factor of scaled rows', async () => {
  const large = await fitOf(
    'times-12.npy',
    values.map((value) => value * 12)
  )
  expect(large).toMatchObject({ verdict: 'other-scale', title: 'Other scale: the inputs look multiplied by about 12' })
  const small = await fitOf(
    'by-30.npy',
    values.map((value) => value / 30)
  )
  expect(small).toMatchObject({ verdict: 'other-scale', title: 'Other scale: the inputs look divided by about 30' })
})

it('does not fit dimensions in another order, at the same norms', async () => {
  const found = await fitOf(
    'shuffled.npy',
    values.map((_, at) => values[at - (at % dIn) + (((at % dIn) * 5 + 3) % dIn)])
  )
  expect(found.verdict).toBe('other-data')
  expect(found.normRatio).toBeCloseTo(1, 1)
  expect(found.here.fvu).toBeGreaterThan(0.9)
})

it('sees that the mean was taken away', async () => {
  const mean = new Float64Array(dIn)
  for (let at = 0; at < values.length; at += 1) mean[at % dIn] += values[at] / rows
  const found = await fitOf(
    'centered.npy',
    values.map((value, at) => value - mean[at % dIn])
  )
  expect(found).toMatchObject({
    verdict: 'centered',
    tried: expect.arrayContaining([expect.objectContaining({ change: 'mean-added' })])
  })
})

it('refuses another width, a run that is not there and a file that is none, with remedies', async () => {
  writeActivations(join(folder, 'wide.npy'), new Float32Array(7680).fill(1), [10, 768])
  writeFileSync(join(folder, 'none.npy'), readFileSync(join(folder, 'wide.npy')).subarray(0, 90))
  const failures: [string[], string, string][] = [
    [['wide.npy'], 'wrong-shape', '768'],
    [['none.npy'], 'truncated', 'none.npy'],
    [['nowhere.npy'], 'not-found', 'nowhere.npy'],
    [['own.npy', '--run', 'nobody'], 'not-found', 'nobody'],
    [['own.npy', '--step', '7'], 'not-found', '7']
  ]
  for (const [args, code, name] of failures) {
    const { records } = await loupe.run('fit', 'p.loupe', ...args, '--json')
    const { error } = records()[0] as unknown as { error: { code: string; message: string; hint: string } }
    expect(error).toMatchObject({ code, hint: expect.stringMatching(/\w/) })
    expect(error.message).toContain(name)
  }
})

it('tells people in a sentence and a small table', async () => {
  const { stdout } = await loupe.run('fit', 'p.loupe', 'times-12.npy')
  expect(stdout).toMatch(/^Other scale: the inputs look multiplied by about 12\n {2}As they are, FVU is .*\n/)
  expect(stdout).toMatch(/these rows +4,09\d/)
})

it('inspects with the shape of the data, in json and for people', async () => {
  const { activations } = (await loupe.run('inspect', 'own.npy', '--json')).records()[0] as unknown as {
    activations: { profile: { meanShare: number; projection: { rows: number[] } }; duplicates: { exact: boolean } }
  }
  expect(activations.profile.meanShare).toBeCloseTo(0.52, 1)
  expect([activations.profile.projection.rows.length, activations.duplicates.exact]).toEqual([2000, true])
  const { stdout } = await loupe.run('inspect', 'own.npy')
  expect(stdout).toMatch(/Shape \(of 4,09\d rows\): the mean has 5\d % of the squared norm; effective rank about 1\d\d/)
})
