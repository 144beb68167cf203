/** `loupe import`: a dictionary of other files is a run like any other, through engine, process and command. */
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Imported } from '../../contract/records/conversion'
import type { Run } from '../../contract/records/run'
import { safetensorsFromDictionary } from '../../main/dictionaries'
import { readDictionary } from '../../main/interchange'
import { goldenNamed } from '../unit/main/interchange/formats/golden'
import { type BuiltEntries, buildEntries } from './built-entries'
import { CommandLine } from './command-line'

const sample = resolve(import.meta.dirname, '../../resources/samples/smollm2/resid_post.npy')

let built: BuiltEntries
let folder: string
let loupe: CommandLine
let trained: Run

beforeAll(async () => {
  built = await buildEntries()
  folder = mkdtempSync(join(tmpdir(), 'loupe-import-'))
  loupe = new CommandLine(built.folder, folder)
  await done('new', 'p.loupe', '--activations', sample)
  await done(
    'train',
    'p.loupe',
    '--features',
    '512',
    '--k',
    '32',
    '--steps',
    '150',
    '--batch',
    '256',
    '--no-analyze',
    '--seed',
    '0'
  )
  await done('export', 'p.loupe', '--out', 'exported')
  await done('convert', 'exported', 'foreign', '--format', 'dictionary-learning')
  trained = (await runs())[0]
}, 180_000)

afterAll(() => {
  built.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function done(...args: string[]): Promise<Record<string, never>[]> {
  const { code, stdout, records } = await loupe.run(...args, '--json')
  expect(code, stdout.slice(0, 2000)).toBe(0)
  return records()
}

async function runs(): Promise<Run[]> {
  const [listed] = await done('runs', 'p.loupe')
  return (Array.isArray(listed) ? listed : (listed as unknown as { runs: Run[] }).runs) as Run[]
}

it('is tried on rows at once, analyzed, exported and verified', async () => {
  const [imported] = (await done('import', 'p.loupe', 'foreign', '--name', 'theirs')) as unknown as Imported[]
  expect(imported.report).toMatchObject({ format: 'dictionary-learning', architecture: 'topk', dIn: 576, dSae: 512 })
  const { run, fit } = imported
  expect(run).toMatchObject({ name: 'theirs', state: 'done', step: 0, backend: 'imported', tags: ['imported'], warnings: [] })
  expect(run.checkpoints.map(({ step }) => step)).toEqual([0])
  expect(fit.warning).toBeUndefined()
  expect(Math.abs((fit.fvu ?? 1) - (trained.validation?.fvu ?? 0))).toBeLessThan(0.02)
  expect(fit.l0).toBeLessThanOrEqual(32)
  expect(await done('analyze', 'p.loupe', '--run', 'theirs')).toMatchObject([{ features: 512 }])
  await done('export', 'p.loupe', '--run', 'theirs', '--out', 'again')
  const [verified] = (await done('verify', 'again')) as unknown as { rows: number }[]
  // Of 64, but for those on which the choice of features hangs on rounding.
  expect(verified.rows).toBeGreaterThan(40)
  const [theirs, own] = await Promise.all(['again', 'exported'].map((name) => readDictionary(join(folder, name))))
  expect(theirs.dictionary.tensors.W_enc.data).toEqual(own.dictionary.tensors.W_enc.data)
}, 120_000)

it('takes labels of other tools, never over those of a person, and nothing of a file with bad rows', async () => {
  const given = ['p.loupe', 'delphi', '--run', 'theirs']
  mkdirSync(join(folder, 'delphi'))
  const write = (feature: number, text: string) =>
    writeFileSync(join(folder, 'delphi', `layers.15_latent${feature}.txt`), JSON.stringify(text))
  write(3, 'names of cities')
  write(4, 'closing brackets')
  await done('label', 'p.loupe', '3', '--run', 'theirs', '--text', 'mine')
  expect(await done('labels', 'import', ...given, '--dry')).toMatchObject([{ format: 'delphi', labels: 2, fresh: 1, bad: 0 }])
  expect(await done('labels', 'import', ...given, '--as', 'labels')).toMatchObject([{ labeled: 1, suggested: 1 }])
  write(9999, 'nowhere')
  const refused = await loupe.run('labels', 'import', ...given, '--json')
  expect([refused.code, refused.records()[0]]).toMatchObject([1, { error: { code: 'malformed' } }])
  expect(await done('labels', 'import', ...given, '--leave-out')).toMatchObject([{ suggested: 0, unchanged: 2, leftOut: 1 }])
  writeFileSync(join(folder, 'table.csv'), 'nr,words\n5,five\n')
  const table = ['labels', 'import', 'p.loupe', 'table.csv', '--run', 'theirs']
  expect((await loupe.run(...table, '--json')).records()[0]).toMatchObject({ error: { code: 'usage' } })
  expect(await done(...table, '--columns', 'feature=nr,label=words')).toMatchObject([{ suggested: 1 }])
}, 60_000)

it('brings the labels that an export left beside it, or none of it where they can not be used', async () => {
  await done('export', 'p.loupe', '--run', 'theirs', '--out', 'labeled')
  expect(await done('import', 'p.loupe', 'labeled')).toMatchObject([{ run: { name: 'labeled' }, labels: { labeled: 2 } }])
  expect(await done('import', 'p.loupe', 'labeled', '--no-labels')).toMatchObject([{ run: { name: 'labeled-b' } }])
  appendFileSync(join(folder, 'labeled/labels.jsonl'), '{"schema":"loupe.label"')
  const before = readdirSync(join(folder, 'p.loupe/runs'))
  const { code, records } = await loupe.run('import', 'p.loupe', 'labeled', '--json')
  expect([code, records()[0]]).toMatchObject([1, { error: { code: 'malformed' } }])
  expect(readdirSync(join(folder, 'p.loupe/runs'))).toEqual(before)
}, 60_000)

it('names the scale of a dictionary that was trained on other rows', async () => {
  const { dictionary } = await readDictionary(join(folder, 'exported'))
  const { W_enc, W_dec, b_dec } = dictionary.tensors
  const scale = trained.inputScale ?? 1
  // What it was before the scale of its training was folded in.
  W_enc.data.forEach((value, at) => {
    W_enc.data[at] = value / scale
  })
  for (const { data } of [W_dec, b_dec])
    data.forEach((value, at) => {
      data[at] = value * scale
    })
  writeFileSync(join(folder, 'unfolded.safetensors'), Buffer.concat(safetensorsFromDictionary(dictionary)))
  const [imported] = (await done('import', 'p.loupe', 'unfolded.safetensors')) as unknown as Imported[]
  expect(imported.fit.fvu).toBeGreaterThan(0.5)
  expect(imported.fit.warning?.detail).toContain('It fits rows')
  expect(imported.run.warnings).toEqual([{ step: 0, ...imported.fit.warning }])
}, 60_000)

it('refuses one of another width, and leaves no run', async () => {
  const before = await runs()
  const { path } = goldenNamed('saelens-topk')
  const { code, records } = await loupe.run('import', 'p.loupe', path, '--json')
  expect([code, records()[0]]).toMatchObject([1, { error: { code: 'wrong-shape', place: path } }])
  expect(await runs()).toEqual(before)
  expect(readdirSync(join(folder, 'p.loupe/runs')).length).toBe(before.length)
}, 60_000)
