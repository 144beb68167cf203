/** Sweeps with real processes: so many at a time, each with its cores, whatever becomes of one; stopped, left and taken up again. */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job } from '../../contract/records/job'
import type { Run } from '../../contract/records/run'
import { RealEngine } from './real-engine'

let real: RealEngine
beforeAll(async () => {
  real = await RealEngine.start()
}, 60_000)
afterAll(() => real.end())

const short = { dSae: 32, k: 2, steps: 40, batchRows: 64, checkpointEverySteps: 20 }
const long = { ...short, steps: 1_000_000, checkpointEverySteps: 1_000_000 }

const sweepJob = async (group: string): Promise<Job> => {
  const jobs = await real.client.call('jobs.list', { project: real.id })
  return jobs.find((job) => job.kind === 'sweep' && job.group === group) as Job
}
const ended = (group: string) =>
  expect.poll(async () => (await sweepJob(group)).finishedAt, { timeout: 50_000 }).toBeTypeOf('number')
const membersOf = async (group: string): Promise<Run[]> => (await real.runs()).filter((run) => run.group === group)
const statesOf = async (group: string) => (await membersOf(group)).map(({ state }) => state)

describe('a sweep', () => {
  it('is refused as a whole before anything is recorded', async () => {
    const plan = { base: { dSae: 8 }, grid: { k: [4, 99] } }
    const refused = await real.client.call('runs.sweep', { project: real.id, plan }).catch((thrown) => thrown)
    expect(refused).toMatchObject({ code: 'config', place: 'k', message: expect.stringMatching(/^k=99: /) })
    expect([await real.runs(), await real.client.call('runs.groups', { project: real.id })]).toEqual([[], []])
    const planned = await real.client.call('runs.planSweep', { project: real.id, plan })
    expect(planned.map(({ name, problem }) => [name, problem?.place])).toEqual([
      ['k=4', undefined],
      ['k=99', 'k']
    ])
  })

  it('trains all its runs, never more at a time than it may, each with its share of the cores', async () => {
    let most = 0
    const training = new Set<string>()
    const stop = real.client.on('job.changed', (job) => {
      if (job.kind !== 'train' && job.kind !== 'analyze') return
      if (job.finishedAt === undefined) training.add(job.run as string)
      else training.delete(job.run as string)
      most = Math.max(most, training.size)
    })
    const plan = { base: short, grid: { seed: [1, 2], learningRate: [0.001, 0.01] } }
    const { group, runs } = await real.client.call('runs.sweep', { project: real.id, plan, name: 'two', parallel: 2 })
    expect(runs.map(({ name }) => name)).toEqual([
      'two-learningRate=0.001,seed=1',
      'two-learningRate=0.01,seed=1',
      'two-learningRate=0.001,seed=2',
      'two-learningRate=0.01,seed=2'
    ])
    expect(runs.every((run) => run.group === group.id)).toBe(true)
    await ended(group.id)
    stop()
    expect(await sweepJob(group.id)).toMatchObject({ state: 'done', title: 'two', progress: { done: 4, total: 4, unit: 'runs' } })
    expect((await membersOf(group.id)).map(({ state, analysis }) => [state, analysis?.step])).toEqual(Array(4).fill(['done', 40]))
    expect(most).toBe(2)
    const threads = real.spawned.filter(({ entry }) => entry === 'job-train.cjs').map(({ env }) => env.TF_NUM_INTRAOP_THREADS)
    expect(threads).toEqual(Array(4).fill(String(Math.max(1, Math.floor(availableParallelism() / 2)))))
    expect(await real.client.call('runs.groups', { project: real.id })).toEqual([group])
  })

  it('goes on when one of its runs fails, and says so at the end', async () => {
    const source = await real.train(short)
    const startFrom = { run: source.id }
    const plan = { base: short, runs: [{ ...long, seed: 3 }, { seed: 4, startFrom }, { seed: 5 }] }
    const { group, runs } = await real.client.call('runs.sweep', { project: real.id, plan, analyze: false })
    await real.until(runs[0].id, 'running')
    await real.client.call('runs.delete', { project: real.id, run: source.id, confirmed: true })
    await real.client.call('runs.stop', { project: real.id, run: runs[0].id })
    await ended(group.id)
    expect(await statesOf(group.id)).toEqual(['stopped', 'failed', 'done'])
    expect((await membersOf(group.id))[1].error).toMatchObject({ code: 'not-found', place: 'startFrom' })
    expect(await sweepJob(group.id)).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining(`1 of 3 runs failed; ${runs[1].name}: `) }
    })
  })

  it('is stopped as one: what trains with a checkpoint, what waits at once', async () => {
    const plan = { base: long, grid: { seed: [1, 2, 3, 4] } }
    const { group, runs } = await real.client.call('runs.sweep', { project: real.id, plan, parallel: 2 })
    await Promise.all([real.until(runs[0].id, 'running'), real.until(runs[1].id, 'running')])
    const waiting = runs[3].id
    expect(await real.client.call('runs.stop', { project: real.id, run: waiting })).toMatchObject({ state: 'stopped' })
    const stopped = await real.client.call('runs.stopGroup', { project: real.id, group: group.id })
    expect(stopped.map(({ state, checkpoints }) => [state, checkpoints.length])).toEqual([
      ['stopped', 1],
      ['stopped', 1],
      ['stopped', 0],
      ['stopped', 0]
    ])
    await ended(group.id)
    expect((await sweepJob(group.id)).state).toBe('cancelled')
    expect((await membersOf(group.id)).every(({ analysis }) => analysis === undefined)).toBe(true)
  })

  it('stays where it is when the engine ends, and goes on in the next', async () => {
    const plan = { base: { ...short, seed: 9 }, runs: [{ ...long, steps: 400 }, { k: 3 }, { k: 4 }] }
    const { group, runs } = await real.client.call('runs.sweep', { project: real.id, plan, name: 'left', analyze: false })
    await real.until(runs[0].id, 'running')
    await real.restart()
    expect(await statesOf(group.id)).toEqual([expect.stringMatching(/interrupted|done/), 'queued', 'queued'])
    expect(await real.client.call('jobs.list', { project: real.id })).toEqual([])
    await real.client.call('runs.resumeGroup', { project: real.id, group: group.id })
    await ended(group.id)
    expect(await statesOf(group.id)).toEqual(['done', 'done', 'done'])
    expect((await membersOf(group.id)).map(({ step }) => step)).toEqual([400, 40, 40])
    await real.client.call('runs.resumeGroup', { project: real.id, group: group.id })
    expect((await real.client.call('jobs.list', { project: real.id })).filter(({ kind }) => kind === 'sweep')).toHaveLength(1)
  })

  it('that waits after a restart can be stopped too', async () => {
    const { group, runs } = await real.client.call('runs.sweep', {
      project: real.id,
      plan: { base: long, grid: { seed: [1, 2] } }
    })
    await real.until(runs[0].id, 'running')
    await real.restart()
    const stopped = await real.client.call('runs.stopGroup', { project: real.id, group: group.id })
    expect(stopped.map(({ state }) => state)).toEqual(['interrupted', 'stopped'])
  })
})

describe('a sweep on one stream of batches', () => {
  const dictionaryOf = ({ id, step }: Run) =>
    readFileSync(join(real.project.folder, 'runs', id, 'checkpoints', String(step), 'dictionary.safetensors'))

  it('trains in one process to the numbers that each run has alone', async () => {
    const alone = await real.train({ ...short, k: 3, seed: 11 })
    const plan = { base: { ...short, seed: 11 }, grid: { k: [3, 5], normalization: ['expected-average', 'none'] } }
    const before = real.spawned.length
    const { group } = await real.client.call('runs.sweep', { project: real.id, plan, share: true, name: 'shared' })
    await ended(group.id)
    expect(await statesOf(group.id)).toEqual(Array(4).fill('done'))
    const entries = real.spawned.slice(before).flatMap(({ entry }) => (entry === 'job-inspect.cjs' ? [] : [entry]))
    expect(entries).toEqual(['job-together.cjs', ...Array(4).fill('job-analyze.cjs')])
    const [same] = await membersOf(group.id)
    expect(dictionaryOf(same).equals(dictionaryOf(alone))).toBe(true)
    const { columns } = await real.client.call('runs.metrics', { project: real.id, run: same.id })
    expect(columns[0].steps).toHaveLength(40)
  })

  it('pauses as one, since all wait for one another, and goes on without those that were stopped', async () => {
    const plan = { base: long, grid: { k: [2, 3] } }
    const { group, runs } = await real.client.call('runs.sweep', { project: real.id, plan, share: true, analyze: false })
    const [one, other] = runs
    await Promise.all(runs.map(({ id }) => real.until(id, 'running')))
    await real.client.call('runs.pause', { project: real.id, run: one.id })
    await real.until(other.id, 'paused')
    await real.client.call('runs.resume', { project: real.id, run: other.id })
    await real.until(one.id, 'running')
    await real.client.call('runs.stop', { project: real.id, run: one.id })
    const { step } = await real.current(other.id)
    await expect.poll(async () => (await real.current(other.id)).step, { timeout: 20_000 }).toBeGreaterThan(step + 10)
    expect((await real.current(other.id)).state).toBe('running')
    await real.client.call('runs.stopGroup', { project: real.id, group: group.id })
    await ended(group.id)
  })

  it('is refused where the runs would need other batches', async () => {
    const plan = { base: short, grid: { seed: [1, 2] } }
    const refused = await real.client.call('runs.sweep', { project: real.id, plan, share: true }).catch((thrown) => thrown)
    expect(refused).toMatchObject({ code: 'config', place: 'seed' })
  })
})
