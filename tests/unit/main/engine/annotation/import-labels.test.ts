/** Labels of other tools in a project: as labels where nobody was, as suggestions else; never over what a person wrote. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookOf, takeLabels, usableRows } from '../../../../../main/engine/annotation/import-labels'
import { projectWithRun } from '../../store/samples'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loupe-import-labels-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function prepared(lines: string[], name = 'labels.csv') {
  const { store, run } = await projectWithRun()
  const path = join(folder, name)
  writeFileSync(path, ['feature,label', ...lines].join('\n'))
  const given = { project: 'p', run, path, format: undefined, columns: undefined, source: undefined, author: undefined }
  const take = async (as: 'labels' | 'suggestions', leaveOut = false) =>
    takeLabels(store, { ...given, as, leaveOut }, await usableRows(store, given), 'Ada')
  return { store, run, given, take }
}

describe('labels of a file', () => {
  test('are told before they are taken', async () => {
    const { store, run, given } = await prepared(['1,one', '2,two', '2,second of two', '3,'])
    store.labels.edit(run, 1, { label: 'mine', status: 'labeled' })
    const look = lookOf(store, run, await usableRows(store, given))
    expect(look).toMatchObject({ format: 'table', labels: 3, features: 2, fresh: 1, empty: 1, bad: 0 })
    expect(store.labels.touched(run)).toHaveLength(1)
  })

  test('become labels of untouched features in one step of undo, all others suggestions', async () => {
    const { store, run, take } = await prepared(['1,one', '2,two', '2,second of two'])
    store.labels.edit(run, 1, { label: 'mine', status: 'labeled' })
    expect(await take('labels')).toMatchObject({ labeled: 1, suggested: 2, leftOut: 0 })
    expect(store.labels.get(run, 1).label).toBe('mine')
    expect(store.labels.get(run, 2)).toMatchObject({ label: 'two', status: 'labeled' })
    expect(store.labels.history(run, 2)[0].author).toBe('Ada')
    expect(store.suggestions.of(run, 1)).toMatchObject([{ source: 'imported', text: 'one', origin: 'labels.csv' }])
    expect(store.suggestions.of(run, 2)).toMatchObject([{ text: 'second of two' }])
    expect(store.labels.undo()?.features).toEqual([2])
  })

  test('are only suggestions where nothing else was said, the same ones once', async () => {
    const { store, run, take } = await prepared(['1,one'])
    expect(await take('suggestions')).toMatchObject({ labeled: 0, suggested: 1, unchanged: 0 })
    expect(await take('suggestions')).toMatchObject({ labeled: 0, suggested: 0, unchanged: 1 })
    expect(store.labels.touched(run)).toEqual([])
    store.labels.edit(run, 1, { label: 'one', status: 'labeled' })
    expect(await take('labels')).toMatchObject({ labeled: 0, suggested: 0, unchanged: 1 })
  })

  test('with rows that can not be used are refused whole, unless these are to be left out', async () => {
    const { store, run, take } = await prepared(['1,one', '999999,far', 'x,none'])
    await expect(take('labels')).rejects.toMatchObject({ code: 'malformed', message: expect.stringContaining('line 4') })
    expect([store.labels.touched(run), store.suggestions.of(run, 1)]).toEqual([[], []])
    expect(await take('labels', true)).toMatchObject({ labeled: 1, leftOut: 2 })
  })

  test('about several dictionaries need one of them named', async () => {
    const { store, run, given } = await prepared([])
    const line = (layer: string, index: number) => JSON.stringify({ modelId: 'm', layer, index, description: layer })
    writeFileSync(given.path, [line('a', 1), line('b', 1), line('b', 2)].join('\n'))
    const both = await usableRows(store, given)
    expect(both.sources).toEqual([
      { name: 'm b', labels: 2 },
      { name: 'm a', labels: 1 }
    ])
    expect(() => takeLabels(store, { ...given, as: 'labels', leaveOut: false }, both, '')).toThrow(/several/)
    const one = { ...given, source: 'm a' }
    expect(takeLabels(store, { ...one, as: 'labels', leaveOut: false }, await usableRows(store, one), '')).toMatchObject({
      labeled: 1
    })
    expect(store.labels.get(run, 1).label).toBe('a')
    await expect(usableRows(store, { ...given, source: 'm c' })).rejects.toMatchObject({ code: 'not-found' })
  })
})
