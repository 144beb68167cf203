/** Runs with real processes: from the values and the features of others, tried before the start, tidied, and asleep with the machine. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Run } from '../../contract/records/run'
import { RealEngine } from './real-engine'

let real: RealEngine
let source: Run
beforeAll(async () => {
  real = await RealEngine.start({ targets: true })
  source = await real.train({ dSae: 64, k: 4, steps: 300, batchRows: 64, validateEverySteps: 50, checkpointEverySteps: 100 })
}, 90_000)
afterAll(() => real.end())

const few = { dSae: 64, k: 4, steps: 5, batchRows: 64, validateEverySteps: 5, learningRate: 1e-4 }
const remove = ({ id }: Run) => real.client.call('runs.delete', { project: real.id, run: id, confirmed: true })
const fvu = ({ validation }: Run) => validation?.fvu as number

describe('a run that starts from another', () => {
  it('begins with its values, and goes on with settings of its own', async () => {
    const anew = await real.train(few)
    const tuned = await real.train({ ...few, startFrom: { run: source.id } })
    expect(tuned.config.startFrom).toEqual({ run: source.id, step: 300 })
    expect(fvu(tuned)).toBeLessThan(fvu(source) + 0.01)
    expect(fvu(tuned)).toBeLessThan(fvu(anew) - 0.05)
  })

  it('may begin with an earlier checkpoint, and with another architecture', async () => {
    const tuned = await real.train({ ...few, startFrom: { run: source.id, step: 200 } }, 'batchtopk')
    expect(tuned.config).toMatchObject({ architecture: 'batchtopk', startFrom: { run: source.id, step: 200 } })
    expect(fvu(tuned)).toBeLessThan(fvu(source) + 0.1)
  })

  it('is refused before the start where the values do not fit', async () => {
    const refused = await real.train({ ...few, dSae: 32, startFrom: { run: source.id } }).catch((thrown) => thrown)
    expect(refused).toMatchObject({ code: 'config', place: 'startFrom' })
  })
})

describe('a hybrid', () => {
  it('learns to predict the targets from the features of an autoencoder', async () => {
    const config = { ...few, dSae: 48, steps: 40, kind: 'transcoder' as const, featuresOf: { run: source.id } }
    const hybrid = await real.train(config)
    expect(hybrid.config.featuresOf).toEqual({ run: source.id, step: 300 })
    expect(fvu(hybrid)).toBeGreaterThan(0)
    const { job } = await real.client.call('runs.analyze', { project: real.id, run: hybrid.id })
    const jobs = () => real.client.call('jobs.list', { project: real.id })
    await expect.poll(async () => (await jobs()).find(({ id }) => id === job)?.state, { timeout: 30_000 }).toBe('done')
    expect((await real.current(hybrid.id)).analysis).toMatchObject({ features: 48, step: 40 })
  })

  it('keeps what it needs of that run, which may be deleted while it trains', async () => {
    const read = await real.train({ ...few, seed: 5 })
    const config = { ...few, steps: 100_000, kind: 'transcoder' as const, featuresOf: { run: read.id } }
    const hybrid = await real.begin(config)
    await real.until(hybrid.id, 'running')
    await remove(read)
    await real.client.call('runs.stop', { project: real.id, run: hybrid.id })
    expect(existsSync(join(real.project.folder, 'runs', hybrid.id, 'features-of', 'dictionary.safetensors'))).toBe(true)
    await real.client.call('runs.resume', { project: real.id, run: hybrid.id, analyze: false })
    const going = await real.until(hybrid.id, 'running')
    expect(going.config.featuresOf).toEqual({ run: read.id, step: 5 })
    await real.client.call('runs.stop', { project: real.id, run: hybrid.id, keep: false })
  })

  it('is refused in words where that run is gone', async () => {
    const read = await real.train({ ...few, seed: 6 })
    await remove(read)
    const refused = await real.train({ ...few, kind: 'transcoder', featuresOf: { run: read.id } }).catch((thrown) => thrown)
    expect(refused).toMatchObject({ code: 'not-found', place: 'featuresOf', message: expect.stringContaining('was deleted') })
  })
})

describe('an estimate', () => {
  const configOf = (given: object) =>
    real.client.call('runs.defaults', { project: real.id, architecture: 'topk', given: { dSae: 64, batchRows: 128, ...given } })
  const estimate = async (given: object, signal?: AbortSignal) =>
    real.client.call('runs.estimate', { project: real.id, config: await configOf(given) }, signal ? { signal } : {})

  it('says time, memory and disk, and keeps nothing', async () => {
    const before = await real.runs()
    const files = readdirSync(real.project.folder, { recursive: true })
    const short = await estimate({ steps: 1_000 })
    const long = await estimate({ steps: 100_000, startFrom: { run: source.id } })
    expect(long.seconds).toBeGreaterThan(10 * short.seconds)
    expect(short.rowsPerSecond).toBeGreaterThan(100)
    expect(short.memoryBytes).toBeGreaterThan(50_000_000)
    // State: weights and two moments; and the dictionary once more.
    expect(short.checkpointBytes).toBeGreaterThan(4 * 2 * 64 * 16 * 4)
    expect(short.diskBytes).toBeGreaterThanOrEqual(short.checkpointBytes)
    expect([short.machineMemoryBytes, short.freeDiskBytes].every((size) => size > 0)).toBe(true)
    expect(await real.runs()).toEqual(before)
    expect(readdirSync(real.project.folder, { recursive: true })).toEqual(files)
    expect(await real.client.call('jobs.list', { project: real.id })).not.toContainEqual(
      expect.objectContaining({ state: 'running' })
    )
  })

  it('is refused as the run would be, and ends when nobody wants it', async () => {
    await expect(estimate({ k: 900 })).rejects.toMatchObject({ code: 'config', place: 'k' })
    await expect(estimate({ startFrom: { run: 'nobody' } })).rejects.toMatchObject({ code: 'not-found' })
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 300)
    await expect(estimate({}, abort.signal)).rejects.toMatchObject({ code: 'cancelled' })
    const { pid } = real.spawned.findLast(({ entry }) => entry === 'job-estimate.cjs') as { pid: number }
    await expect.poll(() => isAlive(pid), { timeout: 15_000 }).toBe(false)
  })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a run that was tidied', () => {
  it('has tags, is archived, and loses the checkpoints that nothing needs', async () => {
    const of = { project: real.id, run: source.id }
    expect((await real.client.call('runs.setTags', { ...of, tags: ['base', ' wide '] })).tags).toEqual(['base', 'wide'])
    expect((await real.client.call('runs.archive', { ...of, archived: true })).archived).toBe(true)
    const { removed, freedBytes } = await real.client.call('runs.prune', { ...of, dryRun: true })
    expect(removed.map(({ step }) => step)).toEqual([100, 200])
    expect((await real.current(source.id)).checkpoints).toHaveLength(3)
    expect(await real.client.call('runs.prune', of)).toEqual({ removed, freedBytes })
    expect((await real.current(source.id)).checkpoints.map(({ step }) => step)).toEqual([300])
    expect(readdirSync(join(real.project.folder, 'runs', source.id, 'checkpoints'))).toEqual(['300'])
  })
})

describe('a machine that goes to sleep', () => {
  it('finds its trainings saved, and they go on when it wakes; what a person paused stays paused', async () => {
    const endless = { ...few, steps: 1_000_000, checkpointEverySteps: 1_000_000 }
    const [running, paused] = [await real.begin(endless), await real.begin({ ...endless, seed: 7 })]
    await Promise.all([real.until(running.id, 'running'), real.until(paused.id, 'running')])
    await real.client.call('runs.pause', { project: real.id, run: paused.id })
    real.engine.sleep()
    const asleep = await real.until(running.id, 'paused')
    expect(asleep.checkpoints.at(-1)).toMatchObject({ step: asleep.step, reason: 'paused' })
    real.engine.wake()
    await real.until(running.id, 'running')
    expect((await real.current(paused.id)).state).toBe('paused')
    for (const { id } of [running, paused]) await real.client.call('runs.stop', { project: real.id, run: id, keep: false })
  })
})
