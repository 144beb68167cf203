/** Two clients of one engine at one project: nobody's edit is lost, whoever dies, and both hear of everything. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Client, createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import { anyPath } from '../../main/engine/connections/policy'
import { createEngine, type Engine } from '../../main/engine/engine'
import { nodeProcesses } from '../../main/engine/launchers/node-processes'
import { placesAround } from '../../main/engine/places'
import { type BrowserServer, serveBrowser } from '../../main/engine/serve/server'
import { portPair } from '../../main/engine/transports/in-process'
import { createRandom } from '../../main/maths/random'
import { openProject } from '../../main/store/index'
import { makeProjectWithMetrics } from './material'

const outDir = resolve('node_modules/.cache/loupe-tests/labeling-client')
const features = 16
let folder: string
let project: string
let run: string
let engine: Engine
let server: BrowserServer

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('./labeling-client.ts', import.meta.url)),
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'client.cjs' } }
    }
  })
}, 60_000)
afterAll(() => rmSync(outDir, { recursive: true, force: true }))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loupe-two-'))
  mkdirSync(join(folder, 'page'))
  project = join(folder, 'shared.loupe')
  run = await makeProjectWithMetrics(project, [])
  const places = { ...placesAround(folder), userData: join(folder, 'user') }
  engine = createEngine({ places, spawner: nodeProcesses({ entries: folder }), author: 'window' })
  server = await serveBrowser({ engine, page: join(folder, 'page'), port: 0 })
})
afterEach(async () => {
  await server.close()
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

function connect(): Client {
  const [own, other] = portPair<ClientMessage, EngineMessage>()
  engine.attach(other, anyPath)
  return createClient(own)
}

/** Edits from a process of its own; `killAfter` answered edits it is killed. Gives the numbers of the answered ones. */
async function otherProcess(from: number, count: number, killAfter = Number.POSITIVE_INFINITY): Promise<number[]> {
  const given = [server.address, project, run, from, count, features].map(String)
  const child = spawn(process.execPath, [join(outDir, 'client.cjs'), ...given], { stdio: ['ignore', 'pipe', 'inherit'] })
  const answered: number[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    answered.push(Number(line))
    if (answered.length >= killAfter) child.kill('SIGKILL')
  })
  await new Promise((done) => child.once('close', done))
  return answered
}

it('loses none of 10,000 interleaved edits when one of the two is killed', { timeout: 180_000 }, async () => {
  const client = connect()
  const { id } = await client.call('projects.open', { folder: project })
  const window: number[] = []
  const labeling = async () => {
    for (let number = 0; number < 5_000; number += 1) {
      const change = { label: `window ${number}` }
      await client.call('labels.edit', { project: id, run, feature: (number * 7) % features, change, author: 'window' })
      window.push(number)
    }
  }
  const killAfter = 500 + createRandom(Date.now()).integer(2_500)
  const others = async () => {
    const first = await otherProcess(0, 5_000, killAfter)
    return [...first, ...(await otherProcess(5_000, 5_000 - first.length))]
  }
  const [child] = await Promise.all([others(), labeling()])
  expect(window.length + child.length).toBeGreaterThanOrEqual(10_000)

  await server.close()
  await engine.close()
  const store = await openProject(project)
  try {
    const entries = store.labels.recent(run, 100_000).reverse()
    const texts = entries.map(({ after }) => after.label)
    expect(new Set(texts).size).toBe(texts.length)
    const kept = new Set(texts)
    expect(
      [...window.map((number) => `window ${number}`), ...child.map((number) => `child ${number}`)].filter(
        (text) => !kept.has(text)
      )
    ).toEqual([])
    // Each edit began where the one before it ended, and the last one is what the label says.
    const now = new Map<number, string>()
    for (const { feature, before, after } of entries) {
      expect(before.label).toBe(now.get(feature) ?? '')
      now.set(feature, after.label ?? '')
    }
    for (const [feature, label] of now) expect(store.labels.get(run, feature).label).toBe(label)
  } finally {
    store.close()
  }
})

it('tells each of the two what the other did, within a second', async () => {
  const [one, other] = [connect(), connect()]
  const { id } = await one.call('projects.open', { folder: project })
  expect((await other.call('projects.open', { folder: project })).id).toBe(id)
  const heard = new Promise<string>((found) => other.on('label.changed', ({ label }) => found(label.label)))
  const begun = performance.now()
  await one.call('labels.edit', { project: id, run, feature: 3, change: { label: 'seen by both' } })
  expect(await heard).toBe('seen by both')
  await one.call('labels.bulk', {
    project: id,
    run,
    features: Uint32Array.from({ length: features }, (_, i) => i),
    change: { status: 'draft' }
  })
  expect((await other.call('labels.undo', { project: id }))?.features).toHaveLength(features)
  expect(performance.now() - begun).toBeLessThan(1_000)
})

it('refuses a second engine, and lets it read', async () => {
  const client = connect()
  await client.call('projects.open', { folder: project })
  await expect(openProject(project)).rejects.toMatchObject({ code: 'locked' })
  const reading = await openProject(project, { readOnly: true })
  expect(reading.readOnly).toBe(true)
  expect(() => reading.labels.edit(run, 1, { label: 'x' })).toThrow()
  reading.close()
})
