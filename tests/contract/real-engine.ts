/** An engine with real processes and a client of it, for tests that look at what happens between runs. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Project } from '../../contract/records/project'
import type { Architecture, Run, RunConfig } from '../../contract/records/run'
import { type Client, createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import { anyPath } from '../../main/engine/connections/policy'
import { createEngine, type Engine } from '../../main/engine/engine'
import { nodeProcesses } from '../../main/engine/launchers/node-processes'
import { placesAround } from '../../main/engine/places'
import { portPair } from '../../main/engine/transports/in-process'
import { makeActivations } from './material'

/** A loaded machine is slow, not broken. */
const patienceMs = 40_000

export interface Spawned {
  entry: string
  env: Record<string, string>
  pid: number | undefined
}

export class RealEngine {
  readonly spawned: Spawned[] = []
  engine!: Engine
  client!: Client
  project!: Project

  private constructor(readonly folder: string) {}

  /** With a project of `rows` rows of 16 numbers, with targets of 8 where wanted; in `place` where it is given. */
  static async start({
    targets = false,
    place,
    rows = 2_000
  }: {
    targets?: boolean
    place?: string
    rows?: number
  } = {}): Promise<RealEngine> {
    const own = new RealEngine(mkdtempSync(join(tmpdir(), 'loupe-real-')))
    own.open()
    const activations = { path: await makeActivations(join(own.folder, 'rows.npy'), rows, 16) }
    const draft = { folder: join(place ?? own.folder, 'real.loupe'), name: 'real', activations }
    const wide = { path: await makeActivations(join(own.folder, 'targets.npy'), rows, 8) }
    own.project = await own.client.call('projects.create', targets ? { ...draft, targets: wide } : draft)
    return own
  }

  /** Ends the engine as quitting does, and starts another one on the same project. */
  async restart(): Promise<void> {
    await this.engine.close()
    this.open()
    this.project = await this.client.call('projects.open', { folder: this.project.folder })
  }

  async end(): Promise<void> {
    await this.engine.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  get id(): string {
    return this.project.id
  }

  runs(): Promise<Run[]> {
    return this.client.call('runs.list', { project: this.id })
  }

  current(run: string): Promise<Run> {
    return this.client.call('runs.get', { project: this.id, run })
  }

  /** Starts a run with the defaults for what is not given; it is not analyzed. */
  async begin(given: Partial<RunConfig>, architecture: Architecture = 'topk'): Promise<Run> {
    const config = await this.client.call('runs.defaults', { project: this.id, architecture, given })
    return this.client.call('runs.start', { project: this.id, config, analyze: false })
  }

  /** Trains to the end. */
  async train(given: Partial<RunConfig>, architecture: Architecture = 'topk'): Promise<Run> {
    return this.until((await this.begin(given, architecture)).id, 'done')
  }

  /** The run once it is in this state. */
  async until(run: string, state: Run['state']): Promise<Run> {
    const until = performance.now() + patienceMs
    for (;;) {
      const current = await this.current(run)
      if (current.state === state) return current
      if (current.state === 'failed' || performance.now() > until)
        throw new Error(`${current.name} is ${current.state}, not ${state}: ${current.error?.message ?? 'it took too long'}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  private open(): void {
    const entries = inject('entries')
    const places = { ...placesAround(entries), userData: join(this.folder, 'user') }
    const real = nodeProcesses({ entries })
    const spawner: typeof real = {
      spawn: (entry, env) => {
        const process = real.spawn(entry, env)
        this.spawned.push({ entry, env, pid: process.pid })
        return process
      }
    }
    this.engine = createEngine({ places, spawner, author: 'tester', checkResults: true })
    const [own, other] = portPair<ClientMessage, EngineMessage>()
    this.engine.attach(other, anyPath)
    this.client = createClient(own)
  }
}
