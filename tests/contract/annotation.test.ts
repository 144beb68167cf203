/**
 * Annotation through the `loupe` command with its real processes: labels of two people, files in and out, agreement, a quiz,
 * a rule against all stored activations, undo of a bulk edit, progress. Cases build on each other, in this order.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Params } from '../../contract/calls/index'
import { type Client, createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import { anyPath } from '../../main/engine/connections/policy'
import { createEngine } from '../../main/engine/engine'
import { nodeProcesses } from '../../main/engine/launchers/node-processes'
import { placesAround } from '../../main/engine/places'
import { portPair } from '../../main/engine/transports/in-process'
import { type BuiltEntries, buildEntries } from './built-entries'
import { CommandLine } from './command-line'
import { writeActivations } from './material'

const [rows, dIn] = [1_200, 8]
let built: BuiltEntries
let folder: string
let loupe: CommandLine
let busiest: number

const words = [' the', ' cat', ' sat', ' on', ' a', ' mat']

/** Each word has a direction of its own, so that features learn words. */
beforeAll(async () => {
  built = await buildEntries()
  folder = mkdtempSync(join(tmpdir(), 'loupe-annotation-'))
  loupe = new CommandLine(built.folder, folder)
  const values = new Float32Array(rows * dIn)
  for (let row = 0; row < rows; row += 1) {
    values[row * dIn + (row % words.length)] = 3
    values[row * dIn + 7] = ((row * 7_919) % 101) / 200
  }
  writeActivations(join(folder, 'rows.npy'), values, [rows, dIn])
  const lines = Array.from(
    { length: rows },
    (_, row) => `"${words[row % words.length]}",d${Math.floor(row / 60)},${row % 60},${row % 2 ? 'odd' : 'even'}`
  )
  writeFileSync(join(folder, 'rows.csv'), `token,document,position,kind\n${lines.join('\n')}\n`)
  await told('new', 'p.loupe', '--activations', 'rows.npy', '--rows', 'rows.csv')
  await told('train', 'p.loupe', '--features', '8', '--k', '1', '--steps', '300', '--batch', '64', '--seed', '1')
  const { features } = await told<{ features: { id: number; activeRows: number }[] }>('features', 'p.loupe', '--sort', 'mass')
  busiest = (features.find(({ activeRows }) => activeRows > 100 && activeRows < 400) ?? features[0]).id
}, 120_000)

afterAll(() => {
  built.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** The last record that a command printed; it must succeed. */
async function told<T = Record<string, never>>(...args: string[]): Promise<T> {
  const { code, records, stderr } = await loupe.run(...args, '--json')
  const last = records().at(-1)
  expect({ code, error: last?.error, stderr }).toMatchObject({ code: 0, error: undefined })
  return last as T
}

async function refused(...args: string[]): Promise<{ code: string; place?: string }> {
  const { code, records } = await loupe.run(...args, '--json')
  expect(code).not.toBe(0)
  return records()[0].error
}

describe('labels of two people', () => {
  it('are one step of undo when they come together', async () => {
    writeFileSync(join(folder, 'many.csv'), 'feature,label,tags\n0,first,word\n1,second,word\n')
    await told('label', 'p.loupe', '--from', 'many.csv', '--author', 'Ada')
    expect((await told<{ reverted: { features: number[] } }>('labels', 'undo', 'p.loupe')).reverted.features).toEqual([0, 1])
    expect((await told<{ reverted: { features: number[] } }>('labels', 'redo', 'p.loupe')).reverted.features).toEqual([0, 1])
  })

  it('go out as a file and come in again as they were', async () => {
    const note = '<script>alert(1)</script> \u001b[31m'
    await told('label', 'p.loupe', '2', '--text', 'third', '--note', note, '--author', 'Ada')
    await told('labels', 'export', 'p.loupe', 'ada.jsonl', '--author', 'Ada')
    expect(await refused('labels', 'export', 'p.loupe', 'ada.jsonl')).toMatchObject({ code: 'exists' })
    expect(await told('labels', 'import', 'p.loupe', 'ada.jsonl', '--author', 'Copy')).toMatchObject({ labels: 3, replaced: 0 })
    await told('labels', 'export', 'p.loupe', 'copy.jsonl', '--author', 'Copy')
    expect(readFileSync(join(folder, 'copy.jsonl'), 'utf8').replace('Copy', 'Ada')).toBe(
      readFileSync(join(folder, 'ada.jsonl'), 'utf8')
    )
    expect(await told('labels', 'diff', 'p.loupe', 'ada.jsonl', '--author', 'Copy')).toMatchObject({
      different: [],
      onlyHere: []
    })
  })

  it('that can not be used are refused with their line', async () => {
    const [head, first] = readFileSync(join(folder, 'ada.jsonl'), 'utf8').split('\n')
    const file = join(folder, 'bad.jsonl')
    writeFileSync(file, `${head}\n${first}\n${first}\n`)
    expect(await refused('labels', 'import', 'p.loupe', 'bad.jsonl')).toMatchObject({ code: 'malformed', place: `${file}:3` })
    writeFileSync(file, `${head.replace('"d_sae":8', '"d_sae":99')}\n${first.replace('"feature":0', '"feature":50')}\n`)
    expect(await refused('labels', 'import', 'p.loupe', 'bad.jsonl')).toMatchObject({ code: 'not-found', place: `${file}:2` })
    writeFileSync(file, head.replace('"version":1', '"version":9'))
    expect(await refused('labels', 'import', 'p.loupe', 'bad.jsonl')).toMatchObject({ code: 'newer' })
  })

  it('are compared: kappa, and each disagreement', async () => {
    const lines = readFileSync(join(folder, 'ada.jsonl'), 'utf8').replace('"Ada"', '"Bea"').replace('"second"', '"2nd"')
    writeFileSync(join(folder, 'bea.jsonl'), lines)
    await told('labels', 'import', 'p.loupe', 'bea.jsonl')
    const found = await told<Record<string, unknown>>('agreement', 'p.loupe', 'Ada', 'Bea')
    expect(found).toMatchObject({
      both: 3,
      status: { observed: 1 },
      tags: { observed: 1, kappa: 1 },
      meaning: { compared: 3, identical: 2, notJudged: 1 },
      disagreements: [{ feature: 1, differs: ['label'] }]
    })
    // A file that says something else takes the place of the earlier one only when that is said.
    writeFileSync(join(folder, 'bea.jsonl'), lines.replace('"2nd"', '"2."'))
    expect(await refused('labels', 'import', 'p.loupe', 'bea.jsonl')).toMatchObject({ code: 'exists' })
    expect(await told('labels', 'import', 'p.loupe', 'bea.jsonl', '--preview')).toMatchObject({
      labels: 3,
      conflicts: 1,
      same: 2,
      unknown: [],
      earlier: { labels: 3, changed: 1, gone: 0 }
    })
    expect(await told('labels', 'import', 'p.loupe', 'bea.jsonl', '--replace')).toMatchObject({ replaced: 3 })
    // What the project says was not touched by any import.
    expect(await told('labels', 'diff', 'p.loupe', 'ada.jsonl')).toMatchObject({ different: [], onlyInFile: [] })
  })
})

describe('checks of a label', () => {
  it('a quiz hides what it asks, keeps its result, and is due again after an edit', async () => {
    await told('label', 'p.loupe', String(busiest), '--text', 'a word')
    const quiz = await told<{ id: string; rows: Record<string, unknown>[] }>('quiz', 'p.loupe', String(busiest), '--seed', '3')
    expect(quiz.rows).toHaveLength(10)
    expect(JSON.stringify(quiz)).not.toMatch(/"values?"|near-miss/)
    const result = await told<{
      balancedAccuracy: number
      answers: { kind: string; value: number; said: boolean; right: boolean }[]
    }>('quiz', 'p.loupe', '--quiz', quiz.id, '--fires', '1,2,3')
    expect(result.answers.filter(({ kind }) => kind === 'fires')).toHaveLength(5)
    for (const { kind, value, said, right } of result.answers) {
      expect(value > 0).toBe(kind === 'fires')
      expect(right).toBe(said === value > 0)
    }
    expect(await refused('quiz', 'p.loupe', '--quiz', quiz.id, '--fires', '1')).toMatchObject({ code: 'exists' })
    type List = { quizzes: { due: boolean; feature: number }[] }
    expect((await told<List>('quiz', 'p.loupe')).quizzes).toMatchObject([{ feature: busiest, due: false }])
    await told('label', 'p.loupe', String(busiest), '--text', 'another word')
    expect((await told<List>('quiz', 'p.loupe')).quizzes).toMatchObject([{ due: true }])
  })

  it('a rule is held against every stored activation, and kept with the label', async () => {
    type Score = {
      rows: number
      fires: number
      named: number
      both: number
      recall: number
      missed: { tokens: string[]; peak: number }[]
    }
    const feature = String(busiest)
    const all = await told<Score>('rule', 'p.loupe', feature, '--pattern', '.', '--keep')
    expect(all).toMatchObject({ rows, named: rows, recall: 1, missed: [] })
    expect(await told<Score>('rule', 'p.loupe', feature)).toMatchObject({ named: rows })
    let both = 0
    for (const word of words) both += (await told<Score>('rule', 'p.loupe', feature, '--token', word.trim())).both
    expect(both).toBe(all.fires)
    const even = await told<Score>('rule', 'p.loupe', feature, '--where', 'kind=even')
    expect(even.named).toBe(rows / 2)
    expect(await refused('rule', 'p.loupe', feature, '--pattern', '(')).toMatchObject({ code: 'usage' })
    expect(await refused('rule', 'p.loupe', feature, '--where', 'nothing=1')).toMatchObject({ code: 'not-found' })
  })
})

it('the queue comes in the order that is asked for, and leaves out what is decided', { timeout: 30_000 }, async () => {
  const places = { ...placesAround(built.folder), userData: join(folder, 'user') }
  const engine = createEngine({ places, spawner: nodeProcesses({ entries: built.folder }), author: 'tester', checkResults: true })
  const [own, other] = portPair<ClientMessage, EngineMessage>()
  engine.attach(other, anyPath)
  const client = createClient(own)
  const { id: project } = await client.call('projects.open', { folder: join(folder, 'p.loupe') })
  const [{ id: run }] = await client.call('runs.list', { project })
  const { labeled, total } = await client.call('labels.progress', { project, run })
  const queue = async (order: Params<'annotation.queue'>['order']) => [
    ...(await client.call('annotation.queue', { project, run, order })).features
  ]
  const byMass = await queue({ by: 'mass' })
  expect(byMass).toHaveLength(total - labeled)
  for (const order of [
    { by: 'density' },
    { by: 'coverage' },
    { by: 'neighbors', of: busiest },
    { by: 'random', seed: 1 }
  ] as const)
    expect((await queue(order)).sort()).toEqual(byMass.toSorted())
  expect(await queue({ by: 'random', seed: 1 })).toEqual(await queue({ by: 'random', seed: 1 }))
  expect(await queue({ by: 'disagreement', one: 'Ada', other: 'Bea' })).toEqual([1])
  await reviewAndRepeat(client, { project, run })
  await engine.close()
})

/** A final version beside both originals, told to whoever listens; one's own labels said again. */
async function reviewAndRepeat(client: Client, scope: { project: string; run: string }): Promise<void> {
  const pair = { ...scope, one: 'Ada', other: 'Bea' }
  const heard: string[] = []
  client.on('annotators.changed', () => heard.push('annotators'))
  client.on('label.changed', ({ label }) => heard.push(label.label))
  const [{ one, other }] = await client.call('annotators.disagreements', pair)
  const { run: _, feature, updatedAt: __, ...fields } = other
  const final = { ...fields, label: 'both' }
  expect(await client.call('annotators.decide', { ...pair, feature, final, author: 'Cid' })).toMatchObject({ label: 'both' })
  expect(await client.call('annotators.disagreements', pair)).toMatchObject([
    { one: { label: one.label }, other: { label: other.label }, final: { label: 'both', took: 'own', author: 'Cid' } }
  ])
  await expect.poll(() => heard).toEqual(expect.arrayContaining(['annotators', 'both']))
  await client.call('labels.undo', { project: scope.project })
  expect(await client.call('annotators.disagreements', pair)).toMatchObject([{ final: null }])
  const drawn = await client.call('annotators.drawRepeats', { ...scope, author: 'Ada', seed: 1, count: 2 })
  expect([drawn.features.length, drawn.available]).toEqual([2, 3])
  const again = { ...scope, author: 'Ada', repeat: true, change: { label: 'again', status: 'labeled' as const } }
  await client.call('annotators.write', { ...again, feature: drawn.features[0] })
  expect(await client.call('annotators.agreement', { ...scope, one: 'Ada', other: 'Ada (repeat)' })).toMatchObject({
    both: 1,
    meaning: { compared: 1, notJudged: 1 }
  })
  expect((await client.call('annotators.drawRepeats', { ...scope, author: 'Ada', seed: 1 })).available).toBe(2)
}

it('progress tells states, mass, days and people', async () => {
  type Progress = {
    labeled: number
    massLabeled: number
    days: { labeled: number; massLabeled: number }[]
    people: { author: string; decided: number }[]
  }
  const { labeled, massLabeled, days, people } = await told<Progress>('progress', 'p.loupe')
  expect(days.at(-1)).toMatchObject({ labeled, massLabeled: expect.closeTo(massLabeled, 6) })
  expect(people.find(({ author }) => author === 'Ada')?.decided).toBe(3)
})

it('restoring without a person takes their labels out of the project, not their file', async () => {
  expect((await told<{ features: number[] }>('labels', 'restore', 'p.loupe', '--without', 'Ada')).features).toEqual(
    expect.arrayContaining([0, 1])
  )
  await told('labels', 'undo', 'p.loupe')
  expect(await told('labels', 'diff', 'p.loupe', 'ada.jsonl', '--author', 'Ada')).toMatchObject({ different: [] })
})
