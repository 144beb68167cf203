/** Moving between cards of a grid that wraps. */
import { describe, expect, it } from 'vitest'
import { neighborOf } from '../../../../../renderer/screens/projects/card-neighbors'

// 0 1 2 / 3 4
const boxes = [
  { left: 0, top: 0 },
  { left: 100, top: 0 },
  { left: 200, top: 0 },
  { left: 0, top: 50 },
  { left: 100, top: 50 }
]

describe('neighborOf', () => {
  it('walks the reading order to the sides and stays at the ends', () => {
    expect([
      neighborOf(boxes, 2, 'right'),
      neighborOf(boxes, 3, 'left'),
      neighborOf(boxes, 0, 'left'),
      neighborOf(boxes, 4, 'right')
    ]).toEqual([3, 2, 0, 4])
  })

  it('goes to the nearest card of the next line', () => {
    expect([neighborOf(boxes, 1, 'down'), neighborOf(boxes, 2, 'down'), neighborOf(boxes, 4, 'up')]).toEqual([4, 4, 1])
  })

  it('stays where no line follows', () => {
    expect([neighborOf(boxes, 3, 'down'), neighborOf(boxes, 0, 'up')]).toEqual([3, 0])
  })
})
