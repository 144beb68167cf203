import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tensorsToSafetensors } from '../../../../../main/codecs/safetensors-writing'
import { openNamedArrays } from '../../../../../main/datasets/named-arrays'
import {
  blocksOf,
  mapped,
  type Part,
  partOf,
  reshaped,
  scaledColumns,
  scaledRows,
  turned,
  whole
} from '../../../../../main/interchange/tensors/part'
import { tensorsOf } from '../../../../../main/interchange/tensors/tensor-file'
import { temporaryFolder } from '../material'

/** [rows, columns] whose number in row i, column j is 100 i + j. */
function counted(rows: number, columns: number): Part {
  return partOf({
    shape: [rows, columns],
    data: Float32Array.from({ length: rows * columns }, (_, at) => 100 * Math.floor(at / columns) + (at % columns))
  })
}

const numbers = async (part: Part, from: number, count: number): Promise<number[]> => [...(await part.read(from, count))]

describe('a part', () => {
  it('is read in blocks that join to the whole, also where a block is a single row', async () => {
    for (const bytes of [1, 5 * 4 * 3, 1e6]) {
      const found: number[] = []
      for await (const { values } of blocksOf(counted(7, 5), bytes)) found.push(...values)
      expect(found).toEqual([...(await whole(counted(7, 5))).data])
    }
  })

  it('is the same in another shape', async () => {
    expect(await numbers(reshaped(counted(6, 4), [3, 8]), 1, 1)).toEqual([200, 201, 202, 203, 300, 301, 302, 303])
    expect(await numbers(reshaped(counted(6, 4), [24]), 6, 3)).toEqual([102, 103, 200])
    expect(await numbers(reshaped(counted(6, 4), [6, 2, 2]), 5, 1)).toEqual([500, 501, 502, 503])
  })

  it('is turned, by columns and as a whole, and turned back is itself', async () => {
    const part = counted(70, 5)
    const other = turned(part)
    expect(other.shape).toEqual([5, 70])
    const column = (j: number) => Array.from({ length: 70 }, (_, i) => 100 * i + j)
    expect(await numbers(other, 3, 1)).toEqual(column(3))
    expect(await numbers(other, 0, 5)).toEqual([0, 1, 2, 3, 4].flatMap(column))
    expect(other.turned?.()).toBe(part)
  })

  it('is changed the same way turned and not', async () => {
    const part = turned(counted(3, 2))
    const changes = [
      scaledRows(part, Float64Array.of(2, -1)),
      scaledColumns(part, Float64Array.of(1, 10, 100)),
      mapped(part, (value) => value + 0.5)
    ]
    expect(await Promise.all(changes.map((each) => numbers(each, 0, 2)))).toEqual([
      [0, 200, 400, -1, -101, -201],
      [0, 1000, 20_000, 1, 1010, 20_100],
      [0.5, 100.5, 200.5, 1.5, 101.5, 201.5]
    ])
    for (const each of changes) {
      const straight = turned({ shape: each.shape, read: each.read })
      expect(await numbers(each.turned?.() as Part, 1, 2)).toEqual(await numbers(straight, 1, 2))
    }
  })

  it('in a file is turned by long runs and by short ones alike', async () => {
    const [rows, columns] = [130, 5000]
    const path = join(temporaryFolder(), 'matrix.safetensors')
    const { data } = await whole(counted(rows, columns))
    writeFileSync(path, tensorsToSafetensors({ W: { shape: [rows, columns], data } }))
    const file = await openNamedArrays(path)
    const part = tensorsOf(file).get('W')!.turned()
    const expected = (from: number, count: number) =>
      Array.from({ length: count * rows }, (_, at) => data[(at % rows) * columns + from + Math.floor(at / rows)])
    expect(await numbers(part, 7, 3000)).toEqual(expected(7, 3000))
    expect(await numbers(part, 4990, 10)).toEqual(expected(4990, 10))
    await file.close()
  })
})
