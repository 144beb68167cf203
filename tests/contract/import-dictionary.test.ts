/** `loupe import`: a dictionary of other files is a run like any other, through engine, process and command. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Imported } from '../../contract/records/conversion'
import type { Run } from '../../contract/records/run'
import { safetensorsFromDictionary } from '../../main/dictionaries'
import { readDictionary } from '../../main/interchange'
import { goldenNamed } from '../unit/main/interchange/formats/golden'
import { CommandLine } from './command-line'

const sample = resolve(import.meta.dirname, '../../resources/samples/smollm2/resid_post.npy')

let folder: string
let loupe: CommandLine
let trained: Run

beforeAll(async () => {
  loupe = new CommandLine()
  folder = loupe.folder
  await loupe.told('new', 'p.loupe', '--activations', sample)
  await loupe.told(
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
  await loupe.told('export', 'p.loupe', '--out', 'exported')
  await loupe.told('convert', 'exported', 'foreign', '--format', 'dictionary-learning')
  trained = (await runs())[0]
}, 180_000)

afterAll(() => loupe.remove())

async function runs(): Promise<Run[]> {
  return (await loupe.told<{ runs: Run[] }>('runs', 'p.loupe')).runs
}

it('is tried on rows at once, analyzed, exported and verified', async () => {
  const imported = await loupe.told<Imported>('import', 'p.loupe', 'foreign', '--name', 'theirs')
  expect(imported.report).toMatchObject({ format: 'dictionary-learning', architecture: 'topk', dIn: 576, dSae: 512 })
  const { run, fit } = imported
  expect(run).toMatchObject({ name: 'theirs', state: 'done', step: 0, backend: 'imported', tags: ['imported'], warnings: [] })
  expect(run.checkpoints.map(({ step }) => step)).toEqual([0])
  expect(fit.warning).toBeUndefined()
  expect(Math.abs((fit.fvu ?? 1) - (trained.validation?.fvu ?? 0))).toBeLessThan(0.02)
  expect(fit.l0).toBeLessThanOrEqual(32)
  expect(await loupe.told('analyze', 'p.loupe', '--run', 'theirs')).toMatchObject({ features: 512 })
  await loupe.told('export', 'p.loupe', '--run', 'theirs', '--out', 'again')
  const verified = await loupe.told<{ rows: number }>('verify', 'again')
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
  await loupe.told('label', 'p.loupe', '3', '--run', 'theirs', '--text', 'mine')
  expect(await loupe.told('labels', 'import', ...given, '--dry')).toMatchObject({ format: 'delphi', labels: 2, fresh: 1, bad: 0 })
  expect(await loupe.told('labels', 'import', ...given, '--as', 'labels')).toMatchObject({ labeled: 1, suggested: 1 })
  write(9999, 'nowhere')
  expect(await loupe.refused('labels', 'import', ...given)).toMatchObject({ exit: 1, code: 'malformed' })
  expect(await loupe.told('labels', 'import', ...given, '--leave-out')).toMatchObject({ suggested: 0, unchanged: 2, leftOut: 1 })
  writeFileSync(join(folder, 'table.csv'), 'nr,words\n5,five\n')
  const table = ['labels', 'import', 'p.loupe', 'table.csv', '--run', 'theirs']
  expect(await loupe.refused(...table)).toMatchObject({ code: 'usage' })
  expect(await loupe.told(...table, '--columns', 'feature=nr,label=words')).toMatchObject({ suggested: 1 })
}, 60_000)

it('brings the labels that an export left beside it, or none of it where they can not be used', async () => {
  await loupe.told('export', 'p.loupe', '--run', 'theirs', '--out', 'labeled')
  expect(await loupe.told('import', 'p.loupe', 'labeled')).toMatchObject({ run: { name: 'labeled' }, labels: { labeled: 2 } })
  expect(await loupe.told('import', 'p.loupe', 'labeled', '--no-labels')).toMatchObject({ run: { name: 'labeled-b' } })
  appendFileSync(join(folder, 'labeled/labels.jsonl'), '{"schema":"loupe.label"')
  const before = readdirSync(join(folder, 'p.loupe/runs'))
  expect(await loupe.refused('import', 'p.loupe', 'labeled')).toMatchObject({ exit: 1, code: 'malformed' })
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
  const imported = await loupe.told<Imported>('import', 'p.loupe', 'unfolded.safetensors')
  expect(imported.fit.fvu).toBeGreaterThan(0.5)
  expect(imported.fit.warning?.detail).toContain('It fits rows')
  expect(imported.run.warnings).toEqual([{ step: 0, ...imported.fit.warning }])
}, 60_000)

it('refuses one of another width, and leaves no run', async () => {
  const before = await runs()
  const { path } = goldenNamed('saelens-topk')
  expect(await loupe.refused('import', 'p.loupe', path)).toMatchObject({ exit: 1, code: 'wrong-shape', place: path })
  expect(await runs()).toEqual(before)
  expect(readdirSync(join(folder, 'p.loupe/runs')).length).toBe(before.length)
}, 60_000)

/** Starts a command and kills it with all its processes as soon as it has begun to write `name`; all of them are gone then. */
async function killedWhileWriting(name: string, ...args: string[]): Promise<void> {
  const { child, finished } = loupe.start(args, { detached: true })
  await expect.poll(() => partsOf(name).length, { timeout: 40_000, interval: 1 }).toBe(1)
  const group = -(child.pid as number)
  process.kill(group, 'SIGKILL')
  await finished
  await expect.poll(() => isThere(group), { timeout: 10_000, interval: 10 }).toBe(false)
}

/** Whether a process of the group is there. */
function isThere(group: number): boolean {
  try {
    return process.kill(group, 0)
  } catch {
    return false
  }
}

const partsOf = (name: string) => readdirSync(folder).filter((other) => other.startsWith(`.${name}.`))

it('killed with all its processes while it writes, nothing stands under the name, and the next start removes the rest', async () => {
  const exporting = ['export', 'p.loupe', '--run', 'theirs', '--as', 'viewer', '--to', 'killed']
  const converting = ['convert', 'exported', 'half', '--format', 'saelens', '--type', 'f16']
  await killedWhileWriting('killed', ...exporting)
  await killedWhileWriting('half', ...converting)
  expect([existsSync(join(folder, 'killed')), existsSync(join(folder, 'half')), partsOf('half').length]).toEqual([
    false,
    false,
    1
  ])
  expect(readdirSync(join(folder, 'user/writing'))).toHaveLength(1)
  await runs()
  expect([...partsOf('killed'), ...partsOf('half'), ...readdirSync(join(folder, 'user/writing'))]).toEqual([])
  await loupe.told(...exporting)
  expect(await loupe.told('verify', 'killed')).toMatchObject({ as: 'viewer' })
}, 90_000)
