/**
 * What must be true of a connection to the engine, whatever carries it. One list, run over every transport:
 * a transport gives a client that is connected to a real engine, and a raw way in for what no client would send.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { MetricPoint } from '../../contract/records/metrics'
import { type Client, createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import type { LoupeError } from '../../contract/wire/errors'
import type { Port } from '../../contract/wire/port'
import { makeActivations, makeLongActivations, makeProjectWithMetrics } from './material'

export interface Connected {
  /** A fresh connection. */
  connect(): Promise<Port<ClientMessage, EngineMessage>>
  /** Ends the engine's side of all connections, as a crash would. */
  cut(): void | Promise<void>
  /** A folder of the test's own. */
  folder: string
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: LoupeError) => error.code
  )

export function connectionCases(connected: () => Connected): void {
  const client = async (): Promise<Client> => createClient(await connected().connect())

  it('answers a call with its result', async () => {
    expect(await (await client()).call('jobs.list', {})).toEqual([])
  })

  it('answers many calls under way at once, each with its own result', async () => {
    const own = await client()
    const names = Array.from({ length: 50 }, (_, i) => `project ${i}`)
    const folders = await Promise.all(names.map((name) => own.call('projects.suggestFolder', { name })))
    expect(folders.map(({ folder }) => folder.endsWith('.loupe'))).toEqual(names.map(() => true))
    expect(new Set(folders.map(({ folder }) => folder)).size).toBe(50)
  })

  it('keeps code, message, hint and place of an error', async () => {
    const folder = join(connected().folder, 'nothing-here.loupe')
    const error = await (await client()).call('projects.open', { folder }).catch((thrown) => thrown)
    expect(error).toMatchObject({ name: 'LoupeError', code: 'not-found' })
    expect(`${error.message} ${error.place}`).toContain('nothing-here.loupe')
    expect(error.hint).toBeTruthy()
    expect(`${error.message}${error.hint}`).not.toMatch(/\n\s+at /)
  })

  it('refuses a call that there is not, also one with the name of something every object has', async () => {
    const own = await client()
    for (const method of ['no.such', 'toString', '__proto__', 'constructor', ''])
      expect(await codeOf(own.call(method as 'jobs.list', {}))).toBe('usage')
  })

  it('refuses parameters that the schema does not have, and says which', async () => {
    const own = await client()
    const error = await own.call('jobs.cancel', { job: '../../etc/passwd' }).catch((thrown) => thrown)
    expect(error.code).toBe('usage')
    expect(error.message).toContain('job')
    for (const params of [null, 7, 'text', [], { job: 4 }, { job: { $ne: '' } }])
      expect(await codeOf(own.call('jobs.cancel', params as never))).toBe('usage')
  })

  it('refuses texts and lists that are too long', async () => {
    const own = await client()
    expect(await codeOf(own.call('projects.open', { folder: 'x'.repeat(5_000) }))).toBe('usage')
    expect(await codeOf(own.call('datasets.inspect', { files: Array(1_001).fill({ path: 'x' }) }))).toBe('usage')
  })

  it('goes on after messages that are none', async () => {
    const port = await connected().connect()
    const answers: EngineMessage[] = []
    port.listen(
      (message) => answers.push(message),
      () => undefined
    )
    const hostile = [null, 0, 'call', [], {}, { kind: 'call' }, { v: 99, kind: 'call', id: 5, method: 'jobs.list', params: {} }]
    for (const message of hostile) port.post(message as unknown as ClientMessage)
    port.post({ v: 1, kind: 'cancel', id: 1234 })
    port.post({ v: 1, kind: 'ack', sequence: 99 })
    port.post({ v: 1, kind: 'call', id: 6, method: 'jobs.list', params: {} })
    await expect.poll(() => answers.length, { timeout: 5_000 }).toBe(2)
    expect(answers).toMatchObject([
      { kind: 'error', id: 5, error: { code: 'usage' } },
      { kind: 'result', id: 6, value: [] }
    ])
    port.close()
  })

  it('cancels a call under way, and leaves nothing behind', async () => {
    const { folder } = connected()
    const own = await client()
    const abort = new AbortController()
    const activations = { path: makeLongActivations(join(folder, 'to-cancel.npy')) }
    const draft = { folder: join(folder, 'cancelled.loupe'), name: 'cancelled', activations }
    const call = own.call('projects.create', draft, { signal: abort.signal, onProgress: () => abort.abort() })
    expect(await codeOf(call)).toBe('cancelled')
    expect(existsSync(draft.folder)).toBe(false)
  })

  it('tells progress in order, before the result', async () => {
    const own = await client()
    const path = await makeActivations(join(connected().folder, 'to-inspect.npy'), 100_000, 32)
    const seen: number[] = []
    let isOver = false
    const inspection = await own.call(
      'datasets.inspect',
      { files: [{ path }] },
      {
        onProgress: (progress) => {
          expect(isOver).toBe(false)
          seen.push(progress.done)
        }
      }
    )
    isOver = true
    expect(inspection.activations?.rows).toBe(100_000)
    expect(seen.length).toBeGreaterThan(0)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBe(100_000)
  })

  it('carries typed arrays exactly, also NaN and −0', async () => {
    const folder = join(connected().folder, 'metrics.loupe')
    const points: MetricPoint[] = [
      { split: 'train', step: 1, seconds: 0.1, values: { loss: 1 / 3, explained_variance: -0 } },
      { split: 'train', step: 2, seconds: 0.2, values: { loss: 5e-324 } },
      { split: 'train', step: 3, seconds: 0.3, values: { loss: Number.MAX_VALUE, explained_variance: 0.5 } }
    ]
    const run = await makeProjectWithMetrics(folder, points)
    const own = await client()
    const project = await own.call('projects.open', { folder })
    const { columns } = await own.call('runs.metrics', { project: project.id, run })
    expect(columns).toEqual([
      {
        split: 'train',
        steps: Float64Array.of(1, 2, 3),
        seconds: Float64Array.of(0.1, 0.2, 0.3),
        columns: {
          loss: Float64Array.of(1 / 3, 5e-324, Number.MAX_VALUE),
          explained_variance: Float64Array.of(-0, Number.NaN, 0.5)
        }
      }
    ])
    expect(Object.is(columns[0].columns.explained_variance?.[0], -0)).toBe(true)
  })

  it('tells every client of an event', async () => {
    const [first, second] = [await client(), await client()]
    const heard: string[] = []
    for (const [name, own] of Object.entries({ first, second })) own.on('projects.changed', () => heard.push(name))
    await first.call('projects.forget', { folder: join(connected().folder, 'unknown.loupe') })
    await expect.poll(() => heard.toSorted(), { timeout: 5_000 }).toEqual(['first', 'second'])
  })

  it('rejects what is under way, and all that comes later, when the connection is cut', async () => {
    const own = await client()
    const path = makeLongActivations(join(connected().folder, 'to-cut.npy'))
    const call = own.call('datasets.inspect', { files: [{ path }] })
    const code = codeOf(call)
    const closed = new Promise<void>((resolve) => own.onClose(resolve))
    await new Promise((resolve) => setTimeout(resolve, 100))
    await connected().cut()
    expect(await code).toBe('disconnected')
    await closed
    expect(await codeOf(own.call('jobs.list', {}))).toBe('disconnected')
  })
}
