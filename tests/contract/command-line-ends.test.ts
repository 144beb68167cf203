/** How `loupe train` ends when it is asked to, or is killed: with a checkpoint, in words, and able to go on. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CommandLine } from './command-line'
import { makeActivations } from './material'

let folder: string
let loupe: CommandLine

const args = ['train', 'long.loupe', '--features', '64', '--k', '4', '--steps', '100000', '--batch', '64', '--json']
const isAfter = (step: number) => (record: Record<string, unknown>) => Number(record.step) > step

beforeAll(async () => {
  loupe = new CommandLine()
  folder = loupe.folder
  await makeActivations(join(folder, 'long.npy'), 2_000, 16)
  expect((await loupe.run('new', 'long.loupe', '--activations', 'long.npy')).code).toBe(0)
}, 60_000)

afterAll(() => loupe.remove())

it('pauses with a checkpoint on Ctrl+C, which reaches all its processes, and resumes where it was', async () => {
  const { child, finished, line } = loupe.start(args, { detached: true })
  await line(isAfter(10))
  process.kill(-(child.pid as number), 'SIGINT')
  // npm and the start script pass on what the terminal has sent to all.
  await new Promise((resolve) => setTimeout(resolve, 50))
  child.kill('SIGINT')
  const { code, records } = await finished
  const last = records().at(-1) as unknown as { error: unknown; state: string; steps: number; name: string }
  expect({ code, last }).toMatchObject({ code: 1, last: { error: { code: 'cancelled' }, state: 'paused' } })
  const resumed = loupe.start(['resume', 'long.loupe', '--run', last.name, '--json'], { detached: true })
  const first = await resumed.line(({ split }) => split === 'train')
  expect(Number(first.step)).toBeGreaterThan(last.steps)
  process.kill(-(resumed.child.pid as number), 'SIGINT')
  await resumed.finished
})

it('pauses in order when the whole group is asked to end, as a shutdown does', async () => {
  const { child, finished, line } = loupe.start(args, { detached: true })
  await line(isAfter(10))
  process.kill(-(child.pid as number), 'SIGTERM')
  const { code, records } = await finished
  expect({ code, last: records().at(-1) }).toMatchObject({ code: 1, last: { error: { code: 'cancelled' }, state: 'paused' } })
})

it('says that a run is trained when its analysis can not be kept', async () => {
  const short = ['train', 'long.loupe', '--features', '64', '--k', '4', '--steps', '2000', '--batch', '64', '--json']
  const { finished, line } = loupe.start(short)
  const { run } = await line(({ event }) => event === 'started')
  writeFileSync(join(folder, 'long.loupe', 'runs', String(run), 'analysis'), 'in the way')
  const { code, records, stderr } = await finished
  const last = { run, state: 'done', steps: 2000, analyzed: false, metrics: { fvu: expect.any(Number) } }
  const error = { message: expect.stringMatching(/trained but not analyzed/), hint: expect.stringContaining('loupe analyze') }
  expect({ code, last: records().at(-1), stderr }).toMatchObject({ code: 1, last: { ...last, error }, stderr: '' })
})

it('loses nothing but the last moments when it is killed: its job saves its state and ends', async () => {
  const { child, finished, line } = loupe.start(args)
  const { run } = await line(({ event }) => event === 'started')
  const { step } = await line(isAfter(10))
  child.kill('SIGKILL')
  await finished
  const checkpoints = join(folder, 'long.loupe', 'runs', String(run), 'checkpoints')
  await expect.poll(() => existsSync(checkpoints), { timeout: 20_000 }).toBe(true)
  const { runs } = (await loupe.run('runs', 'long.loupe', '--json')).records()[0] as unknown as {
    runs: { id: string; state: string; checkpoints: { step: number }[]; error: { code: string } }[]
  }
  const killed = runs.find(({ id }) => id === run)
  expect(killed).toMatchObject({ state: 'interrupted', error: { code: 'crashed' } })
  expect(killed?.checkpoints.at(-1)?.step).toBeGreaterThanOrEqual(Number(step))
})
