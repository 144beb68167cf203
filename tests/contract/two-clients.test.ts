/** Two Loupes at one project, each with an engine of its own: nobody's edit is lost, whoever dies, and both hear of everything. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, onTestFailed } from 'vitest'
import type { EventPayload } from '../../contract/events'
import { type Client, createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import { anyPath } from '../../main/engine/connections/policy'
import { createEngine, type Engine } from '../../main/engine/engine'
import { nodeProcesses } from '../../main/engine/launchers/node-processes'
import { placesAround } from '../../main/engine/places'
import { portPair } from '../../main/engine/transports/in-process'
import { createRandom } from '../../main/maths/random'
import { openProject } from '../../main/store/index'
import { viewerPlugin } from '../../scripts/viewer-plugin.mjs'
import { makeProjectWithMetrics } from './material'

const outDir = resolve('node_modules/.cache/loupe-tests/labeling-client')
/** Where there is one, a disk in memory: each edit waits for the disk, and a killed process is not a power cut. */
const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
const features = 16
let folder: string
let project: string
let run: string
let engine: Engine

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [viewerPlugin(resolve('.'))],
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
  folder = mkdtempSync(join(parent, 'loupe-two-'))
  project = join(folder, 'shared.loupe')
  run = await makeProjectWithMetrics(project, [])
  const places = { ...placesAround(folder), userData: join(folder, 'user') }
  engine = createEngine({ places, spawner: nodeProcesses({ entries: folder }), author: 'window' })
})
afterEach(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

function connect(): Client {
  const [own, other] = portPair<ClientMessage, EngineMessage>()
  engine.attach(other, anyPath)
  return createClient(own)
}

interface Other {
  child: ChildProcess
  /** Its first word. */
  began: Promise<string>
  /** Numbers of the answered edits, once it ended. */
  ended: Promise<number[]>
}

/** Edits from another Loupe; `killAfter` answered edits it is killed. */
function otherLoupe(from: number, count: number, killAfter = Number.POSITIVE_INFINITY): Other {
  const given = [join(folder, 'other-user'), project, run, from, count, features].map(String)
  const child = spawn(process.execPath, [join(outDir, 'client.cjs'), ...given], { stdio: ['ignore', 'pipe', 'inherit'] })
  const answered: number[] = []
  const began = new Promise<string>((say) =>
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'opened' || line === 'joined') return say(line)
      answered.push(Number(line))
      if (answered.length >= killAfter) child.kill('SIGKILL')
    })
  )
  return { child, began, ended: new Promise((done) => child.once('close', () => done(answered))) }
}

it('loses none of 10,000 interleaved edits when the one that has the project is killed, and then one that joined', async () => {
  const seed = Number(process.env.LOUPE_SEED) || Date.now()
  onTestFailed(() => console.log(`The moments of the kills came from LOUPE_SEED=${seed}`))
  const random = createRandom(seed)
  const client = connect()
  const handedOver = new Promise<EventPayload<'project.handedOver'>>((tell) => client.on('project.handedOver', tell))
  const owner = otherLoupe(0, 5_000, 500 + random.integer(1_500))
  expect(await owner.began).toBe('opened')
  const opened = await client.call('projects.open', { folder: project })
  expect(opened).toMatchObject({ folder: project, joined: true, readOnly: false })

  const window: number[] = []
  const labeling = async () => {
    for (let number = 0; number < 5_000; number += 1) {
      const change = { label: `window ${number}` }
      await client.call('labels.edit', { project: opened.id, run, feature: (number * 7) % features, change, author: 'window' })
      window.push(number)
    }
  }
  const others = async () => {
    const first = await owner.ended
    const { project: handle, record, error } = await handedOver
    expect({ handle, joined: record?.joined, error }).toEqual({ handle: opened.id, joined: undefined, error: undefined })
    // Number 5,000 and on: what the first one was at when it died is not repeated.
    const second = otherLoupe(5_000, 2_000, 200 + random.integer(1_000))
    expect(await second.began).toBe('joined')
    const third = otherLoupe(10_000, 5_000 - first.length)
    return [...first, ...(await second.ended), ...(await third.ended)]
  }
  const [child] = await Promise.all([others(), labeling()])
  expect(window.length + child.length).toBeGreaterThanOrEqual(10_000)

  await engine.close()
  await expectAllKept([...window.map((number) => `window ${number}`), ...child.map((number) => `child ${number}`)])
}, 60_000)

async function expectAllKept(answered: string[]): Promise<void> {
  const store = await openProject(project)
  try {
    const entries = store.labels.recent(run, 100_000).reverse()
    const texts = entries.map(({ after }) => after.label)
    expect(new Set(texts).size).toBe(texts.length)
    const kept = new Set(texts)
    expect(answered.filter((text) => !kept.has(text))).toEqual([])
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
}

it('tells two windows of one engine what the other did, within a second', async () => {
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
  expect(await other.call('labels.undo', { project: id })).toHaveProperty('features.length', features)
  expect(performance.now() - begun).toBeLessThan(1_000)
})
