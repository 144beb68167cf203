import { describe, expect, it } from 'vitest'
import type { Batch, SparseRows } from '../../../../../contract/records/arrays'
import { pinnedExamples } from '../../../../../contract/records/pin'
import { measurePins, type PinSample } from '../../../../../main/analysis/pins/measure-pins'

/** Activations by row id: feature → value. */
type Activations = (row: number) => Record<number, number>

/** An encoder that reads its activations off the row ids. */
const encoderOf = (activations: Activations) => ({
  encode({ count, rows }: Batch): SparseRows {
    const entries = Array.from({ length: count }, (_, i) =>
      Object.entries(activations(rows[i])).map(([feature, value]): [number, number] => [Number(feature), value])
    )
    const starts = [0]
    for (const row of entries) starts.push((starts.at(-1) as number) + row.length)
    const flat = entries.flat()
    return {
      count,
      dSae: 8,
      starts: Uint32Array.from(starts),
      features: Uint32Array.from(flat, ([feature]) => feature),
      values: Float32Array.from(flat, ([, value]) => value)
    }
  }
})

const sampleOf = (rows: number[], documentOf: (row: number) => number): PinSample => ({
  batch: { count: rows.length, dIn: 1, values: new Float32Array(rows.length), rows: Uint32Array.from(rows) },
  documents: Int32Array.from(rows, documentOf)
})

const measure = (activations: Activations, sample: PinSample, features: number[]) =>
  measurePins(encoderOf(activations), sample, features, new AbortController().signal)

describe('pinned features at a checkpoint', () => {
  it('have density and maximum over the sample, in the order in which they were asked for', async () => {
    const rows = Array.from({ length: 600 }, (_, i) => 10 + i)
    const found = await measure(
      (row): Record<number, number> => (row % 3 === 0 ? { 1: 2, 5: row } : { 5: 0.5 }),
      sampleOf(rows, () => -1),
      [5, 1, 7]
    )
    expect(found.map(({ feature, density, max, rows: count }) => [feature, density, max, count])).toEqual([
      [5, 1, 609, 600],
      [1, 1 / 3, 2, 600],
      [7, 0, 0, 600]
    ])
    expect(found[2]).toMatchObject({ examples: { rows: new Uint32Array() }, near: { rows: new Uint32Array() } })
  })

  it('have their strongest rows, one per document while there are enough', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => 100 + i)
    const [found] = await measure(
      (row) => ({ 0: row }),
      sampleOf(rows, (row) => Math.floor(row / 10)),
      [0]
    )
    expect([...found.examples.rows]).toEqual([159, 149, 139, 129, 119])
    expect([...found.examples.values]).toEqual([159, 149, 139, 129, 119])
    const [single] = await measure(
      (row) => ({ 0: row }),
      sampleOf(rows, () => 3),
      [0]
    )
    expect([...single.examples.rows]).toEqual([159, 158, 157, 156, 155])
  })

  it('have what they do near the examples, and nothing from further away', async () => {
    const rows = [...Array.from({ length: 100 }, (_, i) => i), 500]
    const [found] = await measure(
      (row) => (row === 50 || row === 500 ? { 2: 9 } : { 2: 1 / (1 + row) }),
      sampleOf(rows, () => 0),
      [2]
    )
    expect(found.examples.rows).toHaveLength(pinnedExamples)
    const near = [...found.near.rows]
    expect(near).toEqual([...near].sort((a, b) => a - b))
    expect([34, 66, 500].map((row) => near.includes(row))).toEqual([true, true, true])
    expect([33, 67].map((row) => near.includes(row))).toEqual([false, false])
    expect(found.near.values[near.indexOf(50)]).toBe(9)
  })

  it('are not measured when nobody wants it any more', async () => {
    const abort = new AbortController()
    abort.abort()
    const wanted = measurePins(
      encoderOf(() => ({})),
      sampleOf([1], () => 0),
      [0],
      abort.signal
    )
    await expect(wanted).rejects.toMatchObject({ code: 'cancelled' })
  })
})
