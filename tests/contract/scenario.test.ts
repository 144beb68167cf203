/**
 * The main job through the engine with its real processes, on the real sample: create, train, pause, checkpoint, crash,
 * resume, analyze, look at features, label, export, and a second opening. Cases build on each other, in this order.
 */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Job } from '../../contract/records/job'
import type { Project } from '../../contract/records/project'
import type { Run } from '../../contract/records/run'
import { type Client, createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import { anyPath } from '../../main/engine/connections/policy'
import { createEngine, type Engine } from '../../main/engine/engine'
import type { JobProcess, ProcessSpawner } from '../../main/engine/jobs/job-process'
import { nodeProcesses } from '../../main/engine/launchers/node-processes'
import { type Places, placesAround } from '../../main/engine/places'
import { portPair } from '../../main/engine/transports/in-process'
import { nextEvent } from './next-event'

const checkout = resolve(import.meta.dirname, '../..')

const entries = inject('entries')
let folder: string
let places: Places
let engine: Engine
let client: Client
let project: Project
let run: Run
const processes: { entry: string; process: JobProcess }[] = []

/** The real spawner; the tests only want to know the process numbers. */
function watched(spawner: ProcessSpawner): ProcessSpawner {
  return {
    spawn(entry, env) {
      const process = spawner.spawn(entry, env)
      processes.push({ entry, process })
      return process
    }
  }
}

function start(): void {
  engine = createEngine({
    places,
    spawner: watched(nodeProcesses({ entries })),
    author: 'tester',
    checkResults: true
  })
  const [own, other] = portPair<ClientMessage, EngineMessage>()
  engine.attach(other, anyPath)
  client = createClient(own)
}

const frameAfter = (step: number) =>
  nextEvent(client, 'run.frame', ({ frame }) =>
    frame.columns.some(({ split, steps }) => split === 'train' && (steps.at(-1) ?? 0) > step)
  )
const runWith = (state: Run['state']) => nextEvent(client, 'run.changed', (changed) => changed.run.state === state)
const jobEnd = (kind: Job['kind']) => nextEvent(client, 'job.changed', (job) => job.kind === kind && job.finishedAt !== undefined)
const ofRun = () => ({ project: project.id, run: run.id })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loupe-scenario-'))
  places = { ...placesAround(entries), userData: join(folder, 'user'), resources: join(checkout, 'resources') }
  start()
})

afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the main job through the engine', () => {
  it('lists the samples and makes a project of the real one', async () => {
    const samples = await client.call('projects.samples', {})
    expect(samples.map(({ id }) => id)).toEqual(['smollm2', 'toy', 'planted'])
    project = await client.call('projects.openSample', { sample: 'smollm2' })
    const [dataset] = project.datasets
    expect(dataset).toMatchObject({ rows: samples[0].rows, dIn: 576, documents: 47, leftOut: { outliers: 2, notFinite: 0 } })
    expect(dataset.trainRows + dataset.validationRows + 2).toBe(dataset.rows)
    expect((await client.call('projects.recent', {}))[0]).toMatchObject({ folder: project.folder, state: 'ready', runs: 0 })
  })

  it('opens the sample again under the same handle', async () => {
    expect((await client.call('projects.openSample', { sample: 'smollm2' })).id).toBe(project.id)
  })

  it('refuses an impossible configuration before anything is recorded', async () => {
    const config = await client.call('runs.defaults', { project: project.id, architecture: 'topk', given: { dSae: 16, k: 17 } })
    await expect(client.call('runs.start', { project: project.id, config })).rejects.toMatchObject({ code: 'config' })
    expect(await client.call('runs.list', { project: project.id })).toEqual([])
  })

  it('trains with live frames, values of validation and the backend’s name', async () => {
    const given = { dSae: 256, k: 16, steps: 100_000, batchRows: 128, seed: 3, checkpointEverySteps: 20, validateEverySteps: 20 }
    const config = await client.call('runs.defaults', { project: project.id, architecture: 'topk', given })
    const first = frameAfter(0)
    run = await client.call('runs.start', { project: project.id, config })
    expect(run.state).toBe('queued')
    await first
    const times: number[] = []
    const stop = client.on('run.frame', () => times.push(performance.now()))
    await expect.poll(() => times.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(8)
    stop()
    const gaps = times.slice(1).map((time, i) => time - times[i])
    expect(Math.min(...gaps)).toBeLessThan(1_000)
    await expect
      .poll(async () => (await client.call('runs.get', ofRun())).validation?.fvu, { timeout: 30_000 })
      .toBeGreaterThan(0)
    const current = await client.call('runs.get', ofRun())
    expect(current).toMatchObject({ state: 'running', backend: expect.stringMatching(/^(tensorflow|wasm|cpu)$/) })
    expect(current.inputScale).toBeGreaterThan(0)
  })

  it('writes a checkpoint when asked', async () => {
    const { checkpoints } = await client.call('runs.checkpoint', ofRun())
    const last = checkpoints.at(-1)
    expect(last?.sizeBytes).toBeGreaterThan(256 * 576 * 4)
    expect(existsSync(join(project.folder, 'runs', run.id, 'checkpoints', String(last?.step), 'state.safetensors'))).toBe(true)
  })

  it('pauses with a checkpoint, stands still, and goes on', async () => {
    const paused = await client.call('runs.pause', ofRun())
    expect(paused).toMatchObject({ state: 'paused', step: paused.checkpoints.at(-1)?.step })
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect((await client.call('runs.get', ofRun())).step).toBe(paused.step)
    expect(await client.call('runs.resume', ofRun())).toMatchObject({ state: 'running' })
    await frameAfter(paused.step)
  })

  it('shows a killed process as an interrupted run, with its checkpoints, and rejects nothing else', async () => {
    const ended = jobEnd('train')
    const interrupted = runWith('interrupted')
    process.kill(processes.filter(({ entry }) => entry === 'job-train.cjs').at(-1)?.process.pid as number, 'SIGKILL')
    const { run: after } = await interrupted
    expect(after.error).toMatchObject({ code: 'crashed', message: expect.stringContaining('SIGKILL') })
    expect(after.error?.hint).toContain('Resume')
    expect(await ended).toMatchObject({ state: 'interrupted', error: { code: 'crashed' } })
    expect(after.checkpoints.length).toBeGreaterThan(0)
  })

  it('resumes from the latest checkpoint: points after it are dropped, a mark says so', async () => {
    const before = await client.call('runs.get', ofRun())
    const from = before.checkpoints.at(-1)?.step ?? 0
    const resumed = await client.call('runs.resume', ofRun())
    expect(resumed.step).toBe(from)
    await frameAfter(from)
    await client.call('runs.pause', ofRun())
    const { columns, marks } = await client.call('runs.metrics', { ...ofRun(), maxPoints: 1_000_000 })
    const steps = columns.find(({ split }) => split === 'train')?.steps as Float64Array
    expect([...steps]).toEqual(Array.from(steps, (_, i) => i + 1))
    expect(marks).toContainEqual(expect.objectContaining({ kind: 'resumed', step: from }))
  })

  it('writes a checkpoint and ends in order when the engine is closed while it trains', async () => {
    await client.call('runs.resume', ofRun())
    await engine.close()
    start()
    project = await client.call('projects.open', { folder: project.folder })
    const after = await client.call('runs.get', ofRun())
    expect(after).toMatchObject({ state: 'interrupted', step: after.checkpoints.at(-1)?.step })
  })

  it('ends early on request, keeps what was learned, and analyzes by itself', async () => {
    await client.call('runs.resume', ofRun())
    await frameAfter(0)
    const analyzed = nextEvent(client, 'analysis.changed', () => true)
    const ended = jobEnd('analyze')
    const stopped = await client.call('runs.stop', ofRun())
    expect(stopped).toMatchObject({ state: 'stopped', step: stopped.checkpoints.at(-1)?.step })
    await analyzed
    expect(await ended).toMatchObject({ state: 'done' })
    const { trainRows, validationRows } = project.datasets[0]
    const { analysis } = await client.call('runs.get', ofRun())
    expect(analysis).toMatchObject({ step: stopped.step, features: 256, rows: trainRows + validationRows })
  })

  it('lists features by the numbers and gives a page with contexts and values', async () => {
    const { ids, total } = await client.call('features.ids', { ...ofRun(), sort: 'max' })
    expect([ids.length, total]).toEqual([256, 256])
    const rows = await client.call('features.rows', { ...ofRun(), features: [...ids.slice(0, 20)] })
    const maxima = rows.map(({ max }) => max)
    expect(maxima).toEqual(maxima.toSorted((a, b) => b - a))
    const page = await client.call('features.page', { ...ofRun(), feature: ids[0], context: 8 })
    expect(page.examples.top).toHaveLength(20)
    for (const example of page.examples.top) {
      expect(example.values[example.peak]).toBe(example.value)
      expect(example.tokens).toHaveLength(example.values.length)
      expect(example.tokens.length).toBeLessThanOrEqual(17)
    }
    expect(page.examples.top[0].value).toBeCloseTo(page.max, 5)
    expect(page.examples.top[0].source).toMatch(/^\d+:\d+$/)
    expect(page.histogram.counts.reduce((a, b) => a + b)).toBe(page.activeRows)
    expect(page.examples.intervals.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
    expect(page.peak?.token).toBe(page.examples.top[0].tokens[page.examples.top[0].peak])
  })

  it('labels, undoes and redoes, and tells every window', async () => {
    const told = nextEvent(client, 'label.changed', ({ label }) => label.label === 'verbs')
    const change = { label: 'verbs', tags: ['grammar'], status: 'labeled', confidence: 2 } as const
    await client.call('labels.edit', { ...ofRun(), feature: 7, change: { ...change, tags: [...change.tags] } })
    expect((await told).label.feature).toBe(7)
    expect(await client.call('labels.undo', { project: project.id })).toMatchObject({ label: { label: '', status: 'pending' } })
    expect(await client.call('labels.redo', { project: project.id })).toMatchObject({ label: { label: 'verbs' } })
    expect(await client.call('labels.history', { ...ofRun(), feature: 7 })).toMatchObject([{ author: 'tester', applied: true }])
    const found = await client.call('features.ids', { ...ofRun(), filter: 'verbs' })
    expect([...found.ids]).toEqual([7])
  })

  it('refuses to delete a run that is at work, and to analyze it twice at once', async () => {
    const ended = jobEnd('analyze')
    const { job } = await client.call('runs.analyze', { ...ofRun(), fresh: true })
    await expect(client.call('runs.analyze', ofRun())).rejects.toMatchObject({ code: 'busy' })
    await expect(client.call('runs.delete', { ...ofRun(), confirmed: true })).rejects.toMatchObject({ code: 'busy' })
    await client.call('jobs.cancel', { job })
    expect(['cancelled', 'done']).toContain((await ended).state)
    expect((await client.call('runs.get', ofRun())).analysis?.features).toBe(256)
  })

  it('exports a folder that reads back the same, and proves it again later', async () => {
    const { folder: suggested } = await client.call('exports.suggestFolder', ofRun())
    expect(suggested.startsWith(join(project.folder, 'exports'))).toBe(true)
    const target = join(folder, 'exported')
    const record = await client.call('exports.write', { ...ofRun(), format: 'saelens', folder: target })
    expect(record.receipt.verified.maxDifferenceActs).toBeLessThan(1e-3)
    expect(record.receipt.labels).toMatchObject({ total: 256, labeled: 1 })
    const files = [
      'cfg.json',
      'sae_weights.safetensors',
      'labels.jsonl',
      'features.csv',
      'features.parquet',
      'README.md',
      'receipt.json'
    ]
    expect(files.filter((name) => !existsSync(join(target, name)))).toEqual([])
    expect(readFileSync(join(target, 'features.csv'), 'utf8')).toContain('verbs')
    const again = await client.call('exports.verify', { project: project.id, export: record.id })
    expect(again).toMatchObject({ labelsEqual: true, maxDifferenceActs: record.receipt.verified.maxDifferenceActs })
    await expect(client.call('exports.write', { ...ofRun(), format: 'saelens', folder: target })).rejects.toMatchObject({
      code: 'exists'
    })
    expect(await client.call('exports.list', { project: project.id })).toHaveLength(1)
  })

  it('lets the command line join: what it reads and writes is that of the open project, which hears of it within a second', async () => {
    const env = { ...process.env, LOUPE_USER_DATA: join(folder, 'other-user') }
    const loupe = (...args: string[]) =>
      new Promise<Record<string, never>>((settle, fail) =>
        execFile(process.execPath, [join(entries, 'cli.cjs'), ...args, '--json'], { env }, (error, stdout) =>
          error ? fail(error) : settle(JSON.parse(stdout))
        )
      )
    expect(await loupe('features', project.folder, '--filter', 'verbs')).toMatchObject({
      matching: 1,
      features: [{ id: 7, label: 'verbs' }]
    })
    const heard = new Promise<number>((tell) =>
      client.on('label.changed', ({ label }) => label.label === 'other' && tell(Date.now()))
    )
    const label = await loupe('label', project.folder, '7', '--text', 'other')
    expect(label).toMatchObject({ feature: 7, label: 'other', status: 'labeled' })
    expect(Math.abs((await heard) - (label.updatedAt as number))).toBeLessThan(1_000)
    expect(await client.call('labels.undo', { project: project.id })).toMatchObject({ label: { label: 'verbs' } })
  })

  it('throws runs and labels of the sample away only on request', async () => {
    await client.call('projects.close', { project: project.id })
    const reset = await client.call('projects.openSample', { sample: 'smollm2', reset: true })
    expect(await client.call('runs.list', { project: reset.id })).toEqual([])
  })
})
