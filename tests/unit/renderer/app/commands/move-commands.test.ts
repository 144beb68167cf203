import { describe, expect, it } from 'vitest'
import { conflictsOf } from '../../../../../renderer/app/commands/commands'
import { moveCommands } from '../../../../../renderer/app/commands/move-commands'

describe('commands that move through a list', () => {
  const went: number[] = []
  const moves = (active: number, rows: number) =>
    moveCommands({ area: 'rows', scope: 'rows', noun: 'row', active, rows, page: () => 10, go: (place) => went.push(place) })

  it('go to the next, a page on, to both ends, and never out of it', () => {
    const press = (id: string, active: number) =>
      moves(active, 100)
        .find((command) => command.id === `rows.${id}`)
        ?.run()
    press('next', 4)
    press('pageDown', 4)
    press('last', 4)
    press('next', 99)
    press('first', 4)
    expect(went).toEqual([5, 13, 99, 99, 0])
  })

  it('are off in an empty list and never mean two things', () => {
    expect(moves(-1, 0).every(({ when }) => when === false)).toBe(true)
    expect(conflictsOf(moves(0, 3))).toEqual([])
  })
})
