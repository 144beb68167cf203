/** `loupe new` with pairs, streams, rules and folders of shards, on real files through the built command. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Dataset } from '../../contract/records/dataset'
import { CommandLine } from './command-line'
import { makeActivations } from './material'

let folder: string
let loupe: CommandLine

const rows = 60

beforeAll(async () => {
  loupe = new CommandLine()
  folder = loupe.folder
  await makeActivations(join(folder, 'in.npy'), rows, 4)
  await makeActivations(join(folder, 'out.npy'), rows, 3)
  await makeActivations(join(folder, 'short.npy'), rows - 1, 3)
  mkdirSync(join(folder, 'shards'))
  for (const shard of [0, 1, 10]) await makeActivations(join(folder, 'shards', `part-${shard}.npy`), 20, 4)
  const table = Array.from(
    { length: rows },
    (_, i) => `${i % 5},${i % 3 === 0 ? 'code' : 'text'},${i % 6 === 1 ? 'val' : 'train'}`
  )
  writeFileSync(join(folder, 'rows.csv'), ['token_id,domain,split', ...table].join('\n'))
  writeFileSync(join(folder, 'vocab.json'), JSON.stringify({ zero: 0, one: 1, two: 2, three: 3, four: 4 }))
}, 60_000)

afterAll(() => loupe.remove())

let made = 0
async function make(...args: string[]): Promise<Dataset> {
  made += 1
  const { code, records, stderr } = await loupe.run('new', `p${made}.loupe`, ...args, '--json')
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return (records()[0] as unknown as { datasets: Dataset[] }).datasets[0]
}

it('takes targets, a row table with its vocabulary, a filter, weights and the split column', async () => {
  const dataset = await make(
    ...['--activations', 'in.npy', '--targets', 'out.npy', '--rows', 'rows.csv', '--vocabulary', 'vocab.json'],
    ...['--filter', 'domain=text', '--weights', 'token_id=1:2,2:0.5', '--split-by', 'column']
  )
  expect(dataset).toMatchObject({
    dIn: 4,
    targets: { dOut: 3 },
    filter: { column: 'domain', values: ['text'] },
    weights: { column: 'token_id', weights: { 1: 2, 2: 0.5 } },
    split: { by: 'column', column: 'split' },
    leftOut: { filtered: 20 }
  })
  expect(dataset.rowTable?.columns.map(({ role }) => role)).toContain('token')
})

it('joins streams, the activations first', async () => {
  const dataset = await make('--activations', 'in.npy', '--stream', 'mlp=out.npy', '--stream', 'again=in.npy')
  expect(dataset.dIn).toBe(11)
  expect(dataset.streams?.map(({ name, dIn }) => [name, dIn])).toEqual([
    ['in', 4],
    ['mlp', 3],
    ['again', 4]
  ])
})

it.each(['shards', join('shards', 'part-*.npy')])('takes %s as one data set, its shards in natural order', async (place) => {
  const dataset = await make('--activations', place)
  expect(dataset).toMatchObject({ rows, dIn: 4, activations: { path: join(folder, 'shards') } })
  expect(dataset.activations.files).toEqual(['part-0.npy', 'part-1.npy', 'part-10.npy'])
})

it('trains on the inputs of a pair, with the shuffle sizes asked for', async () => {
  const project = `p${made + 1}.loupe`
  await make('--activations', 'in.npy', '--targets', 'out.npy')
  const sizes = ['--set', 'shuffleBlockMB=0.001', '--set', 'shufflePoolMB=0.002']
  const train = ['train', project, '--features', '8', '--k', '2', '--steps', '20', '--batch', '8', ...sizes, '--json']
  const { code, records } = await loupe.run(...train)
  expect(code).toBe(0)
  expect(records().at(-1)).toMatchObject({ state: 'done', steps: 20, analyzed: true })
}, 60_000)

const failures: [string[], number, string, string][] = [
  [['--activations', 'in.npy', '--targets', 'short.npy'], 1, 'row-mismatch', 'short.npy'],
  [['--activations', 'in.npy', '--stream', 'x=short.npy'], 1, 'row-mismatch', 'in.npy'],
  [['--activations', 'in.npy', '--targets', 'nowhere.npy'], 1, 'not-found', 'nowhere.npy'],
  [['--activations', 'in.npy', '--rows', 'rows.csv', '--filter', 'topic=x'], 1, 'config', 'domain'],
  [['--activations', 'in.npy', '--rows', 'rows.csv', '--split-column', 'fold'], 1, 'config', 'split'],
  [['--activations', 'in.npy', '--vocabulary', 'vocab.json'], 1, 'config', 'vocab.json'],
  [['--activations', 'in.npy', '--weights', 'domain=text'], 2, 'usage', 'VALUE:WEIGHT'],
  [['--stream', 'x=in.npy'], 2, 'usage', 'stream'],
  [[], 2, 'usage', 'activations']
]
it.each(failures.map(([args, ...rest]) => [args.join(' '), args, ...rest]))(
  '“new x %s” is refused',
  async (_, args, exit, code, name) => {
    const result = await loupe.run('new', 'x.loupe', ...(args as string[]), '--json')
    const { error } = result.records()[0] as unknown as { error: { code: string } }
    expect([result.code, error.code]).toEqual([exit, code])
    expect(JSON.stringify(error)).toContain(name)
  }
)
