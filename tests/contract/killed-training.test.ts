/**
 * Trainings whose process the system kills at random moments, through the engine with its real processes: resumed again and
 * again they give the same metrics and the same state, bit for bit, as one that nobody killed.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Architecture, Run, RunConfig } from '../../contract/records/run'
import { tensorsFromSafetensors } from '../../main/codecs/safetensors'
import { createRandom } from '../../main/maths/random'
import { nextEvent } from './next-event'
import { RealEngine, type Spawned } from './real-engine'

const steps = 300
const kills = 3

let real: RealEngine
beforeAll(async () => {
  real = await RealEngine.start({ rows: 3_000 })
}, 60_000)
afterAll(() => real.end())

const changedTo = (run: string, ...states: Run['state'][]) =>
  nextEvent(real.client, 'run.changed', (changed) => changed.run.id === run && states.includes(changed.run.state))

/** Kills the process of a run that trains once it is some random steps on, and goes on with it; says whether it was in time. */
async function killOnce(run: string, afterSteps: number): Promise<boolean> {
  const from = (await real.current(run)).step
  const over = changedTo(run, 'done', 'interrupted')
  const isThere = ({ steps }: { steps: Float64Array }) => (steps.at(-1) ?? 0) >= from + afterSteps
  await Promise.race([over, nextEvent(real.client, 'run.frame', ({ frame }) => frame.run === run && frame.columns.some(isThere))])
  const { pid } = real.spawned.findLast(({ entry }) => entry === 'job-train.cjs') as Spawned
  process.kill(pid as number, 'SIGKILL')
  if ((await over).run.state === 'done') return false
  await real.client.call('runs.resume', { project: real.id, run, analyze: false })
  return true
}

/** All that a finished run left, without what depends on the clock. */
async function outcome(run: string) {
  const { columns, marks } = await real.client.call('runs.metrics', { project: real.id, run, maxPoints: 1_000_000 })
  const timeless = columns.map(({ split, steps, columns: { rows_per_second: _rate, data_wait: _wait, ...values } }) => {
    return { split, steps, values }
  })
  const record = await real.current(run)
  const checkpoint = join(real.project.folder, 'runs', run, 'checkpoints', String(steps))
  const { tensors } = tensorsFromSafetensors(readFileSync(join(checkpoint, 'state.safetensors')))
  const dictionary = readFileSync(join(checkpoint, 'dictionary.safetensors'))
  const own = marks.filter(({ kind }) => kind !== 'resumed')
  return { timeless, own, tensors, dictionary, validation: { ...record.validation, rows_per_second: 0, data_wait: 0 } }
}

const given: Record<string, Partial<RunConfig>> = {
  topk: { emaDecay: 0.99, normalization: 'whitening' },
  batchtopk: { optimizer: 'adamw', weightDecay: 0.01 },
  jumprelu: { inputDropout: 0.1 },
  'relu-l1-2023': { resampleEverySteps: 40, sparsityCoefficient: 3 }
}

it.each(Object.entries(given))('killed three times, %s is what it would have been', async (architecture, own) => {
  const small = { dSae: 96, batchRows: 64, steps, checkpointEverySteps: 25, validateEverySteps: 30, deadWindowSteps: 20 }
  const config = { ...small, ...own }
  const { id: whole } = await real.train(config, architecture as Architecture)
  const random = createRandom(architecture.length)
  const { id: killed } = await real.begin(config, architecture as Architecture)
  await real.until(killed, 'running')
  let deaths = 0
  while (deaths < kills && (await killOnce(killed, 5 + random.integer(70)))) deaths += 1
  expect(deaths).toBeGreaterThan(0)
  await real.until(killed, 'done')
  const expected = await outcome(whole)
  expect(expected.timeless.find(({ split }) => split === 'train')?.steps).toHaveLength(steps)
  expect(await outcome(killed)).toEqual(expected)
})
