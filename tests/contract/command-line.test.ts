/** The `loupe` command: every subcommand on the toy's real rows, exit codes, --json, and paths. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CommandLine } from './command-line'
import { makeActivations } from './material'

const resources = resolve(import.meta.dirname, '../../resources/samples')

let folder: string
let loupe: CommandLine

beforeAll(() => {
  loupe = new CommandLine()
  folder = loupe.folder
  cpSync(join(resources, 'toy', 'toy-lm.csv'), join(folder, 'toy.csv'))
})

afterAll(() => loupe.remove())

describe('the main job', () => {
  const train = ['train', 'toy.loupe', '--features', '6', '--k', '2', '--steps', '200', '--batch', '8', '--seed', '0']

  it('makes a project beside the person, wherever the process runs', async () => {
    const { code, records } = await loupe.run('new', 'toy.loupe', '--activations', 'toy.csv', '--json')
    expect(code).toBe(0)
    expect(records()).toMatchObject([{ name: 'toy', folder: join(folder, 'toy.loupe'), datasets: [{ rows: 8, dIn: 4 }] }])
    expect(existsSync(join(folder, 'toy.loupe', 'project.sqlite'))).toBe(true)
  })

  it('trains with a stream of records, the last with run, state, steps and metrics', async () => {
    const { code, records } = await loupe.run(...train, '--set', 'checkpointEverySteps=50', '--json')
    expect(code).toBe(0)
    const all = records() as Record<string, unknown>[]
    expect(all[0]).toMatchObject({ event: 'started', config: { dSae: 6, k: 2, checkpointEverySteps: 50, seed: 0 } })
    expect(all.slice(1, -1).every(({ event }) => event === 'metrics')).toBe(true)
    expect(all.at(-1)).toMatchObject({ run: all[0].run, state: 'done', steps: 200, analyzed: true, metrics: {} })
    expect(all.at(-1)?.data_wait).toSatisfy((share: number) => share >= 0 && share <= 1)
  })

  it('gives the same numbers for the same seed', async () => {
    const losses = async () => {
      const { run } = (await loupe.run(...train, '--no-analyze', '--json')).records().at(-1) as unknown as { run: string }
      const file = readFileSync(join(folder, 'toy.loupe', 'runs', run, 'checkpoints', '200', 'dictionary.safetensors'))
      return file.toString('base64')
    }
    expect(await losses()).toBe(await losses())
  })

  it('lists runs, for people as a table', async () => {
    const { runs } = (await loupe.run('runs', 'toy.loupe', '--json')).records()[0] as unknown as { runs: { name: string }[] }
    expect(runs.map(({ name }) => name)).toEqual(['topk-2-a', 'topk-2-b', 'topk-2-c'])
    const { stdout } = await loupe.run('runs', 'toy.loupe')
    expect(stdout.split('\n')[0]).toMatch(/dead +data wait +analyzed/)
    expect(stdout.split('\n')).toHaveLength(4)
    expect(stdout).toMatch(/topk-2-a +run-\w+ +done +200/)
  })

  it('lists features sorted, and one with its examples', async () => {
    const [list] = (await loupe.run('features', 'toy.loupe', '--sort', 'max', '--limit', '3', '--json')).records()
    const { features, matching } = list as unknown as { features: Record<string, number>[]; matching: number }
    expect([features.length, matching]).toEqual([3, 6])
    for (const key of ['id', 'density', 'mean', 'max', 'label']) expect(features[0]).toHaveProperty(key)
    expect(features[0].max).toBeGreaterThanOrEqual(features[1].max)
    const [page] = (await loupe.run('feature', 'toy.loupe', String(features[0].id), '--json')).records()
    const { examples } = page as unknown as { examples: { top: { row: number; value: number; tokens: string[] }[] } }
    expect(examples.top[0]).toMatchObject({ row: expect.any(Number), value: expect.any(Number), tokens: [expect.any(String)] })
    expect(examples.top[0].value).toBeCloseTo(features[0].max, 4)
  })

  it('separates the affirmed from the negated phrases', async () => {
    const [{ features }] = (await loupe.run('features', 'toy.loupe', '--json')).records() as unknown as [
      { features: { id: number; max: number }[] }
    ]
    const phrases = await Promise.all(
      features
        .filter(({ max }) => max > 0)
        .map(async ({ id }) => {
          const [page] = (await loupe.run('feature', 'toy.loupe', String(id), '--json')).records()
          const { examples } = page as unknown as { examples: { top: { tokens: string[]; peak: number }[] } }
          return examples.top.map(({ tokens, peak }) => tokens[peak])
        })
    )
    const firesOn = (phrase: string) => phrases.flatMap((top, i) => (top.includes(phrase) ? [i] : []))
    expect(firesOn('cat')).not.toEqual(firesOn('not cat'))
    expect(firesOn('dog')).not.toEqual(firesOn('not dog'))
  })

  it('labels one feature, and many from a table or an object', async () => {
    const one = await loupe.run(
      'label',
      'toy.loupe',
      '1',
      '--text',
      'pets',
      '--tag',
      'a',
      '--tag',
      'b',
      '--confidence',
      '3',
      '--json'
    )
    expect(one.records()).toMatchObject([{ feature: 1, label: 'pets', tags: ['a', 'b'], confidence: 3, status: 'labeled' }])
    writeFileSync(join(folder, 'labels.csv'), 'feature,label,tags,status\n2,"not, a pet",x; y,draft\n3,robots,,\n')
    const many = await loupe.run('label', 'toy.loupe', '--from', 'labels.csv', '--json')
    expect(many.records()[0]).toMatchObject({
      labels: [
        { feature: 2, label: 'not, a pet', tags: ['x', 'y'], status: 'draft' },
        { feature: 3, label: 'robots', tags: [], status: 'labeled' }
      ]
    })
    const { stdout } = await loupe.run('features', 'toy.loupe', '--filter', 'robots')
    expect(stdout).toMatch(/1 of 1 matching feature \(6 in all\)/)
  })

  it('exports a folder with a receipt', async () => {
    const { code, records } = await loupe.run(
      'export',
      'toy.loupe',
      '--format',
      'saelens',
      '--out',
      'out',
      '--run',
      'topk-2-a',
      '--json'
    )
    expect(code).toBe(0)
    expect(records()[0]).toMatchObject({ folder: join(folder, 'out'), receipt: { labels: { labeled: 2, draft: 1 } } })
    expect(readFileSync(join(folder, 'out', 'features.csv'), 'utf8')).toContain('"not, a pet"')
  })

  it('reads the labels of an export again', async () => {
    const { code, records } = await loupe.run('label', 'toy.loupe', '--from', 'out/labels.jsonl', '--run', 'topk-2-a', '--json')
    expect(code).toBe(0)
    expect(records()[0]).toMatchObject({ labels: Array(6).fill(expect.anything()) })
  })

  it('says what an export would write, and writes nothing', async () => {
    const args = ['export', 'toy.loupe', '--as', 'viewer', '--filter', 'status:labeled', '--run', 'topk-2-a', '--json']
    const { code, records } = await loupe.run(...args, '--dry-run', '--to', 'page')
    expect(code).toBe(0)
    expect(records()[0]).toMatchObject({ features: 2, total: 6, files: [{ name: 'viewer.html' }, { name: 'receipt.json' }] })
    expect(existsSync(join(folder, 'page'))).toBe(false)
  })

  it('writes a page, and activations, of the features that match', async () => {
    const args = ['export', 'toy.loupe', '--filter', 'status:labeled', '--run', 'topk-2-a', '--json']
    const page = await loupe.run(...args, '--as', 'viewer', '--to', 'page')
    expect(page.records()[0]).toMatchObject({ receipt: { as: 'viewer', labels: { written: 2 }, verified: { rows: 2 } } })
    expect(readFileSync(join(folder, 'page', 'viewer.html'), 'utf8')).toContain('robots')
    const table = await loupe.run(...args, '--as', 'activations', '--activations', 'parquet', '--to', 'table')
    expect(table.records()[0]).toMatchObject({ receipt: { files: [{ name: 'activations.parquet' }] } })
    expect((await loupe.run('verify', 'table')).code).toBe(0)
  })

  it('needs the names that Neuronpedia knows', async () => {
    const { exit, message } = await loupe.refused('export', 'toy.loupe', '--as', 'neuronpedia', '--run', 'topk-2-a', '--to', 'np')
    expect([exit, message]).toEqual([2, 'Neuronpedia needs the names of the model and of the source.'])
    expect(existsSync(join(folder, 'np'))).toBe(false)
  })
})

describe('wrong usage', () => {
  const cases: string[][] = [
    [],
    ['nonsense'],
    ['train'],
    ['train', 'toy.loupe', '--k', 'many'],
    ['train', 'toy.loupe', '--set', 'colour=blue'],
    ['train', 'toy.loupe', '--set', 'constructor=1'],
    ['train', 'toy.loupe', '--set', 'steps=many'],
    ['new', 'x.loupe', '--activations', 'toy.csv', '--split-every', '1'],
    ['new', 'x.loupe', '--activations', 'toy.csv', '--name', ''],
    ['feature', 'toy.loupe', '-1'],
    ['serve', '--port', '99999'],
    ['label', 'toy.loupe', '1', '--from', 'labels.csv'],
    ['label', 'toy.loupe', '1', '--text', 'x'.repeat(2001)],
    ['train', 'toy.loupe', '--arch', 'magic'],
    ['new', 'x.loupe'],
    ['label', 'toy.loupe', '1'],
    ['export', 'toy.loupe'],
    ['export', 'toy.loupe', '--as', 'magic', '--to', 'x'],
    ['features', 'toy.loupe', '--filter', 'density<']
  ]
  it.each(cases.map((args) => [args.join(' ').slice(0, 80), args]))(
    '“%s” ends with 2 and says what is wrong',
    async (_, args) => {
      const refused = await loupe.refused(...(args as string[]))
      const said = { exit: 2, code: 'usage', message: expect.stringMatching(/\w/), hint: expect.stringMatching(/\w/) }
      expect(refused).toMatchObject(said)
    }
  )

  it('tells people on stderr, with the help to ask for', async () => {
    const { code, stdout, stderr } = await loupe.run('train')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('project')
  })

  it('gives help and version with 0', async () => {
    for (const args of [['--help'], ['--version'], ['train', '--help']]) expect((await loupe.run(...args)).code).toBe(0)
  })
})

describe('bad input', () => {
  let before: string
  beforeAll(async () => {
    before = (await loupe.run('runs', 'toy.loupe', '--json')).stdout
    writeFileSync(join(folder, 'empty.npy'), '')
    const whole = await makeActivations(join(folder, 'rows.npy'), 20, 4)
    writeFileSync(join(folder, 'short.npy'), readFileSync(whole).subarray(0, 200))
    writeFileSync(join(folder, 'text.npy'), 'this is not an array at all')
    writeFileSync(join(folder, 'table.csv'), 'token,doc\na,0\nb,0\n')
    mkdirSync(join(folder, 'damaged.loupe'))
    writeFileSync(join(folder, 'damaged.loupe', 'project.sqlite'), 'x'.repeat(8192))
    writeFileSync(join(folder, 'half.csv'), 'feature,label\n0,applied?\n99,nobody\n')
    writeFileSync(join(folder, 'nan.csv'), 'a,b\nnan,nan\nnan,inf\n')
    mkdirSync(join(folder, 'nothing'))
    mkdirSync(join(folder, 'full'))
    writeFileSync(join(folder, 'full', 'mine.txt'), 'mine')
  })

  const cases: [string[], string, string][] = [
    [['new', 'x.loupe', '--activations', 'nowhere.npy'], 'not-found', 'nowhere.npy'],
    [['new', 'x.loupe', '--activations', 'empty.npy'], 'empty', 'empty.npy'],
    [['new', 'x.loupe', '--activations', 'short.npy'], 'truncated', 'short.npy'],
    [['new', 'x.loupe', '--activations', 'text.npy'], 'malformed', 'text.npy'],
    [['new', 'x.loupe', '--activations', 'rows.npy', '--rows', 'table.csv'], 'row-mismatch', 'table.csv'],
    [['new', 'full', '--activations', 'rows.npy'], 'exists', 'full'],
    [['inspect', 'nowhere.npy'], 'not-found', 'nowhere.npy'],
    [['runs', 'nowhere.loupe'], 'not-found', 'nowhere.loupe'],
    [['runs', 'damaged.loupe'], 'damaged', 'damaged.loupe'],
    [['train', 'toy.loupe', '--features', '4', '--k', '5'], 'config', 'k'],
    [['train', 'toy.loupe', '--steps', '0'], 'config', 'steps'],
    [['train', 'toy.loupe', '--lr', '-1'], 'config', 'learningRate'],
    [['features', 'toy.loupe', '--run', 'nobody'], 'not-found', 'nobody'],
    [['feature', 'toy.loupe', '99'], 'not-found', '99'],
    [['label', 'toy.loupe', '99', '--text', 'x'], 'not-found', '99'],
    [['label', 'toy.loupe', '--from', 'nowhere.csv'], 'not-found', 'nowhere.csv'],
    [['label', 'toy.loupe', '--from', 'half.csv'], 'not-found', 'half.csv'],
    [['inspect', 'nan.csv'], 'unsupported', 'nan.csv'],
    [['inspect', 'nothing'], 'unsupported', 'nothing'],
    [['new', 'deep/er/x.loupe', '--activations', 'empty.npy', 'text.npy'], 'empty', 'empty.npy'],
    [['export', 'toy.loupe', '--out', 'full'], 'exists', 'full']
  ]
  it.each(cases.map(([args, ...rest]) => [args.join(' '), args, ...rest]))(
    '“%s” ends with 1, names the thing and a remedy, and makes nothing',
    async (_, args, code, name) => {
      const found = await loupe.refused(...(args as string[]))
      expect(found).toMatchObject({ exit: 1, code, hint: expect.stringMatching(/\w/) })
      expect(JSON.stringify(found)).toContain(name)
      for (const name of ['x.loupe', 'deep']) expect(existsSync(join(folder, name))).toBe(false)
    }
  )

  it('leaves the project as it was', async () => {
    expect((await loupe.run('runs', 'toy.loupe', '--json')).stdout).toBe(before)
    expect(readFileSync(join(folder, 'full', 'mine.txt'), 'utf8')).toBe('mine')
    expect((await loupe.run('features', 'toy.loupe', '--filter', '"applied?"')).stdout).toMatch(/0 of 0 matching/)
  })

  it('says which of several files are not used', async () => {
    const { code, stderr } = await loupe.run('new', 'two.loupe', '--activations', 'rows.npy', 'text.npy')
    expect([code, stderr]).toEqual([0, expect.stringMatching(/Not used: .*text\.npy/)])
  })
})
