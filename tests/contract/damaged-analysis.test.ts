/** What is stored of an analyzed run when its files are damaged, cut, gone or changed: what still answers, and the way back. */
import { appendFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { FeaturePage } from '../../contract/records/feature'
import { makeActivations } from './material'
import { RealEngine } from './real-engine'

let real: RealEngine
let run: string
let folder: string
let whole: FeaturePage
let feature: number

beforeAll(async () => {
  real = await RealEngine.start()
  const rows = Array.from({ length: 2_000 }, (_, i) => ` w${i % 90},${Math.floor(i / 20)}`)
  writeFileSync(join(real.folder, 'rows.csv'), ['token,doc', ...rows].join('\n'))
  const activations = { path: await makeActivations(join(real.folder, 'named.npy'), 2_000, 12) }
  const draft = { folder: join(real.folder, 'named.loupe'), name: 'named', activations }
  real.project = await real.client.call('projects.create', { ...draft, rowTable: { path: join(real.folder, 'rows.csv') } })
  run = (await real.train({ dSae: 24, k: 4, steps: 30, batchRows: 128 })).id
  folder = join(real.project.folder, 'runs', run)
  await analyze()
  feature = (await real.client.call('features.ids', { ...scope(), sort: 'density' })).ids[0]
  whole = await page()
}, 120_000)

afterAll(() => real.end())

const scope = () => ({ project: real.id, run })
/** Whatever is there already. */
const anew = () => ({ ...scope(), fresh: true })
const page = () => real.client.call('features.page', { ...scope(), feature, context: 8 })
const analysisFolder = () => join(folder, 'analysis', readdirSync(join(folder, 'analysis'))[0])
const indexFile = (name: string) => join(analysisFolder(), name)
const errorOf = (promise: Promise<unknown>) => promise.then(() => undefined).catch((thrown) => thrown)

async function analyze(): Promise<string | undefined> {
  const { job } = await real.client.call('runs.analyze', anew())
  for (;;) {
    const found = (await real.client.call('jobs.list', { project: real.id })).find(({ id }) => id === job)
    if (found?.finishedAt !== undefined) return found.error?.code
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

/** What needs nothing but the database. */
const facts = ({ examples: _examples, problem: _problem, ...rest }: FeaturePage) => rest
const peaks = (list: FeaturePage['examples']['top']) => list.map(({ row, value, source }) => ({ row, value, source }))

describe('a damaged activation index', () => {
  /** A restart: what is open stays readable on most systems, whatever becomes of its name. */
  async function damaged(damage: () => void): Promise<void> {
    damage()
    await real.restart()
  }

  afterEach(async () => {
    expect(await analyze()).toBeUndefined()
    const again = await page()
    expect(again).toEqual(whole)
    expect(again).not.toHaveProperty('problem')
    expect(readdirSync(join(folder, 'analysis'))).toHaveLength(1)
  })

  it.each([
    ['is half-written', 'truncated', () => truncateSync(indexFile('by-feature.bin'), 300)],
    ['was never finished', 'truncated', () => writeFileSync(indexFile('by-row.bin'), Buffer.alloc(5_000))],
    ['is gone', 'not-found', () => rmSync(analysisFolder(), { recursive: true })],
    ['is too long', 'truncated', () => appendFileSync(indexFile('by-row.bin'), 'more')],
    ['is something else', 'malformed', () => writeFileSync(indexFile('by-feature.bin'), Buffer.alloc(5_000, 7))],
    [
      'has a damaged entry',
      'malformed',
      () => {
        const bytes = readFileSync(indexFile('by-feature.bin'))
        writeFileSync(indexFile('by-feature.bin'), bytes.fill(255, 64, bytes.length - 8 * 24))
      }
    ],
    [
      'has one bit of an activation flipped',
      'malformed',
      () => {
        const bytes = readFileSync(indexFile('by-feature.bin'))
        // Its table ends the file: counts of the 24 features, then their digests.
        const counts = Array.from({ length: 24 }, (_, i) => bytes.readUInt32LE(bytes.length - 8 * 24 + 4 * i))
        const before = counts.slice(0, feature).reduce((sum, count) => sum + count, 0)
        bytes[64 + 8 * before + 4 * counts[feature]] ^= 1
        writeFileSync(indexFile('by-feature.bin'), bytes)
      }
    ]
  ])(
    'that %s: the page is as it was but for the contexts, and says what to do; an analysis mends it',
    async (_name, code, damage) => {
      await damaged(damage)
      const found = await page()
      expect(found.problem).toMatchObject({ code, hint: expect.stringContaining('Analyze the run again') })
      expect(facts(found)).toEqual(facts(whole))
      expect(peaks(found.examples.top)).toEqual(peaks(whole.examples.top))
      expect(peaks(found.examples.intervals[4].examples)).toEqual(peaks(whole.examples.intervals[4].examples))
      expect(found.examples.top[0].tokens).toEqual(whole.examples.top[0].tokens)
      for (const call of [
        () => real.client.call('rows.explain', { ...scope(), row: 5 }),
        () => real.client.call('features.between', { ...scope(), feature }),
        () => real.client.call('rows.writers', { ...scope(), row: 5, direction: { dimension: 0 } })
      ]) {
        // A damaged entry of one file is met by those who read it.
        const error = await errorOf(call())
        if (error || code !== 'malformed')
          expect(error).toMatchObject({ code, hint: expect.stringMatching(/[Aa]nalyze the run again/) })
      }
      expect((await real.client.call('features.ids', scope())).total).toBe(24)
    },
    60_000
  )
})

describe('other files of a project', () => {
  it('without the row table everything goes on, also a new analysis', async () => {
    rmSync(join(real.folder, 'rows.csv'))
    expect((await real.client.call('rows.explain', { ...scope(), row: 45 })).context).toMatchObject({
      source: '2:5',
      tokens: { length: 20 }
    })
    expect(await real.client.call('rows.find', { project: real.id, text: 'W7 w8', most: 1 })).toMatchObject({
      rows: [{ row: 7 }]
    })
    expect(await analyze()).toBeUndefined()
    expect(await page()).toEqual(whole)
  })

  it('without the activation file the panels open as they were, and a new analysis says why it can not be', async () => {
    const path = join(real.folder, 'named.npy')
    const bytes = readFileSync(path)
    for (const [code, change] of [
      ['not-found', () => rmSync(path)],
      ['changed', () => writeFileSync(path, Buffer.from(bytes).fill(1, 5_000, 6_000))]
    ] as const) {
      change()
      const before = (await real.current(run)).analysis
      expect(await analyze()).toBe(code)
      expect(await page()).toEqual(whole)
      expect((await real.current(run)).analysis).toEqual(before)
      expect(readdirSync(join(folder, 'analysis'))).toHaveLength(1)
    }
    writeFileSync(path, bytes)
    expect(await analyze()).toBeUndefined()
  })

  it('without the checkpoint that was analyzed a row can not be explained, and everything else is there', async () => {
    const path = join(folder, 'checkpoints', '30', 'dictionary.safetensors')
    const bytes = readFileSync(path)
    truncateSync(path, 500)
    const error = await errorOf(real.client.call('rows.explain', { ...scope(), row: 5 }))
    expect(error).toMatchObject({ code: 'damaged', place: path, hint: expect.stringContaining('Analyze another checkpoint') })
    rmSync(path)
    expect(await errorOf(real.client.call('rows.explain', { ...scope(), row: 5 }))).toMatchObject({ code: 'not-found' })
    expect(await page()).toEqual(whole)
    expect(await analyze()).toBe('not-found')
    expect(await page()).toEqual(whole)
    writeFileSync(path, bytes)
  })

  it('without the row index examples are rows with their activations', async () => {
    const index = join(real.project.folder, 'datasets', real.project.datasets[0].id)
    const bytes = readFileSync(join(index, 'rows.json'))
    writeFileSync(join(index, 'rows.json'), '{')
    await real.restart()
    const found = await page()
    expect(found.problem).toMatchObject({ code: 'damaged', hint: expect.stringMatching(/\w/) })
    expect(facts(found)).toEqual(facts(whole))
    expect(found.examples.top.map(({ row, value }) => [row, value])).toEqual(
      whole.examples.top.map(({ row, value }) => [row, value])
    )
    expect(found.examples.top[0]).toMatchObject({ source: `row ${found.examples.top[0].row}`, tokens: [''], peak: 0 })
    writeFileSync(join(index, 'rows.json'), bytes)
    await real.restart()
    expect(await page()).toEqual(whole)
  })

  it('an analysis that was killed half-way leaves the earlier one and no files', async () => {
    const { job } = await real.client.call('runs.analyze', anew())
    process.kill(real.spawned.at(-1)?.pid as number, 'SIGKILL')
    const state = async () => (await real.client.call('jobs.list', { project: real.id })).find(({ id }) => id === job)?.state
    await expect.poll(state, { timeout: 30_000 }).toBe('interrupted')
    expect(await page()).toEqual(whole)
    expect(readdirSync(join(folder, 'analysis'))).toHaveLength(1)
  })
})
