/** Tests of what stands where: heights of tracks, words of marks. */
import { describe, expect, it } from 'vitest'
import { runDash } from '../../../../../renderer/widgets/theme-colors'
import { placeMarks } from '../../../../../renderer/widgets/track-chart/marks-layout'
import { rowHeights } from '../../../../../renderer/widgets/track-chart/row-heights'
import { validationDash } from '../../../../../renderer/widgets/track-chart/validation-dash'

describe('rowHeights', () => {
  it('shares the height by weight, to the pixel', () => {
    const heights = rowHeights([1.5, 1, 1, 0.85], 493)
    expect(heights.reduce((sum, height) => sum + height, 0)).toBe(493)
    expect(heights[0]).toBeGreaterThan(heights[1])
    expect(heights[1]).toBe(heights[2])
  })

  it('keeps low tracks readable and takes the room from the high ones', () => {
    const heights = rowHeights([3, 1, 1], 300)
    expect(Math.min(...heights)).toBe(84)
    expect(heights.reduce((sum, height) => sum + height, 0)).toBeLessThanOrEqual(300)
  })

  it('lets the chart scroll when there are too many', () => {
    expect(rowHeights([1, 1, 1, 1], 200)).toEqual([84, 84, 84, 84])
  })
})

describe('placeMarks', () => {
  const mark = (step: number, kind: string, text: string) => ({ step, kind, text })

  it('leaves marks apart as they are and those outside the window out', () => {
    const placed = placeMarks(
      [
        { mark: mark(800, 'spike', 'spike'), x: 400 },
        { mark: mark(100, 'resumed', 'resumed'), x: 50 },
        { mark: mark(9, 'spike', 'gone'), x: undefined }
      ],
      600
    )
    expect(placed.map(({ x, text, isLeft }) => [x, text, isLeft])).toEqual([
      [50, 'resumed', false],
      [400, 'spike', false]
    ])
  })

  it('says neighbors together, with all their words for the tooltip', () => {
    const placed = placeMarks(
      [
        { mark: mark(1, 'not-finite', 'not finite at 1'), x: 100 },
        { mark: mark(2, 'not-finite', 'not finite at 2'), x: 101 },
        { mark: mark(3, 'spike', 'spike'), x: 104 }
      ],
      600
    )
    expect(placed).toEqual([{ x: 100, text: '3 marks', detail: 'not finite at 1\nnot finite at 2\nspike', isLeft: false }])
    const alike = placeMarks(
      [100, 101].map((x) => ({ mark: mark(x, 'not-finite', 'not finite'), x })),
      600
    )
    expect(alike[0].text).toBe('2 × not finite')
  })

  it('writes to the left at the right edge', () => {
    expect(placeMarks([{ mark: mark(1, 'resumed', 'resumed from step 1,200'), x: 580 }], 600)[0].isLeft).toBe(true)
  })
})

describe('validationDash', () => {
  it('differs from the own dash of every run', () => {
    for (let slot = 0; slot < 6; slot++) expect(validationDash(slot)).not.toEqual(runDash(slot))
    expect([0, 1, 2, 5].map(validationDash)).toEqual([
      [1.5, 2.5],
      [1.5, 2.5],
      [1.5, 6],
      [1.5, 6]
    ])
  })
})
