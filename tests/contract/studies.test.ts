/** Studies over a real engine: asked, answered by a process, kept, found again, cancelled, taken away. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Study } from '../../contract/records/studies/study'
import type { LoupeError } from '../../contract/wire/errors'
import { makeActivations } from './material'
import { RealEngine } from './real-engine'

let real: RealEngine
let project: string
let run: string
let folder: string

const question = { kind: 'patterns', by: { column: 'domain' } } as const
const categories = ['code', 'news', 'verse']

beforeAll(async () => {
  real = await RealEngine.start()
  const rows = Array.from({ length: 2_000 }, (_, i) => `${categories[i % 3]},${Math.floor(i / 20)}`)
  writeFileSync(join(real.folder, 'rows.csv'), ['domain,doc', ...rows].join('\n'))
  const activations = { path: await makeActivations(join(real.folder, 'named.npy'), 2_000, 12) }
  const draft = { folder: join(real.folder, 'named.loupe'), name: 'named', activations }
  real.project = await real.client.call('projects.create', { ...draft, rowTable: { path: join(real.folder, 'rows.csv') } })
  run = (await real.train({ dSae: 24, k: 4, steps: 30, batchRows: 128 })).id
  project = real.id
  folder = join(real.project.folder, 'runs', run, 'studies')
}, 120_000)

afterAll(() => real.end())

const list = () => real.client.call('studies.list', { project, run })
async function answerOf(study: string) {
  const found = await real.client.call('studies.answer', { project, study })
  if (found.answer.kind !== 'patterns') throw new Error(`This is an answer of kind ${found.answer.kind}`)
  return { ...found, answer: found.answer }
}
async function sliceOfAll(study: string): Promise<void> {
  for (const { name, shape } of (await answerOf(study)).arrays)
    await real.client.call('studies.slice', { project, study, array: name, count: shape[0] })
}

function flipLastBit(path: string, fromEnd: number): void {
  const bytes = readFileSync(path)
  bytes[bytes.length - fromEnd] ^= 1
  writeFileSync(path, bytes)
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: LoupeError) => error.code
  )

async function ended(study: Study): Promise<Study> {
  await expect
    .poll(async () => (await real.client.call('studies.get', { project, study: study.id })).state, { timeout: 30_000 })
    .not.toBe('running')
  return real.client.call('studies.get', { project, study: study.id })
}

async function analyze(): Promise<void> {
  const { job } = await real.client.call('runs.analyze', { project, run, fresh: true })
  const state = async () => (await real.client.call('jobs.list', { project })).find(({ id }) => id === job)?.state
  await expect.poll(state, { timeout: 30_000 }).toBe('done')
}

it('is refused before the run is analyzed, with the remedy', async () => {
  const error = await real.client.call('studies.start', { project, run, question }).catch((thrown) => thrown)
  expect(error).toMatchObject({ code: 'not-found', hint: 'Analyze it first.' })
})

it('is answered by a process once; the same question finds the kept answer, also after a restart', async () => {
  await analyze()
  const begun = await real.client.call('studies.start', { project, run, question })
  expect(begun).toMatchObject({ state: 'running', kind: 'patterns', rows: 2_000, step: 30, stale: false })
  expect((await real.client.call('studies.start', { project, run, question })).id).toBe(begun.id)
  expect((await real.client.call('jobs.list', { project })).find(({ id }) => id === begun.job)).toMatchObject({
    kind: 'study',
    run
  })
  expect(await codeOf(answerOf(begun.id))).toBe('busy')
  expect(await ended(begun)).toMatchObject({ state: 'done', question: { ...question, dense: true } })

  const processes = real.spawned.length
  expect(await real.client.call('studies.start', { project, run, question })).toMatchObject({ id: begun.id, state: 'done' })
  expect(real.spawned.length).toBe(processes)
  const { answer, arrays } = await answerOf(begun.id)
  expect(answer).toMatchObject({ kind: 'patterns', found: 3, dIn: 12 })
  expect(answer.kind === 'patterns' && answer.patterns.map(({ name }) => name).toSorted()).toEqual(categories)
  expect(arrays.find(({ name }) => name === 'dense')).toEqual({ name: 'dense', dtype: 'f32', shape: [12, 3] })

  await real.restart()
  project = real.id
  expect(await real.client.call('studies.start', { project, run, question })).toMatchObject({ id: begun.id, state: 'done' })
  expect(readdirSync(folder)).toEqual([begun.id])
})

it('gives slices of its arrays, as far as there are rows', async () => {
  const [{ id: study }] = await list()
  const slice = await real.client.call('studies.slice', { project, study, array: 'dense', from: 10, count: 5 })
  expect([slice.shape, slice.dtype, slice.values.length]).toEqual([[2, 3], 'f32', 6])
  const ids = await real.client.call('studies.slice', { project, study, array: 'dimensions', count: 12 })
  expect(ids.values).toBeInstanceOf(Uint32Array)
  expect([...ids.values].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i))
  expect(await codeOf(real.client.call('studies.slice', { project, study, array: 'nothing', count: 1 }))).toBe('not-found')
})

it.each([
  ['answer', (own: string) => writeFileSync(join(own, 'answer.json'), '{"kind":"patterns"}'), answerOf],
  ['answer by one bit', (own: string) => flipLastBit(join(own, 'answer.json'), 4), answerOf],
  ['last array by one bit', (own: string) => flipLastBit(join(own, 'arrays.safetensors'), 1), sliceOfAll]
])('whose kept answer was damaged is answered again: %s', async (_, damage, read) => {
  const [{ id }] = await list()
  await read(id)
  damage(join(folder, id))
  await expect(read(id)).rejects.toMatchObject({ code: 'damaged', hint: expect.stringContaining('Ask again') })
  const again = await ended(await real.client.call('studies.start', { project, run, question }))
  expect(again).toMatchObject({ state: 'done' })
  expect(readdirSync(folder)).toEqual([again.id])
  expect((await answerOf(again.id)).answer.found).toBe(3)
})

it('that fails leaves nothing on disk, and says why', async () => {
  const failed = await ended(
    await real.client.call('studies.start', { project, run, question: { ...question, by: { column: 'topic' } } })
  )
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'not-found', hint: 'There are: domain.' } })
  expect(readdirSync(folder)).toHaveLength(1)
  expect((await list()).map(({ state }) => state)).toEqual(['failed', 'done'])
  await real.client.call('studies.remove', { project, study: failed.id })
  expect(await list()).toHaveLength(1)
})

it('that is cancelled, or whose process is killed, leaves nothing either', async () => {
  const cancelled = await real.client.call('studies.start', { project, run, question, fresh: true })
  await real.client.call('jobs.cancel', { job: cancelled.job! })
  expect(await ended(cancelled)).toMatchObject({ state: 'cancelled' })
  const killed = await real.client.call('studies.start', { project, run, question, fresh: true })
  process.kill(real.spawned.at(-1)!.pid!, 'SIGKILL')
  expect(await ended(killed)).toMatchObject({ state: 'interrupted', error: { code: 'crashed' } })
  expect(readdirSync(folder)).toHaveLength(1)
})

it('is answered without the activation file, and says that the dense layer is missing', async () => {
  const path = join(real.folder, 'named.npy')
  const content = readFileSync(path)
  writeFileSync(path, content.subarray(0, 4_000))
  const study = await ended(await real.client.call('studies.start', { project, run, question: { ...question, mostPatterns: 2 } }))
  writeFileSync(path, content)
  const { answer } = await answerOf(study.id)
  expect(answer).toMatchObject({ found: 3, denseProblem: expect.any(String), patterns: { length: 2 } })
})

it('is stale after a new analysis and still readable; its question asked again replaces it', async () => {
  const latest = (await list()).find(({ state }) => state === 'done')!
  await analyze()
  expect((await list()).filter(({ state }) => state === 'done').every(({ stale }) => stale)).toBe(true)
  expect((await answerOf(latest.id)).study).toMatchObject({ stale: true, state: 'done' })
  const again = await ended(await real.client.call('studies.start', { project, run, question: latest.question }))
  expect(again).toMatchObject({ state: 'done', stale: false })
  expect(existsSync(join(folder, latest.id))).toBe(false)
})

it('goes with its run', async () => {
  await real.client.call('runs.delete', { project, run, confirmed: true })
  expect(await real.client.call('studies.list', { project })).toEqual([])
  expect(existsSync(folder)).toBe(false)
})
