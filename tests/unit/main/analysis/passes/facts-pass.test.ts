import { expect, it } from 'vitest'
import { blockEnd } from '../../../../../main/analysis/passes/facts-pass'

it('takes 256 features together, fewer where they have many active rows, and at least one', () => {
  const few = new Uint32Array(300).fill(10)
  expect([blockEnd(few, 0), blockEnd(few, 256)]).toEqual([256, 300])
  const dense = new Uint32Array(300).fill(1024 * 1024)
  expect([blockEnd(dense, 0), blockEnd(dense, 4), blockEnd(dense, 298)]).toEqual([4, 8, 300])
  dense[7] = 40 * 1024 * 1024
  expect([blockEnd(dense, 6), blockEnd(dense, 7)]).toEqual([7, 8])
})
