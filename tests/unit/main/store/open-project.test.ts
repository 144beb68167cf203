import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { LoupeError } from '../../../../contract/wire/errors'
import { openProject, readCard } from '../../../../main/store/index'
import { codeOf, config, dataset, point, projectWithRun, sampleProject, temporaryFolder } from './samples'

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Content and time of a file, time of a folder. */
const fingerprint = (path: string) => [statSync(path).mtimeMs, statSync(path).isFile() ? hashOf(path) : '']

const commands = { mount: 'mount', unmount: 'umount' }

/** Mounts need root on Linux; elsewhere the reason is printed and the test skipped. */
function mount(...parameters: string[]): string | undefined {
  try {
    execFileSync(commands.mount, parameters, { stdio: 'pipe' })
    return undefined
  } catch (thrown) {
    return `mount is not possible here: ${thrown instanceof Error ? thrown.message.split('\n')[0] : thrown}`
  }
}

function unmountAfterwards(place: string): void {
  onTestFinished(() => void execFileSync(commands.unmount, ['-l', place], { stdio: 'pipe' }))
}

describe('opening', () => {
  test('what was stored is there again', async () => {
    const { store, run } = await projectWithRun()
    store.metrics.append(run, [point(1)])
    store.close()
    const again = await openProject(store.folder)
    onTestFinished(() => again.close())
    expect(again.meta.get()).toEqual({ name: 'Sample', createdAt: 1_000 })
    expect(again.datasets.list()).toEqual([dataset])
    expect(again.metrics.read(run, { split: 'train' }).steps).toEqual(Float64Array.of(1))
    expect(again.readOnly).toBe(false)
  })

  test('a closed project is one plain database file without a log beside it', async () => {
    const { store } = await projectWithRun()
    expect(existsSync(`${store.layout.database}-wal`)).toBe(true)
    store.close()
    expect(readdirSync(store.folder).sort()).toEqual(['datasets', 'exports', 'project.lock', 'project.sqlite', 'runs'])
  })

  test('calls after closing say that the project is closed, and closing twice is harmless', async () => {
    const store = await sampleProject()
    store.close()
    store.close()
    expect(await codeOf(() => store.meta.get())).toBe('not-found')
  })

  test('a folder that is missing or not a project gives not-found and names it', async () => {
    const folder = temporaryFolder()
    expect(await codeOf(() => openProject(join(folder, 'Nothing.loupe')))).toBe('not-found')
    await expect(openProject(folder)).rejects.toThrow(/project\.sqlite is missing/)
    expect(readdirSync(folder)).toEqual([])
    writeFileSync(join(folder, 'file.loupe'), 'x')
    await expect(openProject(join(folder, 'file.loupe'))).rejects.toThrow(/project\.sqlite is missing/)
  })

  test('a folder the system does not let in gives unreadable', async ({ skip }) => {
    if (process.getuid?.() === 0 || process.platform === 'win32') skip('file modes mean nothing to root or on Windows')
    const store = await sampleProject()
    store.close()
    chmodSync(store.layout.database, 0)
    expect(await codeOf(() => openProject(store.folder))).toBe('unreadable')
  })

  test('runs whose job is gone are interrupted, others stay as they are', async () => {
    const store = await sampleProject()
    const insert = (state: 'queued' | 'running' | 'paused' | 'done' | 'failed') =>
      store.runs.insert({ id: state, dataset: dataset.id, config, backend: 'tensorflow', state })
    for (const state of ['queued', 'running', 'paused', 'done', 'failed'] as const) insert(state)
    store.close()
    const again = await openProject(store.folder)
    onTestFinished(() => again.close())
    const states = Object.fromEntries(again.runs.list().map((run) => [run.id, run.state]))
    expect(states).toEqual({
      queued: 'interrupted',
      running: 'interrupted',
      paused: 'interrupted',
      done: 'done',
      failed: 'failed'
    })
    expect(again.runs.get('running').error?.hint).toMatch(/Resume/)
  })
})

describe('the lock', () => {
  test('a second writer is refused, a reader is not and sees what was written', async () => {
    const { store, run } = await projectWithRun()
    expect(await codeOf(() => openProject(store.folder))).toBe('locked')
    const reader = await openProject(store.folder, { readOnly: true })
    onTestFinished(() => reader.close())
    store.metrics.append(run, [point(5)])
    expect(reader.readOnly).toBe(true)
    expect(reader.metrics.latest(run, 'train')?.step).toBe(5)
    expect(await codeOf(() => reader.runs.update(run, { step: 1 }))).toBe('unwritable')
    expect(await codeOf(() => reader.labels.edit(run, 0, { label: 'x' }))).toBe('unwritable')
  })

  test('it is free again after closing', async () => {
    const store = await sampleProject()
    store.close()
    const again = await openProject(store.folder)
    expect(again.readOnly).toBe(false)
    again.close()
  })

  test('a lock file that is rubbish does not keep the project closed', async () => {
    const store = await sampleProject()
    store.close()
    writeFileSync(store.layout.lock, 'not a database at all '.repeat(100))
    const again = await openProject(store.folder)
    expect(again.meta.get().name).toBe('Sample')
    expect(await codeOf(() => openProject(store.folder))).toBe('locked')
    again.close()
  })

  test('a copy of an open project can be opened', async () => {
    const { store, run } = await projectWithRun()
    const copy = join(temporaryFolder(), 'Copy.loupe')
    cpSync(store.folder, copy, { recursive: true, filter: (path) => !path.endsWith('-shm') })
    const opened = await openProject(copy)
    onTestFinished(() => opened.close())
    expect(opened.runs.get(run).id).toBe(run)
  })
})

describe('projects that can not be used', () => {
  test('a newer format is refused and not a byte of the folder changes', async () => {
    const store = await sampleProject()
    store.close()
    const raw = new Database(store.layout.database)
    raw.pragma('user_version = 99')
    raw.close()
    const state = () => readdirSync(store.folder).map((name) => [name, fingerprint(join(store.folder, name))])
    const before = state()
    await expect(openProject(store.folder)).rejects.toThrow(/newer Loupe \(its format is 99/)
    expect(await codeOf(() => openProject(store.folder))).toBe('newer')
    expect(state()).toEqual(before)
    expect(readCard(store.folder, 1)).toMatchObject({ state: 'unusable', name: 'Sample' })
  })

  test('a newer format with a log left by a crash keeps that log', async () => {
    const store = await sampleProject()
    const copy = join(temporaryFolder(), 'Copy.loupe')
    mkdirSync(copy)
    const raw = new Database(store.layout.database)
    raw.pragma('user_version = 99')
    for (const end of ['', '-wal']) copyFileSync(store.layout.database + end, join(copy, `project.sqlite${end}`))
    raw.pragma('user_version = 1')
    raw.close()
    const before = ['', '-wal'].map((end) => hashOf(join(copy, `project.sqlite${end}`)))
    expect(await codeOf(() => openProject(copy))).toBe('newer')
    expect(['', '-wal'].map((end) => hashOf(join(copy, `project.sqlite${end}`)))).toEqual(before)
  })

  test.each([
    ['text', () => Buffer.from('this is not a database '.repeat(400))],
    ['nothing', () => Buffer.alloc(0)],
    ['the first half', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['pages of zeros', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 8_192), Buffer.alloc(bytes.length - 8_192)])]
  ])('a database that holds %s is damaged, with a remedy, and stays as it is', async (_, damage) => {
    const { store } = await projectWithRun()
    store.close()
    writeFileSync(store.layout.database, damage(readFileSync(store.layout.database)))
    const before = hashOf(store.layout.database)
    const error = await openProject(store.folder).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(LoupeError)
    expect(error).toMatchObject({ code: 'damaged', place: store.layout.database, hint: expect.stringContaining('copy') })
    expect(hashOf(store.layout.database)).toBe(before)
    expect(readCard(store.folder, 1).state).toBe('unusable')
  })

  test('the database of another program is not taken for a project', async () => {
    const folder = temporaryFolder()
    const raw = new Database(join(folder, 'project.sqlite'))
    raw.exec('CREATE TABLE recipes (name TEXT)')
    raw.close()
    expect(await codeOf(() => openProject(folder))).toBe('damaged')
  })

  test('a record that is not what it should be is damaged, not a crash', async () => {
    const { store, run } = await projectWithRun()
    const raw = new Database(store.layout.database)
    raw.prepare("UPDATE runs SET state = 'dancing', config = '{'").run()
    raw.close()
    expect(await codeOf(() => store.runs.get(run))).toBe('damaged')
  })
})

describe('places that can not be written', () => {
  test('a read-only folder opens for reading and nothing in it can be changed', async ({ skip }) => {
    const { store, run } = await projectWithRun()
    store.labels.edit(run, 3, { label: 'capital cities', status: 'labeled' })
    store.close()
    mountReadOnly(store.folder, skip)
    const reader = await openProject(store.folder)
    onTestFinished(() => reader.close())
    expect(reader.readOnly).toBe(true)
    expect(reader.labels.get(run, 3).label).toBe('capital cities')
    expect(await codeOf(() => reader.labels.undo())).toBe('unwritable')
    expect(await codeOf(() => reader.runs.insert({ dataset: dataset.id, config, backend: 'cpu' }))).toBe('unwritable')
    expect(await codeOf(() => reader.runs.remove(run))).toBe('unwritable')
    expect(readCard(store.folder, 1)).toMatchObject({ state: 'ready', labeled: 1 })
  })

  test('a read-only folder with the log of a crash shows all that was committed', async ({ skip }) => {
    const { store, run } = await projectWithRun()
    store.metrics.append(run, [point(1), point(2)])
    const crashed = join(temporaryFolder(), 'Crashed.loupe')
    mkdirSync(crashed)
    for (const end of ['', '-wal']) copyFileSync(store.layout.database + end, join(crashed, `project.sqlite${end}`))
    const before = hashOf(join(crashed, 'project.sqlite'))
    mountReadOnly(crashed, skip)
    const reader = await openProject(crashed)
    onTestFinished(() => reader.close())
    expect(reader.metrics.latest(run, 'train')?.step).toBe(2)
    expect(await codeOf(() => reader.meta.rename('Other'))).toBe('unwritable')
    expect(hashOf(join(crashed, 'project.sqlite'))).toBe(before)
  })

  test('a full disk is said in words, and what was saved before is intact', async ({ skip }) => {
    const disk = temporaryFolder()
    const reason = mount('-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk)
    if (reason) skip(reason)
    unmountAfterwards(disk)
    const folder = join(disk, 'Small.loupe')
    const store = await sampleProject(folder)
    const run = store.runs.insert({ dataset: dataset.id, config, backend: 'cpu' }).id
    store.labels.edit(run, 1, { notes: 'kept' })
    const fill = () => {
      for (let feature = 2; feature < 64; feature += 1) store.labels.edit(run, feature, { notes: `${feature} `.repeat(40_000) })
    }
    expect(await codeOf(fill)).toBe('disk-full')
    const edits = store.labels.recent(run, 100).length
    expect(store.labels.get(run, 1).notes).toBe('kept')
    store.close()
    const raw = new Database(join(folder, 'project.sqlite'), { readonly: true })
    expect(raw.pragma('integrity_check', { simple: true })).toBe('ok')
    raw.close()
    const reader = await openProject(folder, { readOnly: true })
    expect(reader.labels.recent(run, 100)).toHaveLength(edits)
    reader.close()
  })

  /** A read-only bind mount: file modes mean nothing to root, a read-only mount does. */
  function mountReadOnly(folder: string, skip: (reason: string) => never): void {
    const reason = mount('--bind', folder, folder)
    if (reason) skip(reason)
    unmountAfterwards(folder)
    const second = mount('-o', 'remount,ro,bind', folder)
    if (second) skip(second)
  }
})
