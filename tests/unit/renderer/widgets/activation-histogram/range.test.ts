import { describe, expect, it } from 'vitest'
import { movedRange } from '../../../../../renderer/widgets/activation-histogram/range'

describe('the handles of a histogram', () => {
  const range = { from: 2, to: 4 }

  it('move one end', () => {
    expect(movedRange(range, 'from', 1, 8)).toEqual({ from: 1, to: 4 })
    expect(movedRange(range, 'to', 7, 8)).toEqual({ from: 2, to: 7 })
  })

  it('stay inside the histogram and never pass each other', () => {
    expect(movedRange(range, 'from', -1, 8)).toEqual({ from: 0, to: 4 })
    expect(movedRange(range, 'from', 5, 8)).toEqual({ from: 4, to: 4 })
    expect(movedRange(range, 'to', 9, 8)).toEqual({ from: 2, to: 8 })
    expect(movedRange(range, 'to', 1, 8)).toEqual({ from: 2, to: 2 })
  })
})
