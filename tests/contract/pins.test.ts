/** Pinned features with real processes: measured while training and after it, without any part in the training, gone with the run. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job } from '../../contract/records/job'
import { mostPins, type PinnedRun } from '../../contract/records/pin'
import type { Run } from '../../contract/records/run'
import { tensorsFromSafetensors } from '../../main/codecs/safetensors'
import { RealEngine } from './real-engine'

const config = {
  dSae: 48,
  k: 4,
  steps: 120,
  batchRows: 64,
  validateEverySteps: 40,
  checkpointEverySteps: 40,
  keepCheckpoints: 10
}
const features = [3, 17, 40]

let real: RealEngine
/** Trained with pins, and without. */
let pinned: Run
let plain: Run

const one = ({ id }: Run) => ({ project: real.id, run: id })
const pins = (run: Run) => real.client.call('pins.list', one(run))
const add = (run: Run, given = features) => real.client.call('pins.add', { ...one(run), features: given })
const measures = (known: PinnedRun) => known.pins.map(({ feature, moments }) => ({ feature, moments }))
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none').catch(({ code }) => code)

/** All numbers of a checkpoint: state and dictionary. */
function numbersAt(run: Run, step: number) {
  const folder = join(real.project.folder, 'runs', run.id, 'checkpoints', String(step))
  return ['state', 'dictionary'].map((name) => tensorsFromSafetensors(readFileSync(join(folder, `${name}.safetensors`))).tensors)
}

async function ended(job: string | undefined): Promise<Job> {
  for (;;) {
    const found = (await real.client.call('jobs.list', { project: real.id })).find(({ id }) => id === job)
    if (found?.finishedAt !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

beforeAll(async () => {
  real = await RealEngine.start()
  plain = await real.train(config)
  const begun = await real.begin(config)
  await add(begun)
  pinned = await real.until(begun.id, 'done')
}, 90_000)
afterAll(() => real.end())

describe('features that are pinned while a run trains', () => {
  it('are measured at each checkpoint from then on', async () => {
    const known = await pins(pinned)
    expect(known.pins.map(({ feature, pinnedStep }) => [feature, pinnedStep])).toEqual(features.map((feature) => [feature, 0]))
    for (const { moments } of known.pins)
      expect(moments.map(({ step, rows }) => [step, rows])).toEqual([40, 80, 120].map((step) => [step, 2_000]))
    expect(known.missing).toEqual([])
  })

  it('change nothing of the training', () => {
    for (const step of [40, 80, 120]) expect(numbersAt(pinned, step)).toEqual(numbersAt(plain, step))
  })

  it('survive a killed process: the same weights and the same measures', async () => {
    const run = await real.begin(config)
    await add(run)
    await expect.poll(async () => (await pins(run)).pins[0].moments.length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(0)
    const { pid } = real.spawned.findLast(({ entry }) => entry === 'job-train.cjs') as { pid: number }
    process.kill(pid, 'SIGKILL')
    await real.until(run.id, 'interrupted')
    await real.client.call('runs.resume', { ...one(run), analyze: false })
    await real.until(run.id, 'done')
    expect(numbersAt(run, 120)).toEqual(numbersAt(plain, 120))
    // The one that it was killed after may not have been measured.
    const { job } = await real.client.call('pins.measure', one(run))
    if (job) await ended(job)
    expect(measures(await pins(run))).toEqual(measures(await pins(pinned)))
  })
})

describe('features that are pinned after a training', () => {
  it('are measured at the checkpoints on the disk, as the training would have', async () => {
    expect((await add(plain)).missing).toEqual([40, 80, 120])
    const { job } = await real.client.call('pins.measure', one(plain))
    // Pinned while it is being done.
    await add(plain, [9])
    expect(await real.client.call('pins.measure', one(plain))).toEqual({ job })
    expect(await ended(job)).toMatchObject({ kind: 'pins', state: 'done', run: plain.id, progress: { done: 3, total: 3 } })
    expect(measures(await pins(plain)).slice(0, 3)).toEqual(measures(await pins(pinned)))
    expect((await pins(plain)).missing).toEqual([])
    expect(await real.client.call('pins.measure', one(plain))).toEqual({})
  })

  it('say the same as the analysis where the sample is all rows', async () => {
    await ended((await real.client.call('runs.analyze', { ...one(plain), step: 120 })).job)
    const found = await real.client.call('pins.examples', { ...one(plain), step: 120 })
    for (const { feature, density, max, examples } of found) {
      const page = await real.client.call('features.page', { project: real.id, run: plain.id, feature })
      expect(density).toBeCloseTo(page.density, 10)
      expect(max).toBeCloseTo(page.max, 5)
      expect(examples.map(({ row }) => row)).toEqual(page.examples.top.slice(0, examples.length).map(({ row }) => row))
      expect(examples.length).toBeGreaterThan(0)
    }
  })

  it('keep what was measured when checkpoints are pruned; what is gone is refused in words', async () => {
    const run = await real.train({ ...config, seed: 2 })
    await add(run, [1])
    await ended((await real.client.call('pins.measure', one(run))).job)
    expect((await real.client.call('runs.prune', one(run))).removed.length).toBeGreaterThan(0)
    const {
      missing,
      pins: [known]
    } = await add(run, [1, 2])
    expect(known.moments.map(({ step }) => step)).toEqual([40, 80, 120])
    expect(missing).not.toContain(40)
    const refused = await real.client.call('pins.measure', { ...one(run), steps: [40] }).catch((error) => error)
    expect(refused).toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/step 40 .* pruned/),
      hint: expect.stringMatching(/120/)
    })
  })
})

describe('features of a dictionary in which they do not compete', () => {
  it('are measured as the analysis does', async () => {
    const run = await real.train({ ...config, steps: 40 }, 'batchtopk')
    await add(run, [2, 30])
    await ended((await real.client.call('pins.measure', one(run))).job)
    await ended((await real.client.call('runs.analyze', one(run))).job)
    for (const { feature, density, max, examples } of await real.client.call('pins.examples', { ...one(run), step: 40 })) {
      const page = await real.client.call('features.page', { project: real.id, run: run.id, feature })
      expect(density).toBeCloseTo(page.density, 3)
      expect(max).toBeCloseTo(page.max, 4)
      expect(examples[0]?.row).toBe(page.examples.top[0]?.row)
    }
  })
})

describe('pins', () => {
  it('are taken away and put back with what was measured', async () => {
    const before = await pins(pinned)
    const without = await real.client.call('pins.remove', { ...one(pinned), features: [17] })
    expect(without.pins.map(({ feature }) => feature)).toEqual([3, 40])
    const again = await add(pinned, [17])
    expect(again.missing).toEqual([])
    expect(again.pins.at(-1)).toMatchObject({ feature: 17, pinnedStep: 120, moments: before.pins[1].moments })
  })

  it('are suggested by how often features fire, without those that are pinned', async () => {
    const found = await real.client.call('pins.suggest', one(pinned))
    expect(new Set(found.map(({ reason }) => reason))).toEqual(new Set(['densest', 'middle', 'rarest']))
    expect(found[0].density).toBe(Math.max(...found.map(({ density }) => density)))
    expect(found.filter(({ feature }) => features.includes(feature))).toEqual([])
  })

  it('are refused where the run has no such feature, or too many', async () => {
    expect(await codeOf(add(plain, [48]))).toBe('not-found')
    expect(
      await codeOf(
        add(
          plain,
          Array.from({ length: mostPins }, (_, i) => i)
        )
      )
    ).toBe('usage')
    expect((await pins(plain)).pins).toHaveLength(4)
  })

  it('go with their run', async () => {
    await real.client.call('runs.delete', { ...one(pinned), confirmed: true })
    expect(await codeOf(pins(pinned))).toBe('not-found')
    expect(await codeOf(real.client.call('pins.examples', { ...one(pinned), step: 120 }))).toBe('not-found')
  })
})
