import { existsSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openProject } from '../../../../../main/store/index'
import type { ProjectStore } from '../../../../../main/store/project-store'
import type { RunDraft } from '../../../../../main/store/run-records'
import { codeOf, config, dataset, sampleProject } from '../samples'

const group = { id: 'g', name: 'widths', createdAt: 7, parallel: 2, share: false, analyze: true }
const drafts = (...ids: string[]): RunDraft[] =>
  ids.map((id) => ({ id, name: `k of ${id}`, dataset: dataset.id, config, backend: '', createdAt: 7 }))

const stateOf = (store: ProjectStore) => Object.fromEntries(store.runs.list().map(({ id, state }) => [id, state]))

describe('a group of runs', () => {
  test('is recorded with its runs, in order', async () => {
    const store = await sampleProject()
    expect(store.groups.insert(group, drafts('b', 'a'))).toEqual({ ...group, runs: ['b', 'a'] })
    expect(store.groups.list()).toEqual([{ ...group, runs: ['b', 'a'] }])
    expect(store.runs.get('a')).toMatchObject({ group: 'g', name: 'k of a', state: 'queued' })
  })

  test('is recorded whole or not at all, files included', async () => {
    const store = await sampleProject()
    const impossible = [...drafts('a'), { ...drafts('b')[0], dataset: 'nothing' }]
    expect(await codeOf(() => store.groups.insert(group, impossible))).toBe('not-found')
    expect([store.groups.list(), store.runs.list()]).toEqual([[], []])
    expect(existsSync(store.layout.runFolder('a'))).toBe(false)
    expect(await codeOf(() => store.groups.insert({ ...group, parallel: 0 }, drafts('a')))).toBe('usage')
    expect(await codeOf(() => store.groups.get('g'))).toBe('not-found')
  })

  test('goes with its last run', async () => {
    const store = await sampleProject()
    store.groups.insert(group, drafts('a', 'b'))
    store.runs.remove('a')
    expect(store.groups.get('g').runs).toEqual(['b'])
    store.runs.remove('b')
    expect(store.groups.list()).toEqual([])
  })

  test('keeps waiting what waited when Loupe ended; what trained is interrupted', async () => {
    const store = await sampleProject()
    store.groups.insert(group, drafts('a', 'b', 'c'))
    store.runs.update('a', { state: 'done' })
    store.runs.update('b', { state: 'running' })
    store.close()
    const again = await openProject(store.folder)
    onTestFinished(() => again.close())
    expect(stateOf(again)).toEqual({ a: 'done', b: 'interrupted', c: 'queued' })
  })
})

describe('tags and the archive', () => {
  test('are kept; tags are trimmed, empty ones refused', async () => {
    const store = await sampleProject()
    const run = store.runs.insert({ ...drafts('a')[0], tags: ['first'] })
    expect([run.tags, run.archived]).toEqual([['first'], false])
    store.runs.update('a', { tags: [' wide ', 'keep'], archived: true })
    expect(store.runs.get('a')).toMatchObject({ tags: ['wide', 'keep'], archived: true })
    expect(await codeOf(() => store.runs.update('a', { tags: [' '] }))).toBe('usage')
    expect(store.runs.get('a').tags).toEqual(['wide', 'keep'])
  })
})
