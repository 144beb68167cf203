import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isScaled,
  maxOffset,
  maxScrollHeight,
  offsetFromScroll,
  offsetShowing,
  rowsInView,
  scrollFromOffset,
  scrollHeight
} from '../../../../../renderer/widgets/virtual-table/scroll'

const shape = (rows: number, viewport = 740) => ({ rows, rowHeight: 28, viewport })
const million = shape(1_000_000)

describe('scrolling a table of a million rows', () => {
  it('never needs an element higher than browsers allow', () => {
    expect(scrollHeight(million)).toBe(maxScrollHeight)
    expect(isScaled(million)).toBe(true)
    expect(isScaled(shape(4_608))).toBe(false)
    expect(scrollHeight(shape(4_608))).toBe(4_608 * 28)
  })

  it('shows the last row whole at the end of the scroll bar', () => {
    const offset = offsetFromScroll(maxScrollHeight - million.viewport, million)
    expect(offset + million.viewport).toBe(28_000_000)
    expect(rowsInView(offset, million, 0).end).toBe(1_000_000)
  })

  it('reaches both ends although a screen may round the scroll position', () => {
    expect(offsetFromScroll(maxScrollHeight - million.viewport - 0.6, million)).toBe(maxOffset(million))
    expect(offsetFromScroll(0, million)).toBe(0)
  })

  it.each([1, 1.25, 1.5, 2])('is exact at the last row where the screen has %s pixels a px', (ratio) => {
    // Browsers keep scroll positions in whole pixels of the screen, and the height of a window in px may be a fraction.
    for (const viewport of [740, 739.5, 741 / ratio]) {
      const table = shape(1_000_000, viewport)
      const end = Math.floor((scrollHeight(table) - viewport) * ratio) / ratio
      const offset = offsetFromScroll(end, table)
      expect(offset).toBe(maxOffset(table))
      expect(rowsInView(offset, table, 0).end).toBe(1_000_000)
      expect(999_999 * 28 - offset + 28).toBeCloseTo(viewport, 6)
    }
  })

  it('stays on the px where nothing is scaled', () => {
    expect(offsetFromScroll(1234, shape(4_608))).toBe(1234)
    expect(scrollFromOffset(1234, shape(4_608))).toBe(1234)
  })

  it('comes back to the same offset from the scroll position it gave, to a px of the scroll bar', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000_000 }),
        fc.integer({ min: 0, max: 2_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, viewport, part) => {
          const any = shape(rows, viewport)
          const offset = maxOffset(any) * part
          const pixel = isScaled(any) ? maxOffset(any) / (maxScrollHeight - viewport) : 1
          const back = offsetFromScroll(scrollFromOffset(offset, any), any)
          expect(Math.abs(back - offset)).toBeLessThanOrEqual(pixel * 1.01)
        }
      )
    )
  })

  it('holds the scrolled-to row in view, moving no more than needed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), fc.double({ min: 0, max: 1, noNaN: true }), (row, part) => {
        const before = maxOffset(million) * part
        const after = offsetShowing(row, before, million)
        expect(row * 28).toBeGreaterThanOrEqual(after)
        expect((row + 1) * 28).toBeLessThanOrEqual(after + million.viewport)
        if (row * 28 >= before && (row + 1) * 28 <= before + million.viewport) expect(after).toBe(before)
      })
    )
  })

  it('shows rows in view with some more on both sides, cut at the ends', () => {
    expect(rowsInView(280, shape(100, 280), 2)).toEqual({ first: 8, end: 22 })
    expect(rowsInView(0, shape(5), 8)).toEqual({ first: 0, end: 5 })
    expect(rowsInView(0, shape(0), 8)).toEqual({ first: 0, end: 0 })
  })

  it('has nothing to scroll when all rows fit', () => {
    expect(maxOffset(shape(3))).toBe(0)
    expect(scrollFromOffset(50, shape(3))).toBe(0)
  })
})
