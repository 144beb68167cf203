/** The `loupe` command on rows and features of an analyzed run: explained, searched, anomalous, denoised. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RowExplanation } from '../../contract/records/row'
import type { AnomaliesAnswer } from '../../contract/records/studies/anomalies'
import { createRandom } from '../../main/maths/random'
import { CommandLine } from './command-line'
import { writeActivations } from './material'

const [rows, dIn] = [1_200, 12]
/** What the commands tell, as far as it is looked at here. */
interface Told {
  active: number
  features: { feature: number; id: number; value: number }[]
  missed: RowExplanation['missed']
  nearest: RowExplanation['nearest']
  changed: RowExplanation['changed']
  rows: unknown
  lists: AnomaliesAnswer['lists']
  scores: AnomaliesAnswer['scores']
  signalToNoise: { before: number; after: number }
}

let folder: string
let loupe: CommandLine

/** Rows in four of twelve directions, with noise; every fortieth is somewhere else. */
function makeRows(): void {
  const random = createRandom(9)
  const normals = (count: number) => Float32Array.from({ length: count }, () => random.normal())
  const directions = normals(4 * dIn)
  const clean = new Float32Array(rows * dIn)
  for (let row = 0; row < rows; row += 1) {
    const feature = row % 4
    const size = 4 + random.next()
    for (let i = 0; i < dIn; i += 1) clean[row * dIn + i] = size * directions[feature * dIn + i]
  }
  const noisy = clean.map((value) => value + 0.4 * random.normal())
  for (let row = 7; row < rows; row += 40)
    noisy.set(
      normals(dIn).map((value) => 5 * value),
      row * dIn
    )
  writeActivations(join(folder, 'clean.npy'), clean, [rows, dIn])
  writeActivations(join(folder, 'short.npy'), clean.subarray(dIn), [rows - 1, dIn])
  writeActivations(join(folder, 'wide.npy'), new Float32Array(rows * 2 * dIn), [rows, 2 * dIn])
  writeActivations(join(folder, 'noisy.npy'), noisy, [rows, dIn])
  const line = (row: number) => [` w${row % 50}`, Math.floor(row / 30), row % 30, row % 40 === 7 ? 'odd' : 'usual'].join()
  writeFileSync(
    join(folder, 'rows.csv'),
    ['token,doc,pos,kind', ...Array.from({ length: rows }, (_, row) => line(row))].join('\n')
  )
}

beforeAll(async () => {
  loupe = new CommandLine()
  folder = loupe.folder
  makeRows()
  expect((await loupe.run('new', 'p.loupe', '--activations', 'noisy.npy', '--rows', 'rows.csv')).code).toBe(0)
  const train = [
    'train',
    'p.loupe',
    '--features',
    '16',
    '--k',
    '2',
    '--steps',
    '400',
    '--batch',
    '128',
    '--lr',
    '0.003',
    '--json'
  ]
  expect((await loupe.run(...train)).code).toBe(0)
}, 120_000)

afterAll(() => loupe.remove())

const told = (...args: string[]) => loupe.told<Told>(...args)

describe('loupe rows', () => {
  it('--explain tells what fires, what is missed and what is near', async () => {
    const record = await told('rows', 'p.loupe', '--explain', '50')
    expect(record).toMatchObject({
      name: 'topk-2-a',
      kind: 'sae',
      context: { row: 50, source: '1:20', labels: { kind: 'usual' } }
    })
    expect(record.features).toHaveLength(record.active)
    expect(record.missed?.fvu).toBeGreaterThan(0)
    expect(record.nearest.rows).toHaveLength(10)
    const { stdout, code } = await loupe.run('rows', 'p.loupe', '--explain', '50', '--nearest', '2')
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^Row 50 · 1:20 · train\n.*\[ w0\].*\n {2}kind: usual\n2 features of topk-2-a \(step 400\) fire on it\nfeature /
    )
    expect(stdout).toMatch(/\nMissed: ‖x − x̂‖² [\d.]+, [\d.]+ % of ‖x‖², FVU [\d.]+, cosine [\d.]+\n/)
    expect(stdout).toMatch(/\nNearest rows by what fires on them\n +\d\.\d{3} .*\[ w\d+\] {2}\d+:\d+\n.*$/)
  })

  it('--change sets features, also several', async () => {
    const record = await told('rows', 'p.loupe', '--explain', '50')
    const [first] = record.features
    const args = ['--explain', '50', '--change', `${first.feature}=0`, '--change', '3=1.5']
    const changed = await told('rows', 'p.loupe', ...args)
    expect(changed.changed?.features).toEqual([
      { feature: first.feature, before: first.value, after: 0 },
      expect.objectContaining({ feature: 3, after: 1.5 })
    ])
    expect((await loupe.run('rows', 'p.loupe', ...args)).stdout).toMatch(
      /\nChanged: .* to 0, 3 from .* to 1\.5\n {2}the reconstruction moves by [\d.]+/
    )
  })

  it('--writers, --show and --find', async () => {
    const record = await told('rows', 'p.loupe', '--writers', '3', '--row', '50')
    expect(record).toMatchObject({ total: expect.any(Number), features: expect.any(Array), inputs: expect.any(Array) })
    expect((await told('rows', 'p.loupe', '--writers', 'feature:2', '--limit', '4')).features.length).toBeLessThanOrEqual(4)
    expect(await told('rows', 'p.loupe', '--show', '7')).toMatchObject({
      labels: { kind: 'odd' },
      document: '0',
      position: 7
    })
    const found = await told('rows', 'p.loupe', '--find', 'w49 W0', '--limit', '2')
    // Row 149 and 150 are of two documents.
    expect(found).toMatchObject({ rows: [{ row: 49, source: '1:19', token: ' w49' }, { row: 99 }], next: 199 })
    expect((await told('rows', 'p.loupe', '--documents', '17')).rows).toMatchObject([{ row: 510 }])
    expect((await loupe.run('rows', 'p.loupe', '--find', 'nowhere')).stdout).toBe('Nothing was found.')
  })

  it.each([
    [[], 2, 'usage'],
    [['--explain', '3', '--change', 'x=1'], 2, 'usage'],
    [['--explain', '3', '--change', '99=1'], 1, 'not-found'],
    [['--explain', '1200'], 1, 'not-found'],
    [['--writers', '12'], 1, 'not-found']
  ])('%j is refused', async (args, exit, code) => {
    expect(await loupe.refused('rows', 'p.loupe', ...args)).toMatchObject({ exit, code, hint: expect.stringMatching(/\w/) })
  })
})

describe('loupe feature', () => {
  it('is the whole page as text', async () => {
    const record = await told('features', 'p.loupe', '--sort', 'density', '--limit', '1')
    const id = String(record.features[0].id)
    const { stdout } = await loupe.run('feature', 'p.loupe', id)
    const lines = stdout.split('\n')
    expect(lines[0]).toBe(`Feature ${id} (pending)`)
    expect(stdout).toMatch(/\nActivations 0 \|[ ▁▂▃▄▅▆▇█]{40}\| [\d.]+, at most \d+ rows a bin\nTop examples\n/)
    expect(lines.indexOf('Random examples') - lines.indexOf('Top examples')).toBe(21)
    expect(stdout).toMatch(/\nInterval 10: \([\d.]+, [\d.]+\], [\d.]+ % of its rows\n +[\d.]+ .*\[ w\d+\]/)
  })
})

describe('loupe anomalies', () => {
  it('finds the rows that are elsewhere, and says how well', async () => {
    const record = await told('anomalies', 'p.loupe', '--label', 'kind=odd', '--limit', '30')
    const [list] = record.lists.filter(({ measure }) => measure === 'squaredError')
    const odd = list.rows.filter((row) => row % 40 === 7)
    expect(odd.length).toBeGreaterThan(24)
    const score = record.scores.find(({ measure }) => measure === 'squaredError')
    expect(score).toMatchObject({ category: 'odd', positives: 30 })
    expect(score?.auroc).toBeGreaterThan(0.95)
    const { stdout } = await loupe.run('anomalies', 'p.loupe', '--label', 'kind', '--by', 'squaredError', '--limit', '3')
    expect(stdout).toMatch(/^3 of 1,200 rows by squared error\nrow .*\n/)
    expect(stdout).toMatch(/\nusual +1,170 .*\n/)
  })

  it('works from what is stored when the activation file is away', async () => {
    const bytes = readFileSync(join(folder, 'noisy.npy'))
    rmSync(join(folder, 'noisy.npy'))
    const { stdout, code } = await loupe.run('anomalies', 'p.loupe', '--limit', '5', '--fresh')
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^5 of 1,200 rows by rarity of features\n(.*\n)+Without reconstruction errors: “noisy.npy”/)
    ])
    const failed = await loupe.refused('denoise', 'p.loupe', '--out', 'never')
    expect(failed).toMatchObject({ exit: 1, code: 'not-found', hint: expect.stringContaining('relocate') })
    expect(existsSync(join(folder, 'never'))).toBe(false)
    writeFileSync(join(folder, 'noisy.npy'), bytes)
  })

  it.each([
    [['--label', 'nothing'], 1, 'not-found'],
    [['--label', 'kind=even'], 1, 'not-found'],
    [['--label', '='], 2, 'usage']
  ])('%j is refused', async (args, exit, code) => {
    expect(await loupe.refused('anomalies', 'p.loupe', ...args)).toMatchObject({ exit, code })
  })
})

describe('loupe denoise', () => {
  it('writes the reconstructions, and what they gain', async () => {
    const record = await told('denoise', 'p.loupe', '--out', 'denoised', '--clean', 'clean.npy')
    expect(record).toMatchObject({ rows, leftOut: 0, width: dIn, files: ['activations.npy'], folder: join(folder, 'denoised') })
    expect(record.signalToNoise.after).toBeGreaterThan(record.signalToNoise.before)
    const again = await loupe.run('new', 'q.loupe', '--activations', 'denoised/activations.npy', '--json')
    expect(again.code).toBe(0)
    const { stdout } = await loupe.run('denoise', 'p.loupe', '--out', 'again', '--format', 'safetensors')
    expect(stdout).toMatch(
      /^Wrote 1,200 rows of 12 numbers to .*again \(activations.safetensors\)\nFVU of the reconstructions 0\.\d+$/
    )
  })

  it.each([
    [['--out', 'denoised'], 'exists'],
    [['--out', 'other', '--clean', 'nowhere.npy'], 'not-found'],
    [['--out', 'other', '--clean', 'short.npy'], 'row-mismatch'],
    [['--out', 'other', '--clean', 'wide.npy'], 'wrong-shape']
  ])('%j is refused, and nothing is written', async (args, code) => {
    expect(await loupe.refused('denoise', 'p.loupe', ...args)).toMatchObject({ exit: 1, code })
    expect(existsSync(join(folder, 'other'))).toBe(false)
  })
})
