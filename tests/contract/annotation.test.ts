/**
 * Annotation through the `loupe` command with its real processes: labels of two people, files in and out, agreement, a quiz,
 * a rule against all stored activations, undo of a bulk edit, progress. Cases build on each other, in this order.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Params } from '../../contract/calls/index'
import { type Client, createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import { tensorsFromSafetensors } from '../../main/codecs/safetensors'
import { anyPath } from '../../main/engine/connections/policy'
import { createEngine } from '../../main/engine/engine'
import { nodeProcesses } from '../../main/engine/launchers/node-processes'
import { placesAround } from '../../main/engine/places'
import { portPair } from '../../main/engine/transports/in-process'
import { startModelServer } from '../fixtures/model-server'
import { type LabeledProject, labeledProject, rows, words } from './labeled-project'

let folder: string
let entries: string
let told: LabeledProject['told']
let refused: LabeledProject['refused']
let remove: LabeledProject['remove']
let busiest: number

beforeAll(async () => {
  ;({ folder, entries, told, refused, remove } = await labeledProject())
  const { features } = await told<{ features: { id: number; activeRows: number }[] }>('features', 'p.loupe', '--sort', 'mass')
  busiest = (features.find(({ activeRows }) => activeRows > 100 && activeRows < 400) ?? features[0]).id
}, 120_000)

afterAll(() => remove())

/** [rows · features] activations of a dictionary that was applied. */
function dense(path: string): Float32Array {
  return tensorsFromSafetensors(readFileSync(path)).tensors.acts.data
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
    expect(await refused('agreement', 'p.loupe', 'Ada', 'Bee')).toMatchObject({ code: 'not-found' })
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
    expect(await told('labels', 'import', 'p.loupe', 'bea.jsonl', '--dry')).toMatchObject({
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

describe('suggestions', () => {
  type Suggestions = { suggestions: { source: string; text: string; why: string; score?: number; tags?: string[] }[] }
  const of = async (feature: number) => (await told<Suggestions>('labels', 'suggestions', 'p.loupe', String(feature))).suggestions

  it('are what the feature was called, what others call it, and the tokens it fires on, with the lift of counting', async () => {
    const before = await of(1)
    expect(before.find(({ why }) => why.startsWith('Bea'))).toMatchObject({ source: 'earlier', text: '2.', tags: ['word'] })
    await told('label', 'p.loupe', '1', '--text', 'renamed', '--author', 'Ada')
    expect((await of(1)).map(({ text }) => text)).toContain('second')
    await told('labels', 'undo', 'p.loupe', '--author', 'Ada')
    const tokens = (await of(busiest)).find(({ source }) => source === 'tokens')
    type Score = { fires: number; named: number; both: number }
    const scores: Score[] = []
    for (const word of words) scores.push(await told<Score>('rule', 'p.loupe', String(busiest), '--token', word.trim()))
    const best = scores.map(({ fires, named, both }) => both / fires / (named / rows))
    expect(tokens?.score).toBeCloseTo(Math.max(...best), 6)
    expect(tokens?.text.split(', ')[0]).toBe(words[best.indexOf(Math.max(...best))].trim())
  })

  it('name the category that it tells best once the label columns were studied, with its F1', async () => {
    expect((await of(busiest)).map(({ source }) => source)).not.toContain('column')
    await told('columns', 'p.loupe', '--label', 'kind')
    type Row = { id: number; score?: number }
    const f1 = async (kind: string) => {
      const { features } = await told<{ features: Row[] }>('features', 'p.loupe', '--filter', `f1(kind=${kind})>0.3`)
      return features.map(({ id }) => id)
    }
    const [even, odd] = [await f1('even'), await f1('odd')]
    const feature = [...even, ...odd][0]
    const column = (await of(feature)).find(({ source }) => source === 'column')
    expect(column?.text).toMatch(/^kind: (even|odd)$/)
    expect(column?.score).toBeGreaterThan(0.3)
    expect(column?.text === 'kind: even' ? even : odd).toContain(feature)
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

  it('a rule counts as a count over dense activations does, and what is proposed is at least as good as any word', async () => {
    const feature = String(busiest)
    await told('export', 'p.loupe', '--to', 'dictionary')
    await told('apply', 'dictionary', 'rows.npy', '--out', 'dense.safetensors')
    const acts = dense(join(folder, 'dense.safetensors'))
    const threshold = 0.5
    const direct = (list: string[]) => {
      const counts = { named: 0, fires: 0, both: 0 }
      for (let row = 0; row < rows; row += 1) {
        const [named, fires] = [list.includes(words[row % words.length].trim()), acts[row * 8 + busiest] > threshold]
        counts.named += Number(named)
        counts.fires += Number(fires)
        counts.both += Number(named && fires)
      }
      const { named, fires, both } = counts
      return { ...counts, precision: both / named, recall: both / fires, f1: (2 * both) / (named + fires) }
    }
    const best = Math.max(...words.map((word) => direct([word.trim()]).f1))
    const suggested = await told<{ rule: { tokens: string[] }; f1: number }>(
      'rule',
      'p.loupe',
      feature,
      '--suggest',
      '--threshold',
      String(threshold),
      '--keep'
    )
    expect(suggested.f1).toBeGreaterThanOrEqual(best)
    const { precision, recall, f1, ...counts } = direct(suggested.rule.tokens)
    expect(suggested).toMatchObject({
      ...counts,
      precision: expect.closeTo(precision, 12),
      recall: expect.closeTo(recall, 12),
      f1: expect.closeTo(f1, 12)
    })
    type Rules = { rules: { feature: number; stale: boolean; score: { f1: number } }[] }
    expect((await told<Rules>('rule', 'p.loupe')).rules).toMatchObject([
      { feature: busiest, stale: false, score: { f1: suggested.f1 } }
    ])
    type Found = { features: { id: number }[] }
    const found = await told<Found>('features', 'p.loupe', '--filter', `rule-f1>=${suggested.f1} quiz:stale`, '--sort', 'ruleF1')
    expect(found.features.map(({ id }) => id)).toEqual([busiest])
  })

  it('a quiz that is left is as if it had never been', async () => {
    const quiz = await told<{ id: string }>('quiz', 'p.loupe', String(busiest))
    expect(await told('quiz', 'p.loupe', '--quiz', quiz.id, '--leave')).toMatchObject({ left: true })
    expect(await told('quiz', 'p.loupe', '--quiz', quiz.id, '--leave')).toMatchObject({ left: false })
    expect(await refused('quiz', 'p.loupe', '--quiz', quiz.id, '--fires', '1')).toMatchObject({ code: 'not-found' })
    type List = { quizzes: unknown[] }
    expect((await told<List>('quiz', 'p.loupe', String(busiest), '--results')).quizzes).toHaveLength(1)
  })

  it('both go out with the labels and come in again', async () => {
    const lines = readFileSync(join(folder, 'dictionary', 'labels.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(lines.map((line) => JSON.parse(line)).find(({ feature }) => feature === busiest)).toMatchObject({
      quiz: { label: 'a word' },
      rule: { rule: { kind: 'pattern', pattern: '.' }, score: { recall: 1 } }
    })
    await told('rule', 'p.loupe', String(busiest), '--remove')
    const taken = await told('label', 'p.loupe', '--from', 'dictionary/labels.jsonl')
    // The quiz is known by its id; the rule is scored again.
    expect(taken).toMatchObject({ quizzes: 0, rules: 1 })
    const again = await told<{ rules: unknown[] }>('rule', 'p.loupe')
    expect(again.rules).toMatchObject([{ stale: false, rule: { pattern: '.' }, score: { recall: 1, named: rows } }])
    await told('new', 'other.loupe', '--activations', 'rows.npy')
    await told('train', 'other.loupe', '--features', '8', '--k', '1', '--steps', '20', '--batch', '64')
    expect(await told('label', 'other.loupe', '--from', 'dictionary/labels.jsonl')).toMatchObject({ quizzes: 1, rules: 1 })
    const quizzes = await told<{ quizzes: unknown[] }>('quiz', 'other.loupe')
    expect(quizzes.quizzes).toMatchObject([{ feature: busiest, label: 'a word', answers: [], due: true }])
    // Rows without tokens can not answer a pattern: it waits without a score.
    expect((await told<{ rules: object[] }>('rule', 'other.loupe')).rules).toMatchObject([
      { stale: true, rule: { pattern: '.' } }
    ])
  })
})

it('the queue comes in the order that is asked for, and leaves out what is decided', { timeout: 30_000 }, async () => {
  const places = { ...placesAround(entries), userData: join(folder, 'user') }
  const engine = createEngine({ places, spawner: nodeProcesses({ entries: entries }), author: 'tester', checkResults: true })
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
  await client.call('labels.edit', { project, run, feature: byMass[0], change: { status: 'later' } })
  expect(await queue({ by: 'mass' })).toEqual([...byMass.slice(1), byMass[0]])
  const view = { name: 'put off', filter: 'status:later', sort: 'feature' as const, descending: false }
  await client.call('views.put', { project, view })
  expect(await queue({ by: 'view', name: view.name })).toEqual([byMass[0]])
  expect(await client.call('views.list', { project })).toEqual([view])
  expect(await client.call('labels.progress', { project, run })).toMatchObject({ later: 1 })
  expect(await client.call('labels.undo', { project })).toEqual({ view: { name: view.name, change: 'made' } })
  expect(await client.call('labels.undo', { project })).toMatchObject({ label: { feature: byMass[0], status: 'pending' } })
  await client.call('views.put', { project, view })
  expect(await queue({ by: 'random', seed: 1 })).toEqual(await queue({ by: 'random', seed: 1 }))
  expect(await queue({ by: 'disagreement', one: 'Ada', other: 'Bea' })).toEqual([1])
  const due = { project, run, order: { by: 'mass' as const }, filter: 'quiz:stale', statuses: ['labeled' as const] }
  expect([...(await client.call('annotation.queue', due)).features]).toEqual([busiest])
  await labelBlind(client, { project, run }, total)
  await reviewAndRepeat(client, { project, run })
  await engine.close()
})

it('a saved view lists its features', async () => {
  expect(await told('features', 'p.loupe', '--view', 'put off')).toMatchObject({ matching: 0 })
  expect(await refused('features', 'p.loupe', '--view', 'other')).toMatchObject({ code: 'not-found' })
})

describe('drafts by a language model', () => {
  type Drafted = {
    state: string
    use: { requests: number }
    results: { feature: number; text: string; score: { recall: number } }[]
  }
  const options = ['--context', '1', '--rows', '4', '--filter', 'dead:no', '--most', '2']

  it('say what they would ask for, and are refused while the switch is off', async () => {
    const server = await startModelServer()
    const given = [...options, '--address', server.address, '--model', 'good']
    const estimate = await told<Record<string, unknown>>(
      'draft',
      'p.loupe',
      ...given,
      '--dry-run',
      '--price-in',
      '1',
      '--price-out',
      '2'
    )
    expect(estimate).toMatchObject({ features: 2, requests: 4, on: false, cost: expect.any(Number) })
    expect(await refused('draft', 'p.loupe', ...given)).toMatchObject({ code: 'denied' })
    expect(server.connections()).toBe(0)
    expect(await told('draft', 'p.loupe', '--switch', 'on')).toEqual({ on: true })
    expect(server.connections()).toBe(0)
    await told('draft', 'p.loupe', '--switch', 'on', ...given, '--dry-run')
    process.env.LOUPE_MODEL_KEY = 'of-the-environment'
    const drafted = await told<Drafted>('draft', 'p.loupe', ...options)
    delete process.env.LOUPE_MODEL_KEY
    expect(drafted).toMatchObject({ state: 'done', use: { requests: 4 }, results: { length: 2 } })
    expect(drafted.results[0]).toMatchObject({ text: expect.stringContaining('words about the sea'), score: { recall: 1 } })
    expect(server.asked.every(({ authorization }) => authorization === 'Bearer of-the-environment')).toBe(true)
    expect(await refused('draft', 'p.loupe', ...options, '--model', 'denies')).toMatchObject({ code: 'denied' })
    await told('draft', 'p.loupe', '--switch', 'off')
    const asked = server.asked.length
    expect(await refused('draft', 'p.loupe', ...options)).toMatchObject({ code: 'denied' })
    expect(server.asked).toHaveLength(asked)
    await server.close()
  })
})

/** Somebody who must not know what others say finds everything open, and changes nothing of theirs. */
async function labelBlind(client: Client, scope: { project: string; run: string }, total: number): Promise<void> {
  const dan = { ...scope, blind: true, author: 'Dan' }
  const disagreement = { by: 'disagreement' as const, one: 'Ada', other: 'Bea' }
  await expect(client.call('annotation.queue', { ...dan, order: disagreement })).rejects.toMatchObject({ code: 'denied' })
  const queue = async () => (await client.call('annotation.queue', { ...dan, order: { by: 'coverage' } })).features
  expect(await queue()).toHaveLength(total)
  expect(await client.call('labels.progress', dan)).toMatchObject({ labeled: 0, pending: total, massLabeled: 0 })
  const [theirs, free] = [1, (await client.call('annotation.queue', { ...scope, order: { by: 'mass' } })).features[0]]
  const before = await client.call('labels.get', { ...scope, feature: theirs })
  const change = { label: 'blind', status: 'labeled' as const }
  const heard: string[] = []
  client.on('annotators.changed', () => heard.push('beside'))
  client.on('label.changed', ({ label }) => heard.push(`label of ${label.feature}`))
  const changed = await client.call('labels.bulk', { ...dan, features: Uint32Array.of(theirs, free), change })
  expect([...changed.features]).toEqual([free, theirs])
  await expect.poll(() => heard.sort()).toEqual(['beside', `label of ${free}`])
  expect(await client.call('labels.get', { ...scope, feature: theirs })).toEqual(before)
  expect((await client.call('labels.decided', dan)).features.toSorted()).toEqual([theirs, free].toSorted())
  expect(await queue()).toHaveLength(total - 2)
  const quiz = client.call('checks.quiz', { ...dan, feature: theirs })
  await expect(quiz).rejects.toMatchObject({ code: 'denied' })
  const reverted = { opinions: { author: 'Dan', features: [theirs], labels: [free] } }
  expect(await client.call('labels.undo', { project: scope.project, blind: true, author: 'Dan' })).toMatchObject(reverted)
  expect(await client.call('labels.undo', { project: scope.project, blind: true, author: 'Dan' })).toBeNull()
  expect(await queue()).toHaveLength(total)
}

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
