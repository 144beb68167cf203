/** The `loupe` command on many runs: sweeps, runs side by side, runs from runs, estimates, pruning. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CommandLine } from './command-line'
import { makeActivations } from './material'

let folder: string
let loupe: CommandLine

beforeAll(async () => {
  loupe = new CommandLine()
  folder = loupe.folder
  await makeActivations(join(folder, 'rows.npy'), 2_000, 16)
  const grid = { base: { dSae: 32, steps: 40, batchRows: 64, checkpointEverySteps: 10 }, grid: { k: [2, 4], seed: [0, 1] } }
  writeFileSync(join(folder, 'grid.json'), JSON.stringify(grid))
  writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ grid: { learnigRate: [1] } }))
  writeFileSync(join(folder, 'impossible.json'), JSON.stringify({ base: { dSae: 8 }, runs: [{ k: 3 }, { k: 30 }] }))
  writeFileSync(join(folder, 'long.json'), JSON.stringify({ base: { ...grid.base, steps: 100_000 }, grid: { k: [2, 4] } }))
  expect((await loupe.run('new', 'p.loupe', '--activations', 'rows.npy')).code).toBe(0)
}, 60_000)

afterAll(() => loupe.remove())

describe('loupe sweep', () => {
  it('lists the runs before anything is started', async () => {
    const { stdout, code } = await loupe.run('sweep', 'p.loupe', '--grid', 'grid.json', '--dry-run')
    expect([code, stdout.split('\n')]).toEqual([0, ['k=2,seed=0', 'k=2,seed=1', 'k=4,seed=0', 'k=4,seed=1']])
    const impossible = await loupe.run('sweep', 'p.loupe', '--grid', 'impossible.json', '--dry-run')
    expect([impossible.code, impossible.stdout]).toEqual([1, expect.stringMatching(/^k=3\nk=30: k is 30, but .* Lower k/)])
  })

  it('trains them, and ends with a table of what differs', async () => {
    const args = ['sweep', 'p.loupe', '--grid', 'grid.json', '--parallel', '2', '--name', 'widths', '--no-analyze', '--json']
    const { code, records } = await loupe.run(...args)
    const all = records() as Record<string, unknown>[]
    expect(code).toBe(0)
    expect(all[0]).toMatchObject({ event: 'started', name: 'widths' })
    expect(all.filter(({ event }) => event === 'ended').map(({ state }) => state)).toEqual(Array(4).fill('done'))
    expect(all.at(-1)).toMatchObject({ name: 'widths', fields: ['k', 'seed'] })
    expect((all.at(-1) as { runs: object[] }).runs[3]).toMatchObject({
      name: 'widths-k=4,seed=1',
      state: 'done',
      steps: 40,
      differs: { k: 4, seed: 1 },
      fvu: expect.any(Number),
      l0: expect.any(Number),
      rowsPerSecond: expect.any(Number)
    })
  })

  it.each([
    [['--grid', 'wrong.json'], 2, { code: 'usage', hint: expect.stringMatching(/^Did you mean learningRate/) }],
    [['--grid', 'impossible.json'], 1, { code: 'config', place: 'k' }],
    [['--grid', 'nowhere.json'], 1, { code: 'not-found' }],
    [['--grid', 'rows.npy'], 1, { code: 'malformed' }],
    [['--grid', 'grid.json', '--share'], 1, { code: 'config', place: 'seed' }],
    [['--resume', 'nothing'], 1, { code: 'not-found', hint: 'Its sweeps are: widths.' }],
    [['--parallel', '0', '--grid', 'grid.json'], 2, { code: 'usage' }],
    [[], 2, { code: 'usage' }]
  ])('refuses %j', async (args, exit, error) => {
    expect(await loupe.refused('sweep', 'p.loupe', ...args)).toMatchObject({ exit, ...error })
  })

  it('is left in order on Ctrl+C, and taken up again', async () => {
    const args = ['sweep', 'p.loupe', '--grid', 'long.json', '--name', 'left', '--no-analyze', '--json']
    const { child, finished, line } = loupe.start(args, { detached: true })
    const { runs } = await line(({ event }) => event === 'started')
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    process.kill(-(child.pid as number), 'SIGINT')
    const { code, records } = await finished
    expect([code, records().at(-1)]).toMatchObject([
      1,
      { error: { code: 'cancelled', hint: expect.stringMatching(/--resume left$/) } }
    ])
    const record = await loupe.told('runs', 'p.loupe', '--group', 'left')
    expect(record.runs).toMatchObject([{ state: 'interrupted' }, { state: 'queued' }])
    expect((record.runs as { id: string }[]).map(({ id }) => id)).toEqual((runs as { run: string }[]).map(({ run }) => run))
    const again = loupe.start(['sweep', 'p.loupe', '--resume', '--no-analyze', '--json'], { detached: true })
    await again.line(({ event, name }) => event === 'started' && name === 'left')
    process.kill(-(again.child.pid as number), 'SIGINT')
    expect((await again.finished).code).toBe(1)
  })
})

describe('loupe runs', () => {
  it('--compare shows what differs, for people and for scripts', async () => {
    const { stdout } = await loupe.run('runs', 'p.loupe', '--compare', '--group', 'widths')
    expect(stdout.split('\n')[0]).toMatch(/^run +state +k +seed +fvu +l0 +dead +rows\/s +time$/)
    const only = ['--only', 'widths-k=2,seed=0', 'widths-k=4,seed=0']
    const record = await loupe.told('runs', 'p.loupe', '--compare', ...only)
    expect(record).toMatchObject({ fields: ['k'], runs: [{ differs: { k: 2 } }, { differs: { k: 4 } }] })
  })

  it('--prune takes away what nothing needs, or says what it would', async () => {
    const wanted = ['--only', 'widths-k=2,seed=0']
    const planned = await loupe.told('runs', 'p.loupe', '--prune', '--dry-run', ...wanted)
    expect(planned).toMatchObject({ dryRun: true, removed: [{ step: 10 }, { step: 20 }, { step: 30 }] })
    const { stdout } = await loupe.run('runs', 'p.loupe', '--prune', ...wanted)
    expect(stdout).toMatch(/step 20: [\d.]+ KB\n.*\nFreed [\d.]+ KB in 3 checkpoints$/)
    expect((await loupe.run('runs', 'p.loupe', '--prune', ...wanted)).stdout).toBe('Every checkpoint is needed.')
  })
})

describe('loupe runs on one run', () => {
  const run = 'widths-k=4,seed=0'

  it('--pin measures features at the checkpoints on the disk, --pins shows them at one, --unpin takes them away', async () => {
    const record = await loupe.told('runs', 'p.loupe', '--pin', `${run}=1,2`)
    expect([record]).toMatchObject([
      {
        name: run,
        step: 40,
        pins: [{ feature: 1 }, { feature: 2 }],
        examples: [{ feature: 1, rows: 2_000 }, { feature: 2 }],
        missing: []
      }
    ])
    const { stdout } = await loupe.run('runs', 'p.loupe', '--pins', run, '--step', '12')
    expect(stdout).toMatch(/^At the checkpoint of step 10:\nfeature +density +max +checkpoints +label\n/)
    expect(stdout).toMatch(/\nfeature 1\n +[\d.]+ .*\[\] +row \d+/)
    expect(await loupe.told('runs', 'p.loupe', '--unpin', `${run}=1`)).toMatchObject({ pins: [{ feature: 2 }] })
    expect((await loupe.run('runs', 'p.loupe', '--unpin', `${run}=2`)).stdout).toBe(`${run} has no pinned features.`)
  })

  it.each([
    [['--pin', `${run}=32`], 1, 'not-found'],
    [['--pin', 'nobody=1'], 1, 'not-found'],
    [['--pin', 'widths'], 2, 'usage'],
    [['--tag', run.replace(/=.*/, '')], 2, 'usage'],
    [['--archive', 'nobody'], 1, 'not-found']
  ])('refuses %j', async (args, exit, code) => {
    expect(await loupe.refused('runs', 'p.loupe', ...args)).toMatchObject({ exit, code })
  })

  it('--tag, --archive and --unarchive change it', async () => {
    expect(await loupe.told('runs', 'p.loupe', '--tag', `${run}=good,keep`)).toMatchObject({
      runs: [{ tags: ['good', 'keep'] }]
    })
    expect((await loupe.run('runs', 'p.loupe', '--archive', run)).stdout).toBe(`${run}, archived, tags good, keep`)
    const listed = async (...args: string[]) =>
      ((await loupe.told('runs', 'p.loupe', ...args)).runs as { name: string }[]).map(({ name }) => name)
    expect(await listed()).not.toContain(run)
    expect(await listed('--archived')).toContain(run)
    expect((await loupe.run('runs', 'p.loupe', '--unarchive', run, '--tag', `${run}=`)).stdout).toBe(`${run}, no tags`)
    expect(await listed()).toContain(run)
  })
})

describe('loupe train', () => {
  it('--from starts with the values and the settings of another run', async () => {
    const args = [
      'train',
      'p.loupe',
      '--from',
      'widths-k=4,seed=0@40',
      '--lr',
      '0.0001',
      '--steps',
      '20',
      '--no-analyze',
      '--json'
    ]
    const { code, records } = await loupe.run(...args)
    const [started] = records() as unknown as { config: Record<string, unknown> }[]
    expect(code).toBe(0)
    expect(started.config).toMatchObject({ dSae: 32, k: 4, learningRate: 0.0001, steps: 20, startFrom: { step: 40 } })
    const gone = await loupe.refused('train', 'p.loupe', '--from', 'nobody@3')
    expect(gone).toMatchObject({ exit: 1, code: 'not-found' })
    const missing = await loupe.refused('train', 'p.loupe', '--from', 'widths-k=4,seed=0@7')
    expect(missing).toMatchObject({ exit: 1, code: 'not-found', hint: expect.stringContaining('40') })
  })

  it('that ends first does not cut off another one that was begun through it', async () => {
    const train = (name: string, steps: number) => {
      const sizes = ['--features', '32', '--k', '2', '--batch', '64', '--steps', String(steps)]
      return loupe.start(['train', 'p.loupe', '--name', name, ...sizes, '--no-analyze', '--json'])
    }
    const first = train('first', 3_000)
    await first.line(({ event }) => event === 'metrics')
    const second = train('second', 30_000)
    await second.line(({ event }) => event === 'metrics')
    await first.line(({ name, state }) => name === 'first' && state === 'done')
    const again = await loupe.told('runs', 'p.loupe', '--only', 'second')
    expect(again.runs).toMatchObject([{ state: 'running' }])
    second.child.kill('SIGINT')
    expect([(await second.finished).code, (await first.finished).code]).toEqual([1, 0])
  })

  it('--estimate says what it would need, and starts nothing', async () => {
    const before = (await loupe.run('runs', 'p.loupe', '--json')).stdout
    const { stdout, code } = await loupe.run('train', 'p.loupe', '--features', '64', '--k', '4', '--batch', '64', '--estimate')
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^About .* rows\/s on \w+\nMemory: .* of .*\nDisk: .*\nMeasured over/)
    ])
    const record = await loupe.told('train', 'p.loupe', '--features', '64', '--k', '4', '--batch', '64', '--estimate')
    expect(record).toMatchObject({ estimate: { rowsPerSecond: expect.any(Number) }, config: { dSae: 64 } })
    expect((await loupe.run('runs', 'p.loupe', '--json')).stdout).toBe(before)
  })
})
