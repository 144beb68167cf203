/** What the palette offers. */
import { describe, expect, it } from 'vitest'
import type { FeatureRow } from '../../../../../contract/records/feature'
import type { Run } from '../../../../../contract/records/run'
import type { Command } from '../../../../../renderer/app/commands/commands'
import { commandItems, featureItems, readQuery, runItems } from '../../../../../renderer/app/palette/palette-items'

const command = (id: string, title: string, more: Partial<Command> = {}): Command => ({
  id,
  title,
  scope: 'global',
  run: () => undefined,
  ...more
})

describe('the typed text', () => {
  it.each([
    ['re', 're', null],
    ['> re', 're', 'commands'],
    ['#949', '949', 'features']
  ])('%j asks for %j in %s', (text, query, only) => {
    expect(readQuery(text)).toEqual({ query, only })
  })
})

describe('commands', () => {
  const table = [
    command('run.resume', 'Resume run…', { detail: 'topk-32-a stopped at step 312' }),
    command('view.reset', 'Reset zoom'),
    command('list.next', 'Next in result', { hidden: true }),
    command('run.rename', 'Rename', { when: false }),
    command('go.explore', 'Explore')
  ]

  it('stand by their fit, without hidden ones and those that can not run', () => {
    expect(commandItems(table, 're', false).map((item) => item.title)).toEqual(['Reset zoom', 'Resume run…', 'Explore'])
  })

  it('show scattered letters only when nothing fits as it is typed', () => {
    const titles = (query: string) =>
      commandItems([command('a.name', 'Tag name'), command('b.next', 'Next answer')], query, false).map((item) => item.title)
    expect([titles('na'), titles('nxa')]).toEqual([['Tag name'], ['Next answer']])
  })

  it('say their area and keep their detail', () => {
    expect(commandItems(table, 'resume', false)[0]).toMatchObject({
      note: 'Runs',
      detail: 'topk-32-a stopped at step 312',
      command: 'run.resume'
    })
  })
})

describe('features and runs', () => {
  const row = (feature: number, label: string) => ({ feature, label, mass: 0.0008 }) as FeatureRow
  const run = (id: string, name: string, createdAt: number, validation?: Run['validation']) =>
    ({ id, name, createdAt, state: 'running', validation }) as Run

  it('show a feature by id, label and mass', () => {
    const opened: number[] = []
    const [item, unnamed] = featureItems([row(2375, 'returned variable'), row(7, '')], 're', (feature) => opened.push(feature))
    item.run()
    expect(item).toMatchObject({ id: '2375', title: 'returned variable', ranges: [[0, 2]], note: 'mass 0.08 %' })
    expect(unnamed).toMatchObject({ title: 'no label', ranges: [] })
    expect(opened).toEqual([2375])
  })

  it('show runs with their numbers, or with their state', () => {
    const runs = [run('a', 'relu-1', 1, { l0: 563, explained_variance: 0.873 }), run('b', 'relu-2', 2), run('c', 'topk', 3)]
    expect(runItems(runs, 'relu', () => undefined).map(({ title, note }) => [title, note])).toEqual([
      ['relu-2', 'running'],
      ['relu-1', 'L0 563.0, EV 0.873']
    ])
  })
})
