/**
 * A training on a disk that fills up while it runs: a real small file system, the real store, a real process.
 * It waits with its state, says why, and goes on as if nothing had been when there is room.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Run, RunConfig } from '../../contract/records/run'
import { RealEngine } from './real-engine'

const commands = { mount: 'mount', unmount: 'umount' }
const given = { dSae: 512, k: 4, batchRows: 64, seed: 1, validateEverySteps: 50, keepCheckpoints: 1 }

let disk: string
let real: RealEngine
/** Why there is no small disk here. */
let reason: string | undefined

beforeAll(async () => {
  disk = mkdtempSync(join(tmpdir(), 'loupe-disk-full-'))
  try {
    execFileSync(commands.mount, ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk], { stdio: 'pipe' })
  } catch (thrown) {
    reason = `mount is not possible here: ${thrown instanceof Error ? thrown.message.split('\n')[0] : thrown}`
    return
  }
  real = await RealEngine.start({ place: disk })
}, 60_000)

afterAll(async () => {
  await real?.end()
  if (reason === undefined) execFileSync(commands.unmount, ['-l', disk], { stdio: 'pipe' })
  rmSync(disk, { recursive: true, force: true })
})

const fillerPath = () => join(disk, 'filler')

/** Leaves so many bytes of the disk. */
function fill(leave = 0): void {
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(fillerPath(), new Uint8Array(Math.max(0, bavail * bsize - leave)))
}

/** A run that has made some steps. */
async function start(more: Partial<RunConfig>): Promise<Run> {
  const run = await real.begin({ ...given, ...more })
  await expect.poll(async () => (await real.current(run.id)).step, { timeout: 30_000 }).toBeGreaterThan(20)
  return run
}

async function waitsForRoom({ id }: Run): Promise<Run> {
  const held = await real.until(id, 'paused')
  expect(held.error).toMatchObject({ code: 'disk-full', hint: expect.stringContaining('Free some space') })
  const [job] = await real.client.call('jobs.list', { project: real.id })
  expect(job).toMatchObject({ run: id, state: 'paused' })
  return held
}

async function stepsOf({ id }: Run): Promise<number[]> {
  const { columns } = await real.client.call('runs.metrics', { project: real.id, run: id, maxPoints: 1_000_000 })
  return Array.from(columns.find(({ split }) => split === 'train')?.steps ?? [])
}

const checkpointOf = ({ id }: Run, step: number) => join(real.project.folder, 'runs', id, 'checkpoints', String(step))
const upTo = (steps: number) => Array.from({ length: steps }, (_, i) => i + 1)

describe('a disk that is full', () => {
  it('holds a training up at its next checkpoint, and lets it go on to the same numbers', async ({ skip }) => {
    if (reason) skip(reason)
    const run = await start({ checkpointEverySteps: 200, steps: 1_000 })
    // Room for points, not for a checkpoint.
    fill(150_000)
    const held = await waitsForRoom(run)
    expect(held).toMatchObject({
      error: { place: expect.stringContaining('checkpoints') },
      warnings: [{ step: held.step, title: 'The disk is full' }]
    })
    expect(held.step).toBeLessThan(1_000)
    rmSync(fillerPath())
    await real.client.call('runs.resume', { project: real.id, run: run.id })
    const ended = await real.until(run.id, 'done')
    expect(ended.error).toBeUndefined()
    expect(await stepsOf(run)).toEqual(upTo(1_000))
    const { marks } = await real.client.call('runs.metrics', { project: real.id, run: run.id })
    const text = `Waits at step ${held.step} for room on the disk`
    expect(marks).toEqual([{ step: held.step, kind: 'held-up', text }])

    const whole = await real.train({ ...given, checkpointEverySteps: 1_000, steps: 1_000 })
    const dictionaryOf = (of: Run) => readFileSync(join(checkpointOf(of, 1_000), 'dictionary.safetensors'))
    expect(dictionaryOf(run).equals(dictionaryOf(whole))).toBe(true)
  })

  it('holds it up when not even its points can be written, and loses none of them', async ({ skip }) => {
    if (reason) skip(reason)
    const run = await start({ checkpointEverySteps: 50_000, steps: 100_000 })
    fill()
    const held = await waitsForRoom(run)
    rmSync(fillerPath())
    // What waited is written as soon as there is room, before anybody resumes.
    await expect.poll(async () => (await stepsOf(run)).length, { timeout: 10_000 }).toBe(held.step)
    await real.client.call('runs.resume', { project: real.id, run: run.id })
    await expect.poll(async () => (await real.current(run.id)).step, { timeout: 30_000 }).toBeGreaterThan(held.step)
    const stopped = await real.client.call('runs.stop', { project: real.id, run: run.id })
    expect([stopped.state, stopped.checkpoints.at(-1)?.reason]).toEqual(['stopped', 'stopped'])
    expect(await stepsOf(run)).toEqual(upTo(stopped.step))
    expect(existsSync(checkpointOf(run, stopped.step))).toBe(true)
  })
})
