/**
 * Analyses that are cut off, with real processes: killed by the system at random moments, cancelled, or left by an engine that ends.
 * Asked for again they go on, and give the same facts and the same index, byte for byte, as one that nothing disturbed.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job } from '../../contract/records/job'
import type { Run } from '../../contract/records/run'
import { createRandom } from '../../main/maths/random'
import { keptPassHead } from '../../main/store/files/activation-index/kept-pass'
import { makeActivations } from './material'
import { RealEngine } from './real-engine'

const rows = 40_000
let real: RealEngine
let run: Run
beforeAll(async () => {
  real = await RealEngine.start({ rows })
  run = await real.train({ dSae: 2_048, k: 8, steps: 10, batchRows: 64, validateEverySteps: 10, checkpointEverySteps: 10 })
}, 90_000)
afterAll(() => real.end())

/** The activations of the project. */
const path = () => join(real.folder, 'rows.npy')

async function begin(fresh = false): Promise<string> {
  return (await real.client.call('runs.analyze', { project: real.id, run: run.id, fresh })).job
}

async function job(id: string): Promise<Job> {
  return (await real.client.call('jobs.list', { project: real.id })).find((one) => one.id === id)!
}

async function ended(id: string): Promise<Job> {
  await expect.poll(async () => (await job(id)).finishedAt, { timeout: 60_000 }).toBeDefined()
  return job(id)
}

/** Waits until the pass is kept after more than so many rows; gives after how many. */
async function keptBeyond(rows: number): Promise<number> {
  const folder = analyses()
  const kept = () => Math.max(0, ...readdirSync(folder).map((name) => keptPassHead(join(folder, name))?.rows ?? 0))
  await expect.poll(kept, { interval: 5, timeout: 60_000 }).toBeGreaterThan(rows)
  return kept()
}

const analyses = () => join(real.project.folder, 'runs', run.id, 'analysis')

/** Waits until so many rows have passed. */
async function passed(id: string, wanted: number): Promise<void> {
  await expect
    .poll(async () => (await job(id)).progress?.done ?? 0, { interval: 5, timeout: 60_000 })
    .toBeGreaterThanOrEqual(wanted)
}

function kill(): void {
  process.kill(real.spawned.findLast(({ entry }) => entry === 'job-analyze.cjs')!.pid!, 'SIGKILL')
}

const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** What the analysis says: its index, the facts of some features, and the evidence of one. */
async function found() {
  const names = readdirSync(analyses())
  const folder = join(analyses(), names[0])
  const features = Array.from({ length: 200 }, (_, i) => i * 10)
  const of = { project: real.id, run: run.id }
  return {
    analyses: names.length,
    files: Object.fromEntries(['by-row.bin', 'by-feature.bin'].map((name) => [name, hash(join(folder, name))])),
    facts: await real.client.call('features.rows', { ...of, features }),
    page: await real.client.call('features.page', { ...of, feature: features[7] })
  }
}

/** The same of one that encodes all rows without a break; it replaces what was there. */
async function whole() {
  const earlier = readdirSync(analyses())
  const { state, fromRow } = await ended(await begin(true))
  expect({ state, fromRow }).toEqual({ state: 'done', fromRow: undefined })
  const now = await found()
  expect(now.analyses).toBe(1)
  expect(readdirSync(analyses())).not.toEqual(earlier)
  return now
}

describe('an analysis that is cut off', () => {
  it('by kills at random moments and by a cancel goes on each time, and finds what an undisturbed one finds', async () => {
    const random = createRandom(11)
    let id = await begin()
    let kept = 0
    const killedAndBegunAgain = async () => {
      kept = await keptBeyond(kept)
      await new Promise((resolve) => setTimeout(resolve, 150 * random.next()))
      kill()
      expect((await ended(id)).state).toBe('interrupted')
      id = await begin()
      await expect.poll(async () => (await job(id)).fromRow, { interval: 5, timeout: 30_000 }).toBeGreaterThanOrEqual(kept)
    }
    await killedAndBegunAgain()
    // A cancel says how far it came.
    await passed(id, 12_000)
    await real.client.call('jobs.cancel', { job: id })
    expect((await ended(id)).state).toBe('cancelled')
    const { unfinishedAnalysis, analysis } = await real.current(run.id)
    expect(unfinishedAnalysis).toMatchObject({ step: 10 })
    expect(unfinishedAnalysis!.rows).toBeGreaterThanOrEqual(8_192)
    expect(analysis).toBeUndefined()
    id = await begin()
    await expect.poll(async () => (await job(id)).fromRow, { interval: 5, timeout: 30_000 }).toBe(unfinishedAnalysis!.rows)
    kept = unfinishedAnalysis!.rows
    await killedAndBegunAgain()
    expect((await ended(id)).state).toBe('done')
    expect((await real.current(run.id)).unfinishedAnalysis).toBeUndefined()
    expect(await found()).toEqual(await whole())
  }, 120_000)
})

describe('a data set that grows', () => {
  it('is analyzed over the new rows only, with the same result as over all', async () => {
    const extend = () => real.client.call('datasets.extend', { project: real.id, dataset: run.dataset })
    await expect(extend()).rejects.toMatchObject({ code: 'usage' })
    await makeActivations(path(), 50_000, 16)
    const dataset = await extend()
    expect(dataset).toMatchObject({ rows: 50_000, growths: [{ rows }] })
    expect(dataset.growths?.[0].changed).toBeUndefined()
    const started = await real.client.call('runs.analyze', { project: real.id, run: run.id })
    expect(started).toMatchObject({ upToDate: false, pass: 'extended' })
    expect(await ended(started.job)).toMatchObject({ state: 'done', fromRow: 32_768 })
    const extended = await found()
    expect(extended).toEqual(await whole())
    expect((await real.current(run.id)).analysis?.rows).toBe(50_000)

    // Earlier rows that are others now are not what was analyzed.
    await makeActivations(path(), 51_000, 16)
    const bytes = readFileSync(path())
    bytes[bytes.length - 4 * 16 * (51_000 - 3) + 3] ^= 0x80
    writeFileSync(path(), bytes)
    await expect(extend()).rejects.toMatchObject({ code: 'changed', message: expect.stringContaining('Row 3 ') })
  }, 120_000)
})
