import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from '../../../../../main/dictionaries'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { normedRows } from '../../../../../main/dictionaries/normalization/input-norm'
import { normedRow } from '../../../../../main/dictionaries/normalization/one-row'
import { randomBatch } from '../made'

beforeAll(async () => {
  await startBackend()
})

const { values } = randomBatch(5, 6, 9)

describe('the norm of one row', () => {
  it.each(['layer-norm', 'constant-norm'] as const)('is that of many: %s', (norm) => {
    const [there, back] = scoped(() => {
      const { rows, undo } = normedRows(norm, tf.tensor2d(values, [5, 6]))
      return [rows.dataSync(), undo(tf.ones([5, 6])).dataSync()]
    })
    for (let row = 0; row < 5; row += 1) {
      const { seen, scale, shift } = normedRow(norm, values.subarray(row * 6, (row + 1) * 6))
      seen.forEach((value, i) => {
        expect(value).toBeCloseTo(there[row * 6 + i], 5)
      })
      expect(scale + shift).toBeCloseTo(back[row * 6], 5)
    }
  })

  it('leaves rows of zeros zeros, and rows without a norm as they are', () => {
    for (const norm of ['layer-norm', 'constant-norm'] as const)
      expect([...normedRow(norm, new Float32Array(4)).seen]).toEqual([0, 0, 0, 0])
    expect(normedRow(undefined, [1, -2])).toEqual({ seen: Float64Array.of(1, -2), scale: 1, shift: 0 })
  })
})
