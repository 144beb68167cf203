import { describe, expect, it } from 'vitest'
import { rowAfterKey } from '../../../../../renderer/widgets/virtual-table/keys'

const at = (active: number, rows = 100) => ({ active, rows, page: 20 })

describe('keys of a list', () => {
  it('move by one and stop at the ends', () => {
    expect([
      rowAfterKey('ArrowDown', at(5)),
      rowAfterKey('ArrowUp', at(5)),
      rowAfterKey('ArrowDown', at(99)),
      rowAfterKey('ArrowUp', at(0))
    ]).toEqual([6, 4, 99, 0])
  })

  it('move by a page less one row, so that the eye keeps its place', () => {
    expect([rowAfterKey('PageDown', at(5)), rowAfterKey('PageUp', at(5)), rowAfterKey('PageUp', at(50))]).toEqual([24, 0, 31])
  })

  it('reach the first and the last row', () => {
    expect([rowAfterKey('Home', at(50)), rowAfterKey('End', at(0, 1_000_000))]).toEqual([0, 999_999])
  })

  it('begin at the first row when none is active', () => {
    expect(rowAfterKey('ArrowDown', at(-1))).toBe(0)
  })

  it('do nothing in an empty list or for other keys', () => {
    expect([rowAfterKey('End', at(-1, 0)), rowAfterKey('x', at(5))]).toEqual([undefined, undefined])
  })
})
