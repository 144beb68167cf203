/**
 * Trainings whose process the system kills at random moments, through the engine with its real processes: resumed again and
 * again they give the same metrics and the same state, bit for bit, as one that nobody killed.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Project } from '../../contract/records/project'
import type { Architecture, Run, RunConfig } from '../../contract/records/run'
import { type Client, createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import { tensorsFromSafetensors } from '../../main/codecs/safetensors'
import { anyPath } from '../../main/engine/connections/policy'
import { createEngine, type Engine } from '../../main/engine/engine'
import { nodeProcesses } from '../../main/engine/launchers/node-processes'
import { placesAround } from '../../main/engine/places'
import { portPair } from '../../main/engine/transports/in-process'
import { createRandom } from '../../main/maths/random'
import { type BuiltEntries, buildEntries } from './built-entries'
import { makeActivations } from './material'
import { nextEvent } from './next-event'

const steps = 300
const kills = 3

let built: BuiltEntries
let folder: string
let engine: Engine
let client: Client
let project: Project
let trainingProcess: number | undefined

beforeAll(async () => {
  built = await buildEntries()
  folder = mkdtempSync(join(tmpdir(), 'loupe-killed-'))
  const places = { ...placesAround(built.folder), userData: join(folder, 'user'), resources: resolve('resources') }
  const spawner = nodeProcesses({ entries: built.folder })
  const watched: typeof spawner = {
    spawn(entry, env) {
      const process = spawner.spawn(entry, env)
      if (entry === 'job-train.cjs') trainingProcess = process.pid
      return process
    }
  }
  engine = createEngine({ places, spawner: watched, author: 'tester', checkResults: true })
  const [own, other] = portPair<ClientMessage, EngineMessage>()
  engine.attach(other, anyPath)
  client = createClient(own)
  const path = await makeActivations(join(folder, 'rows.npy'), 3_000, 24)
  project = await client.call('projects.create', { folder: join(folder, 'p.loupe'), name: 'p', activations: { path } })
}, 60_000)

afterAll(async () => {
  await engine.close()
  built.remove()
  rmSync(folder, { recursive: true, force: true })
})

const changedTo = (run: string, ...states: Run['state'][]) =>
  nextEvent(client, 'run.changed', (changed) => changed.run.id === run && states.includes(changed.run.state))

async function start(config: RunConfig): Promise<string> {
  const { id } = await client.call('runs.start', { project: project.id, config, analyze: false })
  return id
}

/** Kills the process of a run that trains once it is some random steps on, and goes on with it; says whether it was in time. */
async function killOnce(run: string, afterSteps: number): Promise<boolean> {
  const from = (await client.call('runs.get', { project: project.id, run })).step
  const over = changedTo(run, 'done', 'interrupted')
  const isThere = ({ steps }: { steps: Float64Array }) => (steps.at(-1) ?? 0) >= from + afterSteps
  await Promise.race([over, nextEvent(client, 'run.frame', ({ frame }) => frame.run === run && frame.columns.some(isThere))])
  process.kill(trainingProcess as number, 'SIGKILL')
  if ((await over).run.state === 'done') return false
  await client.call('runs.resume', { project: project.id, run, analyze: false })
  return true
}

/** All that a finished run left, without what depends on the clock. */
async function outcome(run: string) {
  const { columns, marks } = await client.call('runs.metrics', { project: project.id, run, maxPoints: 1_000_000 })
  const timeless = columns.map(({ split, steps, columns: { rows_per_second: _rate, data_wait: _wait, ...values } }) => {
    return { split, steps, values }
  })
  const record = await client.call('runs.get', { project: project.id, run })
  const checkpoint = join(project.folder, 'runs', run, 'checkpoints', String(steps))
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
  const request = { project: project.id, architecture: architecture as Architecture, given: { ...small, ...own } }
  const config = await client.call('runs.defaults', request)
  const whole = await start(config)
  await changedTo(whole, 'done')
  const random = createRandom(architecture.length)
  const killed = await start(config)
  await changedTo(killed, 'running')
  let deaths = 0
  for (let i = 0; i < kills; i += 1) deaths += Number(await killOnce(killed, 5 + random.integer(70)))
  expect(deaths).toBeGreaterThan(0)
  if ((await client.call('runs.get', { project: project.id, run: killed })).state !== 'done') await changedTo(killed, 'done')
  const expected = await outcome(whole)
  expect(expected.timeless.find(({ split }) => split === 'train')?.steps).toHaveLength(steps)
  expect(await outcome(killed)).toEqual(expected)
})
