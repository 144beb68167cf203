/** The commands that move through a list by keys, the same on every screen with one. */
import { rowAfterKey } from '../../widgets/virtual-table/keys'
import type { Command } from './commands'

export interface ListMoves {
  /** First part of the ids. */
  area: string
  scope: string
  /** What is moved through, singular: "row". */
  noun: string
  active: number
  rows: number
  page: () => number
  go: (place: number) => void
}

const keys: [string, (noun: string) => string, string[], string][] = [
  ['next', (noun) => `Next ${noun}`, ['J', 'ArrowDown'], 'ArrowDown'],
  ['previous', (noun) => `Previous ${noun}`, ['K', 'ArrowUp'], 'ArrowUp'],
  ['pageDown', () => 'Page down', ['PageDown'], 'PageDown'],
  ['pageUp', () => 'Page up', ['PageUp'], 'PageUp'],
  ['first', (noun) => `First ${noun}`, ['Home'], 'Home'],
  ['last', (noun) => `Last ${noun}`, ['End'], 'End']
]

export function moveCommands({ area, scope, noun, active, rows, page, go }: ListMoves): Command[] {
  return keys.map(([id, title, printed, key]) => ({
    id: `${area}.${id}`,
    title: title(noun),
    keys: printed,
    scope,
    hidden: true,
    when: rows > 0,
    run: () => {
      const next = rowAfterKey(key, { active, rows, page: page() })
      if (next !== undefined) go(next)
    }
  }))
}
