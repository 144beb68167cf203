/** The key help: keys by part of the window, the screen's own first. */
import { expect, it } from 'vitest'
import type { Command } from '../../../../../renderer/app/commands/commands'
import { groupByScope } from '../../../../../renderer/app/commands/keys-help'

const command = (title: string, scope: string, keys: string[] = ['J']): Command => ({
  id: title,
  title,
  scope,
  keys,
  run: () => undefined
})

const table = [
  command('Undo', 'global'),
  command('Next feature', 'list'),
  command('Reset zoom', 'chart'),
  command('Only in the palette', 'list', [])
]

it('lists what has keys, the scope of the screen first and global last', () => {
  expect(groupByScope(table, 'list', '').map(({ scope, commands }) => [scope, commands.map(({ title }) => title)])).toEqual([
    ['list', ['Next feature']],
    ['chart', ['Reset zoom']],
    ['global', ['Undo']]
  ])
})

it('is narrowed by typing', () => {
  expect(groupByScope(table, 'list', 'zoom').map(({ scope }) => scope)).toEqual(['chart'])
})
