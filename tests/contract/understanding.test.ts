/** What features mean, by the built command: pattern tables of the toy, label columns, probes, filters by their scores. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CommandLine, type Told } from './command-line'
import { writeActivations } from './material'

const toy = resolve(import.meta.dirname, '../../resources/samples/toy/toy-lm.csv')
const rows = 1_200
const categories = ['code', 'two words', 'verse']

let folder: string
let loupe: CommandLine

beforeAll(async () => {
  loupe = new CommandLine()
  folder = loupe.folder
  makeTopics()
  const trained = [
    ['new', 'toy.loupe', '--activations', toy],
    ['train', 'toy.loupe', '--features', '6', '--k', '2', '--steps', '100', '--batch', '8'],
    ['new', 'topics.loupe', '--activations', 'topics.npy', '--rows', 'topics.csv'],
    ['train', 'topics.loupe', '--features', '24', '--k', '3', '--steps', '300', '--batch', '256']
  ]
  for (const args of trained) expect((await loupe.run(...args)).stderr).not.toContain('Error')
}, 120_000)

afterAll(() => loupe.remove())

/** Each row points where its topic does, with some noise; 60 documents of 20 rows. */
function makeTopics(): void {
  const values = new Float32Array(rows * 12)
  let state = 1
  for (let i = 0; i < values.length; i += 1) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    values[i] = 0.2 * (state / 0x3fffffff - 1) + (i % 12 === topicOf(Math.floor(i / 12)) ? 2 : 0)
  }
  writeActivations(join(folder, 'topics.npy'), values, [rows, 12])
  const lines = Array.from({ length: rows }, (_, row) => `${categories[topicOf(row)]},${Math.floor(row / 20)}`)
  writeFileSync(join(folder, 'topics.csv'), ['topic,doc', ...lines].join('\n'))
}

const topicOf = (row: number) => Math.floor(row / 20) % 3

it('gives the pattern table of the eight phrases of the toy, the dense layer beside it', async () => {
  const lines = readFileSync(toy, 'utf8').trim().split('\n').slice(1)
  const found = await loupe.told('patterns', 'toy.loupe', '--phrases')
  expect(found.patterns.map(({ name }: { name: string }) => name).toSorted()).toEqual(
    lines.map((line) => line.split(',')[0]).toSorted()
  )
  for (const line of lines) {
    const [name, ...values] = line.split(',')
    const place = found.patterns.findIndex((pattern: { name: string }) => pattern.name === name)
    const dense = found.denseTable.toSorted((a: Told, b: Told) => a.dimension - b.dimension)
    expect(dense.map(({ means }: Told) => Number(means[place].toFixed(4)))).toEqual(values.map(Number))
  }
  expect(found.table.length).toBeGreaterThan(1)
  const { stdout } = await loupe.run('patterns', 'toy.loupe', '--phrases')
  expect(stdout).toMatch(/feature.*joyful cat.*η²/)
  expect(stdout).toContain('The dense layer')
})

it('finds the features of each topic, with held-out scores, for people and as JSON', async () => {
  const found = await loupe.told('columns', 'topics.loupe')
  expect(found.heldOut).toMatchObject({ by: 'document', per: 'row' })
  for (const { best, count } of found.categories) {
    expect(count).toBe(400)
    expect(best[0].f1).toBeGreaterThan(0.9)
  }
  const { stdout } = await loupe.run('columns', 'topics.loupe', '--best', '1')
  expect(stdout).toMatch(/topic +two words +400 .*\n/)
  expect(stdout).toMatch(/topic: monosemanticity .* % \(chance 33\.3 %\)/)
})

it('probes a column, per row and per document, and finds the kept answer again', async () => {
  const found = await loupe.told('probe', 'topics.loupe', '--label', 'topic', '--most', '2')
  expect(found.categories.map(({ probes }: Told) => probes.at(-1).f1 > 0.9)).toEqual([true, true, true])
  expect((await loupe.told('probe', 'topics.loupe', '--label', 'topic', '--most', '2')).study).toBe(found.study)
  expect((await loupe.told('probe', 'topics.loupe', '--label', 'topic', '--most', '2', '--fresh')).study).not.toBe(found.study)
  const documents = await loupe.told('probe', 'topics.loupe', '--label', 'topic', '--per-document', '--category', 'verse')
  expect(documents.categories).toMatchObject([{ category: 'verse', count: 20 }])
  const contexts = await loupe.told('probe', 'topics.loupe', '--label', 'topic', '--per-context', '--category', 'verse')
  expect(contexts).toMatchObject({ heldOut: { by: 'document', per: 'context' }, categories: [{ category: 'verse', count: 400 }] })
})

it('filters and sorts features by the scores of a category', async () => {
  const { categories: scored } = await loupe.told('columns', 'topics.loupe')
  const best = scored[1].best[0]
  const found = await loupe.told(
    'features',
    'topics.loupe',
    '--filter',
    'f1(topic=two words)>0.9',
    '--sort',
    'f1(topic="two words")'
  )
  const ids = found.features.map(({ id }: Told) => id)
  expect(ids).toContain(best.feature)
  expect(found.matching).toBe(ids.length)
  const all = await loupe.told('features', 'topics.loupe', '--sort', 'lift(topic=verse)', '--limit', '24')
  expect(all.features).toHaveLength(24)
})

it.each([
  [['features', 'topics.loupe', '--filter', 'f1(topic=prose)>0.9'], 'not-found', 'two words'],
  [['features', 'toy.loupe', '--filter', 'f1(topic=prose)>0.9'], 'not-found', 'loupe columns'],
  [['features', 'topics.loupe', '--filter', 'dead:no f1(topic)>0.9'], 'usage', 'f1(domain=news)'],
  [['features', 'topics.loupe', '--sort', 'size(topic=verse)'], 'usage', ''],
  [['columns', 'toy.loupe'], 'empty', 'row table'],
  [['probe', 'topics.loupe', '--label', 'mood'], 'not-found', 'topic'],
  [['probe', 'topics.loupe', '--label', 'topic', '--category', 'prose'], 'not-found', 'verse'],
  [['patterns', 'topics.loupe'], 'usage', 'help'],
  [['patterns', 'topics.loupe', '--by', 'mood'], 'not-found', 'topic'],
  [['patterns', 'topics.loupe', '--phrases'], 'not-found', 'label column']
])('%j is refused with the remedy', async (args, code, hint) => {
  const error = await loupe.refused(...args)
  expect(error.code).toBe(code)
  expect(error.hint).toContain(hint)
})
