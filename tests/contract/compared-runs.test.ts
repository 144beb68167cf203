/** How features and runs relate, by the built command: runs compared, relations, the map, logits. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createClient } from '../../contract/wire/client'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import { anyPath } from '../../main/engine/connections/policy'
import { createEngine } from '../../main/engine/engine'
import { nodeProcesses } from '../../main/engine/launchers/node-processes'
import { placesAround } from '../../main/engine/places'
import { portPair } from '../../main/engine/transports/in-process'
import { CommandLine, type Told } from './command-line'
import { makeActivations, writeActivations } from './material'

const [rows, dIn, tokens] = [1_200, 12, 30]

let folder: string
let loupe: CommandLine

beforeAll(async () => {
  loupe = new CommandLine()
  folder = loupe.folder
  await makeActivations(join(folder, 'rows.npy'), rows, dIn)
  await makeActivations(join(folder, 'targets.npy'), rows, 5)
  writeFileSync(join(folder, 'rows.csv'), ['doc', ...Array.from({ length: rows }, (_, row) => Math.floor(row / 20))].join('\n'))
  const train = ['--features', '24', '--k', '3', '--steps', '60', '--batch', '256']
  const commands = [
    ['new', 'p.loupe', '--activations', 'rows.npy', '--targets', 'targets.npy', '--rows', 'rows.csv'],
    ['train', 'p.loupe', ...train, '--name', 'one'],
    ['train', 'p.loupe', ...train, '--name', 'two', '--seed', '9'],
    ['train', 'p.loupe', ...train, '--name', 'across', '--kind', 'transcoder'],
    ['train', 'p.loupe', ...train, '--name', 'raw', '--no-analyze']
  ]
  for (const args of commands) expect((await loupe.run(...args)).stderr).not.toContain('Error')
}, 240_000)

afterAll(() => loupe.remove())

it('compares two runs, and keeps the answer', async () => {
  const found = await loupe.told('compare', 'p.loupe', 'one', 'two')
  expect(found).toMatchObject({
    similarity: 'decoder-cosine',
    method: 'hungarian',
    reading: 'same',
    rows,
    sampleRows: rows,
    pairs: 24
  })
  expect([found.names, found.a.step, found.b.step]).toEqual([['one', 'two'], 60, 60])
  expect(found.a.metrics.fvu + found.a.metrics.explained_variance).toBeCloseTo(1, 9)
  expect(found.a.metrics.l0).toBeLessThanOrEqual(3)
  expect((await loupe.told('compare', 'p.loupe', 'one', 'two')).study).toBe(found.study)
  const { stdout } = await loupe.run('compare', 'p.loupe', 'one', 'two', '--best', '2')
  expect(stdout).toMatch(/one \(A\) and two \(B\) over 1,200 rows/)
  expect(stdout).toMatch(/frac_variance_explained .*dictionary_learning/)
})

it('finds a run in itself', async () => {
  const found = await loupe.told('compare', 'p.loupe', 'one', 'one')
  expect(found.matched).toBe(24)
  expect(found.best.every(({ a, b }: Told) => a === b)).toBe(true)
  expect(found.a.metrics).toEqual(found.b.metrics)
})

it('compares an autoencoder with a transcoder by what features fire on', async () => {
  const found = await loupe.told('compare', 'p.loupe', 'one', 'across')
  expect(found).toMatchObject({ similarity: 'activation-correlation', b: { dictionaryKind: 'transcoder', dOut: 5 } })
  expect(found.b.metrics.fvu).toBeGreaterThan(0)
  const error = await loupe.refused('compare', 'p.loupe', 'one', 'across', '--by', 'decoder-cosine')
  expect(error).toMatchObject({ code: 'unsupported', hint: expect.stringContaining('correlation') })
})

describe('labels', () => {
  type Pair = { a: number; b: number; similarity: number; correlation?: number }
  const follow = (...more: string[]) => loupe.told('labels', 'follow', 'p.loupe', 'two', '--from', 'one', ...more)

  it('follow to the matched features of another run, as suggestions with the similarities of the comparison', async () => {
    const { best: byCosine } = await loupe.told('compare', 'p.loupe', 'one', 'two', '--best', '24')
    const { best: byFiring } = await loupe.told(
      'compare',
      'p.loupe',
      'one',
      'two',
      '--by',
      'activation-correlation',
      '--best',
      '24'
    )
    const lines = Array.from({ length: 24 }, (_, feature) => `${feature},label ${feature},from one`)
    writeFileSync(join(folder, 'labels.csv'), ['feature,label,tags', ...lines].join('\n'))
    await loupe.told('label', 'p.loupe', '--from', 'labels.csv', '--run', 'one')
    const least = (byCosine as Pair[])[11].similarity
    const expected = new Map<string, Pair>()
    for (const pair of byCosine as Pair[]) if (pair.similarity >= least) expected.set(`label ${pair.a}`, pair)
    for (const pair of byFiring as Pair[])
      if (pair.similarity >= 0.2 && !expected.has(`label ${pair.a}`)) expected.set(`label ${pair.a}`, pair)
    const report = await follow('--cosine', String(least), '--correlation', '0.2')
    expect(report).toMatchObject({ labels: 24, followed: expected.size, added: expected.size, unchanged: 0, withdrawn: 0 })
    expect(report.below + report.noPartner).toBe(24 - expected.size)
    expect(report.features).toEqual([...new Set([...expected.values()].map(({ b }) => b))].sort((a, b) => a - b))
    // One matched by each of the two.
    for (const [text, { a, b, similarity, correlation }] of [[...expected][0], [...expected].at(-1)!]) {
      const { suggestions } = await loupe.told('labels', 'suggestions', 'p.loupe', String(b), '--run', 'two')
      const found = suggestions.find((one: Told) => one.text === text)
      expect(found).toMatchObject({ source: 'match', tags: ['from one'], from: { feature: a, name: 'one' } })
      expect(found.similarity).toBeCloseTo(similarity, 6)
      expect(found.correlation ?? 0).toBeCloseTo(correlation ?? 0, 6)
      expect(found.cosine).toBeGreaterThanOrEqual(-1)
    }
  }, 60_000)

  it('follow again with the same result, and less of them when more is asked', async () => {
    const first = await follow()
    expect(await follow()).toEqual({ ...first, added: 0, unchanged: first.followed, withdrawn: 0 })
    const strict = await follow('--by', 'decoder-cosine', '--cosine', '1')
    expect(strict).toMatchObject({ followed: 0, withdrawn: first.followed, features: [] })
    expect(strict.matchings.map(({ by, minimum }: Told) => [by, minimum])).toEqual([['decoder-cosine', 1]])
    expect(strict.nearMisses[0].similarity).toBeGreaterThanOrEqual(strict.nearMisses.at(-1).similarity)
  })

  it('are found from either side: a comparison of B with A is one of A with B', async () => {
    const { study } = await loupe.told('compare', 'p.loupe', 'two', 'one', '--fresh')
    const { matched, best } = await loupe.told('compare', 'p.loupe', 'one', 'two', '--best', '24')
    const { matchings, followed, features } = await follow('--by', 'decoder-cosine')
    expect([matchings[0].study, followed]).toEqual([study, matched])
    expect(features).toEqual(
      (best as Pair[])
        .slice(0, matched)
        .map(({ b }) => b)
        .sort((x, y) => x - y)
    )
  })

  it('never overwrite, and are taken many at once in one step of undo', async () => {
    const { features } = await follow('--cosine', '0', '--correlation', '0')
    await loupe.told('label', 'p.loupe', String(features[0]), '--text', 'mine', '--run', 'two')
    const again = await follow('--cosine', '0', '--correlation', '0')
    expect(again).toMatchObject({ added: 0, onLabeled: 1 })
    const taken = await loupe.told('labels', 'accept', 'p.loupe', '--run', 'two', '--from', 'one')
    expect([taken.features, taken.touched]).toEqual([features.slice(1), 1])
    expect((await loupe.told('labels', 'undo', 'p.loupe')).reverted.features).toEqual(taken.features)
    const { features: listed } = await loupe.told(
      'features',
      'p.loupe',
      '--run',
      'two',
      '--limit',
      '24',
      '--filter',
      'suggestion:match status:pending'
    )
    expect(listed.map(({ id }: Told) => id).sort((a: number, b: number) => a - b)).toEqual(taken.features)
  })

  it.each([
    [['labels', 'follow', 'p.loupe', 'one', '--from', 'one'], 'usage', 'other'],
    [['labels', 'follow', 'p.loupe', 'one', '--from', 'raw'], 'not-found', 'Analyze'],
    [['labels', 'follow', 'p.loupe', 'across', '--from', 'one', '--by', 'decoder-cosine'], 'unsupported', 'correlation'],
    [['labels', 'accept', 'p.loupe', '--source', 'model', '--from', 'one'], 'usage', 'source']
  ])('%j is refused with the remedy', async (args, code, hint) => {
    const error = await loupe.refused(...args)
    expect([error.code, error.hint]).toEqual([code, expect.stringContaining(hint)])
  })

  it('stop following when they are told to, and bring nothing', async () => {
    const places = { ...placesAround(loupe.entries), userData: join(folder, 'user') }
    const engine = createEngine({
      places,
      spawner: nodeProcesses({ entries: loupe.entries }),
      author: 'tester',
      checkResults: true
    })
    onTestFinished(() => engine.close())
    const [own, other] = portPair<ClientMessage, EngineMessage>()
    engine.attach(other, anyPath)
    const client = createClient(own)
    const { id: project } = await client.call('projects.open', { folder: join(folder, 'p.loupe') })
    const runs = await client.call('runs.list', { project })
    const [run, from] = ['across', 'two'].map((name) => runs.find((one) => one.name === name)!.id)
    const told = new AbortController()
    client.on('job.changed', ({ kind }) => kind === 'study' && told.abort())
    const call = client.call('labels.follow', { project, run, from }, { signal: told.signal })
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    await expect
      .poll(async () => (await client.call('studies.list', { project, run }))[0].state, { timeout: 15_000 })
      .toBe('cancelled')
    expect((await client.call('features.ids', { project, run, filter: 'suggestion:yes' })).ids).toHaveLength(0)
  }, 30_000)

  it('follow to a transcoder by co-firing', async () => {
    const report = await loupe.told('labels', 'follow', 'p.loupe', 'across', '--from', 'one', '--correlation', '0.3')
    expect(report.matchings.map(({ by }: Told) => by)).toEqual(['activation-correlation'])
    expect(report.followed + report.below + report.noPartner).toBe(24)
  })
})

it('relates features, all of them and one', async () => {
  const found = await loupe.told('relations', 'p.loupe', '--run', 'one')
  expect(found).toMatchObject({ features: 24, rows: { counted: rows, of: rows }, documents: { counted: 60, of: 60 } })
  expect(found.dead.count).toBe(found.dead.features.length)
  const { near } = await loupe.told('relations', 'p.loupe', '--run', 'one', '--feature', '3')
  expect(near).toHaveLength(5)
  expect(near.at(-1).neighbors).toHaveLength(10)
  expect((await loupe.run('relations', 'p.loupe', '--run', 'one')).stdout).toContain('Near-duplicates')
  expect((await loupe.refused('relations', 'p.loupe', '--run', 'one', '--feature', '24')).code).toBe('not-found')
})

it('draws a map', async () => {
  const found = await loupe.told('map', 'p.loupe', '--run', 'one', '--positions')
  expect(found.positions).toHaveLength(24)
  expect(found.groupOf.filter((group: number) => group === 0)).toHaveLength(found.groups[0].features)
  expect((await loupe.run('map', 'p.loupe', '--run', 'one')).stdout).toContain('a picture only')
})

it('gives the tokens of a feature by an unembedding, with their texts', async () => {
  const values = Float32Array.from({ length: tokens * dIn }, (_, i) => Math.sin(i * i))
  writeActivations(join(folder, 'head.npy'), values, [tokens, dIn])
  writeFileSync(join(folder, 'words.txt'), Array.from({ length: tokens }, (_, id) => `word${id}`).join('\n'))
  const given = ['p.loupe', 'head.npy', '--run', 'one', '--feature', '2']
  const found = await loupe.told('logits', ...given, '--vocabulary', 'words.txt', '--most', '4')
  expect(found).toMatchObject({ tokens, layout: 'tokens-by-d', features: 24 })
  expect(found.top.map(({ token, text }: Told) => text === `word${token}`)).toEqual([true, true, true, true])
  expect(found.top[0].logit).toBeGreaterThan(found.bottom[0].logit)
  expect((await loupe.run('logits', ...given)).stdout).toContain('likelier')
})

it.each([
  [['compare', 'p.loupe', 'one', 'raw'], 'not-found', 'Analyze'],
  [['compare', 'p.loupe', 'one', 'nothing'], 'not-found', 'two'],
  [['relations', 'p.loupe', '--run', 'raw'], 'not-found', 'Analyze'],
  [['logits', 'p.loupe', 'targets.npy', '--run', 'one'], 'wrong-shape', 'unembedding'],
  [['logits', 'p.loupe', 'nothing.npy', '--run', 'one'], 'not-found', '']
])('%j is refused with the remedy', async (args, code, hint) => {
  const error = await loupe.refused(...args)
  expect(error.code).toBe(code)
  expect(error.hint).toContain(hint)
})
