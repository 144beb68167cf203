import { describe, expect, it } from 'vitest'
import type { Batch } from '../../../../contract/records/arrays'
import { measureInputs } from '../../../../main/training'

async function* batches(...parts: number[][]): AsyncIterable<Batch> {
  for (const values of parts) {
    yield { count: values.length / 2, dIn: 2, values: Float32Array.from(values), rows: new Uint32Array(values.length / 2) }
  }
}

describe('measureInputs', () => {
  it('gives the mean row, and the scale that brings the mean norm to √dIn', async () => {
    const { mean, inputScale } = await measureInputs(batches([3, 4, 0, 0], [6, 8]), 2)
    expect([...mean]).toEqual([3, 4])
    expect(inputScale).toBeCloseTo(Math.sqrt(2) / 5, 12)
  })

  it('refuses no rows, bad rows and rows of zeros', async () => {
    await expect(measureInputs(batches(), 2)).rejects.toMatchObject({ code: 'empty' })
    await expect(measureInputs(batches([1, Number.NaN]), 2)).rejects.toMatchObject({ code: 'not-finite' })
    await expect(measureInputs(batches([0, 0]), 2)).rejects.toMatchObject({ code: 'config' })
  })
})
