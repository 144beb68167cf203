import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { build } from 'vite'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openProject } from '../../../../main/store/index'
import type { ProjectStore } from '../../../../main/store/project-store'
import { codeOf, projectWithRun } from './samples'

const timeout = 120_000
const outDir = resolve('node_modules/.cache/loupe-tests/crashing-writer')

/** The writer as one file that Node runs: it must be another process, since only a process can be killed. */
beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('./crashing-writer.ts', import.meta.url)),
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'writer.cjs' } }
    }
  })
}, timeout)

interface Writer {
  process: ChildProcess
  /** Settles when the writer has said something that fits. */
  heard(fits: (line: string) => boolean): Promise<void>
  /** The last round it finished. */
  lastRound(): number
  killed(): Promise<void>
}

function startWriter(folder: string, run: string): Writer {
  const child = spawn(process.execPath, [join(outDir, 'writer.cjs'), folder, run], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const listeners = new Set<() => void>()
  createInterface({ input: child.stdout! }).on('line', (line) => {
    lines.push(line)
    for (const listener of listeners) listener()
  })
  const closed = new Promise<void>((done) => child.on('close', () => done()))
  return {
    process: child,
    lastRound: () => Number(lines.findLast((line) => /^\d+$/.test(line)) ?? 0),
    heard: (fits) =>
      new Promise((done, fail) => {
        const listen = () => lines.some(fits) && done()
        listeners.add(listen)
        listen()
        child.on('close', () => fail(new Error('the writer ended by itself')))
      }),
    async killed() {
      child.kill('SIGKILL')
      await closed
    }
  }
}

function expectSound(store: ProjectStore, run: string, step: number): void {
  const latest = store.metrics.latest(run, 'train')!.step
  expect(latest).toBeGreaterThanOrEqual(step)
  expect(latest).toBeLessThanOrEqual(step + 1)
  expect(Array.from(store.metrics.read(run, { split: 'train' }).steps)).toEqual(Array.from({ length: latest }, (_, i) => i + 1))
  const edits = store.labels.recent(run, 100_000)
  expect([step, step + 1]).toContain(edits.length)
  for (const { feature, after } of edits.slice(0, 64)) expect(store.labels.get(run, feature)).toMatchObject(after)
  expect(store.features.ids({ run })).toHaveLength(64)
  expect(store.runs.get(run)).toMatchObject({ state: 'interrupted' })
  const onDisk = readdirSync(store.layout.checkpointsFolder(run)).map(Number)
  expect(store.checkpoints.list(run).map((checkpoint) => checkpoint.step)).toEqual(onDisk.sort((a, b) => a - b))
  expect(onDisk).toContain(step)
  expect(readdirSync(store.layout.analysesFolder(run))).toHaveLength(1)
}

describe('a process that is killed while it writes', () => {
  test('leaves a project that opens at once, with all it had said and nothing half done', { timeout }, async () => {
    const { store, run } = await projectWithRun()
    store.close()
    for (let round = 0; round < 6; round += 1) {
      const before = round === 0 ? 0 : Number(await latestStep(store.folder, run))
      const writer = startWriter(store.folder, run)
      await writer.heard((line) => Number(line) > before)
      await new Promise((done) => setTimeout(done, 37 * round))
      await writer.killed()
      const step = writer.lastRound()
      const again = await openProject(store.folder)
      try {
        expectSound(again, run, step)
      } finally {
        again.close()
      }
      const raw = new Database(store.layout.database, { readonly: true })
      expect(raw.pragma('integrity_check', { simple: true })).toBe('ok')
      const indexed = 'SELECT count(*) FROM label_search WHERE label_search MATCH \'"lab" AND "abe" AND "bel"\''
      expect(raw.prepare(indexed).pluck().get()).toBeGreaterThan(0)
      raw.close()
    }
  })

  test('holds the lock as long as it lives and no longer', { timeout }, async () => {
    const { store, run } = await projectWithRun()
    store.close()
    const writer = startWriter(store.folder, run)
    await writer.heard((line) => line === 'opened')
    await expect(openProject(store.folder)).rejects.toThrow(`process ${writer.process.pid} on `)
    expect(await codeOf(() => openProject(store.folder))).toBe('locked')
    const reader = await openProject(store.folder, { readOnly: true })
    expect(reader.runs.get(run).state).toBe('running')
    reader.close()
    await writer.killed()
    expect(existsSync(store.layout.lock)).toBe(true)
    const again = await openProject(store.folder)
    expect(again.readOnly).toBe(false)
    again.close()
  })
})

async function latestStep(folder: string, run: string): Promise<number> {
  const store = await openProject(folder, { readOnly: true })
  const step = store.metrics.latest(run, 'train')?.step ?? 0
  store.close()
  return step
}
