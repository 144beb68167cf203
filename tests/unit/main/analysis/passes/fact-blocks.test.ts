import { expect, it } from 'vitest'
import { blockRanges } from '../../../../../main/analysis/passes/fact-blocks'

const cuts = (activeRows: Uint32Array) => Array.from(blockRanges(activeRows), ({ first, next }) => [first, next])

it('takes 256 features together, fewer where they have many active rows, and at least one', () => {
  expect(cuts(new Uint32Array(300).fill(10))).toEqual([
    [0, 256],
    [256, 300]
  ])
  const dense = new Uint32Array(10).fill(1024 * 1024)
  dense[7] = 40 * 1024 * 1024
  expect(cuts(dense)).toEqual([
    [0, 4],
    [4, 7],
    [7, 8],
    [8, 10]
  ])
})
