import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cellAfterKey,
  cellWidthFor,
  hasNumbers,
  inView,
  isAcross,
  offsetFor
} from '../../../../../renderer/widgets/heat-table/heat-layout'

describe('the layout of a heat table', () => {
  it('gives few columns room for numbers and names, and many columns color only', () => {
    expect([cellWidthFor(8, 900), cellWidthFor(500, 900)]).toEqual([112, 20])
    expect([hasNumbers(112), isAcross(112), hasNumbers(20), isAcross(20)]).toEqual([true, true, false, false])
  })

  it('draws only what is in view, at both ends and in a table of 10,000 × 500', () => {
    expect(inView(0, 480, 24, 10_000, 4)).toEqual({ first: 0, end: 20 })
    expect(inView(24 * 10_000 - 480, 480, 24, 10_000, 4)).toEqual({ first: 9_980, end: 10_000 })
    expect(inView(100, 900, 20, 500, 8)).toEqual({ first: 0, end: 56 })
    expect(inView(0, 900, 112, 3, 8)).toEqual({ first: 0, end: 3 })
  })

  it('has every place that can be seen among those it draws', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 0, max: 2_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, viewport, part) => {
          const offset = Math.max(0, count * 24 - viewport) * part
          const { first, end } = inView(offset, viewport, 24, count, 4)
          expect(first * 24).toBeLessThanOrEqual(offset)
          expect(end === count || end * 24 >= offset + viewport).toBe(true)
          expect(end - first).toBeLessThanOrEqual(viewport / 24 + 10)
        }
      )
    )
  })

  it('scrolls no more than needed to show a place', () => {
    expect(offsetFor(10, 24, 0, 480)).toBe(0)
    expect(offsetFor(20, 24, 0, 480)).toBe(24)
    expect(offsetFor(3, 24, 480, 480)).toBe(72)
  })
})

describe('the active cell', () => {
  const shape = { rows: 10_000, columns: 500, page: 20 }
  const at = (row: number, column: number) => ({ row, column })

  it('moves one step, a page, to the edges and corners, and never out', () => {
    expect(cellAfterKey('ArrowRight', at(0, 0), shape)).toEqual(at(0, 1))
    expect(cellAfterKey('ArrowLeft', at(0, 0), shape)).toEqual(at(0, 0))
    expect(cellAfterKey('PageDown', at(0, 7), shape)).toEqual(at(19, 7))
    expect(cellAfterKey('End', at(5, 7), shape)).toEqual(at(5, 499))
    expect(cellAfterKey('End', at(5, 7), shape, true)).toEqual(at(9_999, 499))
    expect(cellAfterKey('ArrowDown', at(9_999, 7), shape)).toEqual(at(9_999, 7))
    expect(cellAfterKey('Enter', at(5, 7), shape)).toBeUndefined()
  })
})
