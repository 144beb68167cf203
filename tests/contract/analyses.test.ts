/** Analyses with real processes: of a run that still trains, asked for again, and with an index that was cut short. */
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job } from '../../contract/records/job'
import type { Run } from '../../contract/records/run'
import { RealEngine } from './real-engine'

let real: RealEngine
beforeAll(async () => {
  real = await RealEngine.start()
}, 90_000)
afterAll(() => real.end())

const few = { dSae: 64, k: 4, steps: 20, batchRows: 64, validateEverySteps: 10, checkpointEverySteps: 10 }

async function analyzed(run: Run, more: { fresh?: boolean; step?: number } = {}): Promise<{ job: Job; upToDate: boolean }> {
  const { job: id, upToDate } = await real.client.call('runs.analyze', { project: real.id, run: run.id, ...more })
  const job = async () => (await real.client.call('jobs.list', { project: real.id })).find((one) => one.id === id)
  await expect.poll(async () => (await job())?.finishedAt, { timeout: 30_000 }).toBeDefined()
  return { job: (await job())!, upToDate }
}

const indexOf = ({ id }: Run): string => {
  const folder = join(real.project.folder, 'runs', id, 'analysis')
  return join(folder, readdirSync(folder)[0])
}

describe('an analysis', () => {
  it('of a run that still trains takes a checkpoint it has, and does not disturb it', async () => {
    const run = await real.begin({ ...few, steps: 100_000, checkpointEverySteps: 20, validateEverySteps: 20 })
    await expect.poll(async () => (await real.current(run.id)).checkpoints.length, { timeout: 30_000 }).toBeGreaterThan(0)
    expect((await analyzed(run)).job.state).toBe('done')
    const { state, analysis, step } = await real.current(run.id)
    expect(state).toBe('running')
    expect(analysis?.step).toBeLessThanOrEqual(step)
    expect(analysis?.step).toBeGreaterThan(0)
    // The checkpoint that was analyzed stays, however many follow.
    expect((await real.current(run.id)).checkpoints.map((one) => one.step)).toContain(analysis?.step)
    await real.client.call('runs.stop', { project: real.id, run: run.id })
    await real.until(run.id, 'stopped')
  })

  it('that is asked for again is said to be up to date, at once and untouched; of another step it is not', async () => {
    const run = await real.train(few)
    expect(await analyzed(run)).toMatchObject({ job: { state: 'done' }, upToDate: false })
    const before = (await real.current(run.id)).analysis
    const folder = indexOf(run)
    expect(await analyzed(run)).toMatchObject({ job: { state: 'done' }, upToDate: true })
    expect((await real.current(run.id)).analysis).toEqual(before)
    expect(indexOf(run)).toBe(folder)
    const other = run.checkpoints.map(({ step }) => step).find((step) => step !== before?.step)!
    expect(await analyzed(run, { step: other })).toMatchObject({ upToDate: false })
    expect((await real.current(run.id)).analysis?.step).toBe(other)
    expect(await analyzed(run, { step: other, fresh: true })).toMatchObject({ upToDate: false })
  })

  it.each([
    ['cut short', (path: string) => truncateSync(path, 200)],
    ['without its header', (path: string) => writeFileSync(path, readFileSync(path).fill(0, 0, 64))],
    ['changed by one bit of the last activation', flipLastActivation]
  ])('whose index is %s is built again', async (_, damage) => {
    const run = await real.train(few)
    await analyzed(run)
    const page = (feature: number) => real.client.call('features.page', { project: real.id, run: run.id, feature })
    const { ids } = await real.client.call('features.ids', { project: real.id, run: run.id, sort: 'documents' })
    const whole = await page(ids[0])
    const folder = indexOf(run)
    damage(join(folder, 'by-feature.bin'))
    expect(await analyzed(run)).toMatchObject({ job: { state: 'done' }, upToDate: false })
    expect(existsSync(folder)).toBe(false)
    expect(await page(ids[0])).toEqual(whole)
  })
})

/** What lies before the table: counts and digests, u32, of every feature. */
function flipLastActivation(path: string): void {
  const bytes = readFileSync(path)
  bytes[bytes.length - 8 * few.dSae - 4] ^= 1
  writeFileSync(path, bytes)
}
