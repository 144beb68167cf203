/** Files that were moved or changed behind a project's back, by the `loupe` command. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CommandLine } from './command-line'
import { makeActivations } from './material'

let folder: string
let loupe: CommandLine

const train = ['train', 'p.loupe', '--features', '8', '--k', '2', '--steps', '5', '--batch', '8', '--no-analyze']
const table = (word: string) => ['token', ...Array.from({ length: 64 }, (_, i) => `${word}${i}`)].join('\n')

beforeAll(async () => {
  loupe = new CommandLine()
  folder = loupe.folder
  mkdirSync(join(folder, 'data'))
  await makeActivations(join(folder, 'data', 'acts.npy'), 64, 8)
  writeFileSync(join(folder, 'data', 'rows.csv'), table('a'))
  writeFileSync(join(folder, 'vocab.json'), '["x"]')
}, 60_000)

afterAll(() => loupe.remove())

/** The error and what runs there are. */
async function refused(...args: string[]) {
  const error = await loupe.refused(...args)
  const { runs } = await loupe.told<{ runs: { name: string }[] }>('runs', 'p.loupe')
  return { error, runs: runs.map(({ name }) => name) }
}

it('a vocabulary that is not needed is said so', async () => {
  const given = ['--activations', 'data/acts.npy', '--rows', 'data/rows.csv', '--vocabulary', 'vocab.json']
  const { code, stderr } = await loupe.run('new', 'p.loupe', ...given)
  expect(code).toBe(0)
  expect(stderr).toContain(`Not used: ${join(folder, 'vocab.json')} (the row table has the text of its tokens itself)`)
})

it('a start without its file leaves no run behind, and the error says how to go on', async () => {
  const away = join(folder, 'far', 'away')
  mkdirSync(away, { recursive: true })
  renameSync(join(folder, 'data', 'acts.npy'), join(away, 'acts.npy'))
  const { error, runs } = await refused(...train)
  expect([error.exit, error.code, error.place, runs]).toEqual([1, 'not-found', join(folder, 'data', 'acts.npy'), []])
  expect(error.hint).toContain('loupe relocate PROJECT FILE')

  // It is the row table, where it was: nothing is wrong with naming it.
  await loupe.told('relocate', 'p.loupe', 'data/rows.csv')
  expect((await loupe.refused('relocate', 'p.loupe', 'vocab.json')).code).toBe('changed')
  const { code: found, stdout } = await loupe.run('relocate', 'p.loupe', 'far/away/acts.npy')
  expect([found, stdout]).toEqual([0, expect.stringContaining(`Activations: ${join(away, 'acts.npy')}`)])
  expect((await loupe.run(...train)).code).toBe(0)
})

it('a row table that says something else is refused by training and by analysis', async () => {
  writeFileSync(join(folder, 'data', 'rows.csv'), table('b'))
  const place = join(folder, 'data', 'rows.csv')
  const trained = await refused(...train)
  expect([trained.error.code, trained.error.place, trained.runs]).toEqual(['changed', place, ['topk-2-a']])
  const error = await loupe.refused('analyze', 'p.loupe')
  expect([error.code, error.place]).toEqual(['changed', place])
})
