/**
 * Analyses that are cut off, with real processes: killed by the system at random moments, cancelled, or left by an engine that ends.
 * Asked for again they go on, and give the same facts and the same index, byte for byte, as one that nothing disturbed.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job } from '../../contract/records/job'
import type { Run } from '../../contract/records/run'
import { createRandom } from '../../main/maths/random'
import { keptPassHead } from '../../main/store/files/activation-index/kept-pass'
import { writeActivations } from './material'
import { RealEngine } from './real-engine'

const rows = 50_000
let real: RealEngine
let whole: Awaited<ReturnType<typeof found>>
beforeAll(async () => {
  real = await RealEngine.start({ rows })
}, 90_000)
afterAll(() => real.end())

/** The same dictionary each time. */
function trained(): Promise<Run> {
  return real.train({ dSae: 2_048, k: 8, steps: 10, batchRows: 64, validateEverySteps: 10, checkpointEverySteps: 10 })
}

async function begin(run: Run): Promise<string> {
  return (await real.client.call('runs.analyze', { project: real.id, run: run.id })).job
}

async function job(id: string): Promise<Job> {
  return (await real.client.call('jobs.list', { project: real.id })).find((one) => one.id === id)!
}

async function ended(id: string): Promise<Job> {
  await expect.poll(async () => (await job(id)).finishedAt, { timeout: 60_000 }).toBeDefined()
  return job(id)
}

/** Waits until the pass is kept after more than so many rows; gives after how many. */
async function keptBeyond(run: Run, rows: number): Promise<number> {
  const folder = analysesOf(run)
  const kept = () => Math.max(0, ...readdirSync(folder).map((name) => keptPassHead(join(folder, name))?.rows ?? 0))
  await expect.poll(kept, { interval: 5, timeout: 60_000 }).toBeGreaterThan(rows)
  return kept()
}

const analysesOf = (run: Run) => join(real.project.folder, 'runs', run.id, 'analysis')

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

/** What an analysis says: its index, the facts of all features, and the evidence of some. */
async function found(run: Run) {
  const analyses = analysesOf(run)
  const folder = join(analyses, readdirSync(analyses)[0])
  const features = Array.from({ length: 200 }, (_, i) => i * 10)
  const of = { project: real.id, run: run.id }
  return {
    analyses: readdirSync(analyses).length,
    files: Object.fromEntries(['by-row.bin', 'by-feature.bin'].map((name) => [name, hash(join(folder, name))])),
    dictionary: hash(join(analyses, '..', 'checkpoints', '10', 'dictionary.safetensors')),
    facts: await real.client.call('features.rows', { ...of, features }),
    page: { ...(await real.client.call('features.page', { ...of, feature: features[7] })), run: '' }
  }
}

describe('an analysis that is cut off', () => {
  it('or not', async () => {
    const run = await trained()
    expect((await ended(await begin(run))).fromRow).toBeUndefined()
    whole = await found(run)
    expect(whole.analyses).toBe(1)
  }, 60_000)

  it('by kills at random moments goes on each time, and finds the same in the end', async () => {
    const run = await trained()
    const random = createRandom(11)
    let id = await begin(run)
    let kept = 0
    for (let kills = 0; kills < 3; kills += 1) {
      kept = await keptBeyond(run, kept)
      await new Promise((resolve) => setTimeout(resolve, 200 * random.next()))
      kill()
      expect((await ended(id)).state).toBe('interrupted')
      id = await begin(run)
      await expect.poll(async () => (await job(id)).fromRow, { interval: 5, timeout: 30_000 }).toBeGreaterThanOrEqual(kept)
    }
    expect((await ended(id)).state).toBe('done')
    expect(await found(run)).toEqual(whole)
  }, 120_000)

  it('by a cancel says how far it came and goes on from there', async () => {
    const run = await trained()
    const id = await begin(run)
    await passed(id, 12_000)
    await real.client.call('jobs.cancel', { job: id })
    expect((await ended(id)).state).toBe('cancelled')
    const { unfinishedAnalysis, analysis } = await real.current(run.id)
    expect(unfinishedAnalysis).toMatchObject({ step: 10 })
    expect(unfinishedAnalysis!.rows).toBeGreaterThanOrEqual(8_192)
    expect(analysis).toBeUndefined()
    const again = await ended(await begin(run))
    expect(again).toMatchObject({ state: 'done', fromRow: unfinishedAnalysis!.rows })
    expect(await found(run)).toEqual(whole)
    expect((await real.current(run.id)).unfinishedAnalysis).toBeUndefined()
  }, 120_000)
})

describe('a data set that grows', () => {
  const dIn = 16
  const path = () => join(real.folder, 'rows.npy')
  const values = (count: number) => {
    const random = createRandom(5)
    return Float32Array.from({ length: count * dIn }, () => random.normal())
  }

  it('is analyzed over the new rows only, with the same result as over all', async () => {
    const all = values(40_000)
    writeActivations(path(), all.slice(0, 20_000 * dIn), [20_000, dIn])
    const draft = { folder: join(real.folder, 'grown.loupe'), name: 'grown', activations: { path: path() } }
    real.project = await real.client.call('projects.create', draft)
    const run = await trained()
    await ended(await begin(run))
    const extend = () => real.client.call('datasets.extend', { project: real.id, dataset: run.dataset })
    await expect(extend()).rejects.toMatchObject({ code: 'usage' })

    writeActivations(path(), all, [40_000, dIn])
    const dataset = await extend()
    expect(dataset).toMatchObject({ rows: 40_000, growths: [{ rows: 20_000 }] })
    expect(dataset.growths?.[0].changed).toBeUndefined()
    const wanted = { project: real.id, run: run.id }
    const started = await real.client.call('runs.analyze', wanted)
    expect(started).toMatchObject({ upToDate: false, pass: 'extended' })
    expect(await ended(started.job)).toMatchObject({ state: 'done', fromRow: 16_384 })
    const extended = await found(run)
    const fresh = await real.client.call('runs.analyze', { ...wanted, fresh: true })
    expect(fresh).toMatchObject({ upToDate: false, pass: 'whole' })
    expect((await ended(fresh.job)).fromRow).toBeUndefined()
    expect(await found(run)).toEqual(extended)
    expect((await real.current(run.id)).analysis?.rows).toBe(40_000)

    // Earlier rows that are others now are not what was analyzed.
    const more = values(41_000)
    more[3 * dIn] += 1
    writeActivations(path(), more, [41_000, dIn])
    await expect(extend()).rejects.toMatchObject({ code: 'changed', message: expect.stringContaining('Row 3 ') })
  }, 120_000)
})
