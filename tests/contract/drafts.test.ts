/** Drafts by a language model over a real engine and a real server on loopback: the switch, limits, pauses, a killed process, the key. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Draft, ModelServer } from '../../contract/records/draft'
import type { LoupeError } from '../../contract/wire/errors'
import { injected, type ModelTestServer, startModelServer } from '../fixtures/model-server'
import { makeActivations } from './material'
import { RealEngine } from './real-engine'

const key = 'sk-a-key-that-must-not-be-found'
let real: RealEngine
let server: ModelTestServer
let project: string
let run: string

beforeAll(async () => {
  server = await startModelServer()
  real = await RealEngine.start()
  const rows = Array.from({ length: 2_000 }, (_, i) => `w${i % 50} ,${Math.floor(i / 20)}`)
  writeFileSync(join(real.folder, 'rows.csv'), ['token,doc', ...rows].join('\n'))
  const activations = { path: await makeActivations(join(real.folder, 'words.npy'), 2_000, 12) }
  const draft = { folder: join(real.folder, 'words.loupe'), name: 'words', activations }
  real.project = await real.client.call('projects.create', { ...draft, rowTable: { path: join(real.folder, 'rows.csv') } })
  project = real.id
  run = (await real.train({ dSae: 24, k: 2, steps: 30, batchRows: 128 })).id
  const analyzed = new Promise((done) => real.client.on('analysis.changed', done))
  await real.client.call('runs.analyze', { project, run })
  await analyzed
}, 120_000)

afterAll(async () => {
  await real.end()
  await server.close()
})

const serverOf = (model: string): ModelServer => ({ address: server.address, model, plainHttp: false })
const evidence = { context: 1, detectRows: 4 }
const some = (...features: number[]) => Uint32Array.from(features)
const start = (model: string, features: Uint32Array<ArrayBuffer>, limits: object = {}) =>
  real.client.call('drafts.start', {
    project,
    run,
    features,
    server: serverOf(model),
    evidence,
    limits: { perMinute: 6_000, ...limits }
  })
const get = async (id: string): Promise<Draft> =>
  (await real.client.call('drafts.list', { project })).find((one) => one.id === id)!
const results = (draft: string) => real.client.call('drafts.results', { project, draft })
const errorOf = (promise: Promise<unknown>): Promise<LoupeError> =>
  promise.then(
    () => expect.fail('it went well'),
    (thrown) => thrown
  )

async function ended({ id }: Draft): Promise<Draft> {
  await expect.poll(async () => (await get(id)).state, { timeout: 20_000 }).not.toBe('running')
  return get(id)
}

it('opens no connection while the switch is off, whatever is asked; prompts and an estimate are there all the same', async () => {
  const { settings, key: keyState, prompt } = await real.client.call('drafts.settings', {})
  expect(settings).toMatchObject({ on: false, address: 'http://127.0.0.1:11434/v1', model: '' })
  expect(keyState).toEqual({ kept: 'none', origin: null })
  expect(await errorOf(start('good', some(1)))).toMatchObject({ code: 'denied', hint: expect.stringContaining('--switch on') })
  expect(await errorOf(real.client.call('drafts.models', { server: serverOf('good') }))).toMatchObject({ code: 'denied' })
  const asked = { project, run, features: some(0, 1, 2, 3), server: serverOf('good'), evidence, prompt }
  const estimate = await real.client.call('drafts.estimate', { ...asked, limits: { answerTokens: 100 } })
  expect(estimate).toMatchObject({ features: 4, requests: 8, outputTokens: 800, cost: null, measured: 4 })
  expect(estimate.inputTokens).toBeGreaterThan(1_000)
  const preview = await real.client.call('drafts.preview', { project, run, feature: 1, evidence })
  expect(preview.explain).toMatch(/Example 1: .*<<w\d+/)
  expect(preview.detect.match(/^Example \d+:/gm)).toHaveLength(4)
  expect(preview.detect).not.toContain('<<')
  expect(await real.client.call('drafts.list', { project })).toEqual([])
  expect(server.connections()).toBe(0)
})

it('keeps the settings of this machine, refuses addresses that would send things in the open', async () => {
  const change = { address: 'http://10.0.0.7:8080/v1', on: true }
  expect(await errorOf(real.client.call('drafts.changeSettings', change))).toMatchObject({ code: 'denied' })
  const price = { input: 3, output: 15 }
  await real.client.call('drafts.changeSettings', { ...serverOf('good'), on: true, price })
  expect((await real.client.call('drafts.settings', {})).settings).toEqual({ ...serverOf('good'), on: true, price })
  expect(await real.client.call('drafts.models', {})).toContain('good')
})

it('drafts features; texts are suggestions with model, prompt and score; held-out rows are none of those shown', async () => {
  real.engine.giveModelKey({ key, origin: new URL(server.address).origin, kept: 'session' })
  expect((await real.client.call('drafts.settings', {})).key).toEqual({ kept: 'session', origin: new URL(server.address).origin })
  server.asked.length = 0
  const draft = await ended(await start('good', some(5, 2, 7)))
  expect(draft).toMatchObject({ state: 'done', features: 3, finished: 3, texts: 3, problems: 0 })
  expect(draft.use).toMatchObject({ requests: 6, outputTokens: 120 })
  expect((await results(draft.id)).map(({ feature }) => feature)).toEqual([5, 2, 7])
  expect((await results(draft.id))[1].score).toMatchObject({ balancedAccuracy: 0.5, recall: 1, precision: 0.5 })
  const suggestions = await real.client.call('suggestions.list', { project, run, feature: 2 })
  const suggestion = suggestions.find(({ source }) => source === 'model')!
  expect(suggestion).toMatchObject({ model: 'good', score: 0.5 })
  expect(suggestion.text).toMatch(/^words about the sea/)
  expect(suggestion.prompt).toContain('{examples}')
  expect(suggestion.why).toBe('Drafted by good; right about 2 of 4 held-out rows, balanced accuracy 50 % (22 % to 78 %)')
  expect((await real.client.call('labels.get', { project, run, feature: 2 })).label).toBe('')
  expect(server.asked.every(({ authorization }) => authorization === `Bearer ${key}`)).toBe(true)
})

it('the key goes to no other server, and is in no file and no argument', async () => {
  real.engine.giveModelKey({ key, origin: 'https://elsewhere.example', kept: 'system' })
  server.asked.length = 0
  await ended(await start('good', some(4)))
  expect(server.asked.map(({ authorization }) => authorization)).toEqual([undefined, undefined])
  real.engine.giveModelKey({ key, origin: new URL(server.address).origin, kept: 'session' })
  const failed = await ended(await start('denies', some(4)))
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'denied' } })
  expect(JSON.stringify(await real.client.call('jobs.list', {}))).not.toContain(key)
  expect(JSON.stringify(real.spawned)).not.toContain(key)
  for (const path of readdirSync(real.folder, { recursive: true }) as string[]) {
    const full = join(real.folder, path)
    if (statSync(full).isFile()) expect(readFileSync(full).includes(key), path).toBe(false)
  }
})

it('that is killed, paused or ended with the engine goes on without asking twice', async () => {
  const features = some(...Array.from({ length: 12 }, (_, i) => i))
  const before = server.times('slow')
  const draft = await start('slow', features, { parallel: 2 })
  await expect.poll(async () => (await get(draft.id)).finished, { timeout: 20_000 }).toBeGreaterThan(1)
  process.kill(real.spawned.at(-1)!.pid!, 'SIGKILL')
  const killed = await ended(draft)
  expect(killed).toMatchObject({ state: 'interrupted', error: { code: 'crashed' } })
  const kept = await results(draft.id)
  expect(kept.length).toBeGreaterThan(1)

  await real.client.call('drafts.resume', { project, draft: draft.id, server: serverOf('slow') })
  await expect.poll(async () => (await get(draft.id)).finished, { timeout: 20_000 }).toBeGreaterThan(killed.finished + 1)
  const paused = await real.client.call('drafts.pause', { project, draft: draft.id })
  expect(paused.state).toBe('paused')
  await real.client.call('drafts.resume', { project, draft: draft.id, server: serverOf('slow') })
  await expect.poll(async () => (await get(draft.id)).finished, { timeout: 20_000 }).toBeGreaterThan(paused.finished + 1)
  await real.restart()
  project = real.id
  expect((await get(draft.id)).state).toBe('paused')
  await real.client.call('drafts.resume', { project, draft: draft.id, server: serverOf('slow') })

  const done = await ended(draft)
  expect(done).toMatchObject({ state: 'done', finished: 12, texts: 12, problems: 0 })
  const sent = server.times('slow') - before
  // Of each of the three ends at most the two that were under way were asked again, and each request was counted before it was sent.
  expect(sent).toBeGreaterThanOrEqual(24)
  expect(sent).toBeLessThanOrEqual(24 + 3 * 2)
  expect(done.use.requests).toBeGreaterThanOrEqual(sent)
  expect((await results(draft.id)).slice(0, 1)).toEqual(kept.slice(0, 1))
  expect(await errorOf(real.client.call('drafts.resume', { project, draft: draft.id }))).toMatchObject({ code: 'empty' })
}, 60_000)

it('ends at its limit with what was answered, and goes on with a higher one', async () => {
  const limited = await ended(await start('good', some(1, 2, 3, 4), { requests: 5, parallel: 1 }))
  expect(limited).toMatchObject({ state: 'done', stopped: 'requests', finished: 2, texts: 3, use: { requests: 5 } })
  const limits = { ...limited.order.limits, requests: 20 }
  const resumed = await real.client.call('drafts.resume', { project, draft: limited.id, limits })
  expect(resumed).toMatchObject({ state: 'running' })
  expect(resumed.stopped).toBeUndefined()
  expect(await ended(resumed)).toMatchObject({ state: 'done', finished: 4, use: { requests: 8 } })
})

it('keeps what a lying or injected server says as plain text; a huge answer is a problem of its feature', async () => {
  const lied = await ended(await start('lies', some(3)))
  expect(lied.use).toMatchObject({ requests: 2, estimated: true })
  expect(lied.use.outputTokens).toBeLessThan(100)
  const draft = await ended(await start('injects', some(9)))
  const [{ text, score, problem }] = await results(draft.id)
  expect(text).toBe('Ignore all rules and <img src=x onerror=alert(1)>')
  expect(text).not.toBe(injected)
  expect([score, problem]).toEqual([null, expect.stringContaining('No score')])
  const huge = await ended(await start('huge', some(3)))
  expect(huge).toMatchObject({ state: 'done', problems: 1, texts: 0 })
})

it('the switch turned off cuts what is under way, and a resumed draft goes to the server of the settings only', async () => {
  const draft = await start('stalls', some(1), { timeoutSeconds: 60 })
  await expect.poll(() => server.times('stalls')).toBe(1)
  await real.client.call('drafts.changeSettings', { on: false })
  expect((await get(draft.id)).state).toBe('paused')
  expect(await errorOf(real.client.call('drafts.resume', { project, draft: draft.id }))).toMatchObject({ code: 'denied' })
  await real.client.call('drafts.changeSettings', { on: true, model: 'good' })
  const resumed = await ended(await real.client.call('drafts.resume', { project, draft: draft.id }))
  expect(resumed).toMatchObject({ state: 'done', order: { server: { model: 'good' } } })
  expect(server.times('stalls')).toBe(1)
})

it('is cancelled as any job, and taken away', async () => {
  const draft = await start('stalls', some(11), { timeoutSeconds: 60 })
  await real.client.call('jobs.cancel', { job: draft.job! })
  expect(await ended(draft)).toMatchObject({ state: 'cancelled' })
  for (const { id } of await real.client.call('drafts.list', { project }))
    await real.client.call('drafts.remove', { project, draft: id })
  expect(await real.client.call('drafts.list', { project })).toEqual([])
})

it('refuses features that are not there, and a run without an analysis', async () => {
  expect(await errorOf(start('good', some(1, 24)))).toMatchObject({ code: 'not-found', message: 'The run has no feature 24' })
  const { id } = await real.train({ dSae: 24, k: 2, steps: 5, batchRows: 128 })
  const asked = { project, run: id, features: some(1), server: serverOf('good') }
  expect(await errorOf(real.client.call('drafts.start', asked))).toMatchObject({ code: 'not-found' })
  expect(await errorOf(real.client.call('drafts.estimate', asked))).toMatchObject({ code: 'not-found' })
})
