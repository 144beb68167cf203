import { describe, expect, it } from 'vitest'
import type { Batch } from '../../../../contract/records/arrays'
import { measureInputs } from '../../../../main/training'

async function* batches(...parts: { values: number[]; targets?: number[] }[]): AsyncIterable<Batch> {
  for (const { values, targets } of parts) {
    const count = values.length / 2
    const own = { count, dIn: 2, values: Float32Array.from(values), rows: new Uint32Array(count) }
    yield targets ? { ...own, dOut: targets.length / count, targets: Float32Array.from(targets) } : own
  }
}

describe('measureInputs', () => {
  it('gives the mean row, and the scale that brings the mean norm to √dIn', async () => {
    const rows = batches({ values: [3, 4, 0, 0] }, { values: [6, 8] })
    const facts = await measureInputs(rows, { dIn: 2 })
    expect(facts).toEqual({ dIn: 2, mean: Float32Array.of(3, 4), inputScale: expect.closeTo(Math.sqrt(2) / 5, 12) })
  })

  it('gives the same of targets', async () => {
    const rows = batches({ values: [1, 0, 1, 0], targets: [3, 4, 0, 0, 0, 0] })
    const { dOut, targetMean, targetScale } = await measureInputs(rows, { dIn: 2, dOut: 3 })
    expect(dOut).toBe(3)
    expect(targetMean).toEqual(Float32Array.of(1.5, 2, 0))
    expect(targetScale).toBeCloseTo(Math.sqrt(3) / 2.5, 12)
  })

  it('gives a scale for each stream beside that of whole rows', async () => {
    const { streams, inputScale } = await measureInputs(batches({ values: [3, -4] }), { dIn: 2, streams: [1, 1] })
    expect(streams).toEqual([
      { width: 1, scale: expect.closeTo(1 / 3, 12) },
      { width: 1, scale: expect.closeTo(1 / 4, 12) }
    ])
    expect(inputScale).toBeCloseTo(Math.sqrt(2) / 5, 12)
  })

  it('refuses no rows, bad rows and rows of zeros, and says of what', async () => {
    const zeros = { values: [0, 0] }
    await expect(measureInputs(batches(), { dIn: 2 })).rejects.toMatchObject({ code: 'empty' })
    await expect(measureInputs(batches({ values: [1, Number.NaN] }), { dIn: 2 })).rejects.toMatchObject({ code: 'not-finite' })
    await expect(measureInputs(batches(zeros), { dIn: 2 })).rejects.toMatchObject({ code: 'config' })
    await expect(measureInputs(batches({ values: [1, 0] }), { dIn: 2, streams: [1, 1] })).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining('stream 2')
    })
    await expect(measureInputs(batches({ values: [1, 1], targets: [0] }), { dIn: 2, dOut: 1 })).rejects.toMatchObject({
      message: expect.stringContaining('targets')
    })
  })
})
