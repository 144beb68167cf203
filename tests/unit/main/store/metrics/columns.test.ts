import { describe, expect, test } from 'vitest'
import {
  chunkFromColumns,
  columnsFromChunks,
  columnsFromPoints,
  mergedColumns,
  positionOfStep
} from '../../../../../main/store/metrics/columns'
import { codeOf, point } from '../samples'

const { NaN: none } = Number

describe('columns of metric points', () => {
  test('are ordered by step, the later of two points of a step counts, absent metrics are NaN', () => {
    const columns = columnsFromPoints([point(3, 0.3), point(1, 0.1), { ...point(2), values: { mse: 7 } }, point(3, 0.33)])
    expect(columns.steps).toEqual(Float64Array.of(1, 2, 3))
    expect(columns.values.get('loss')).toEqual(Float64Array.of(0.1, none, 0.33))
    expect(columns.values.get('mse')).toEqual(Float64Array.of(none, 7, none))
  })

  test('come back from chunks with other metrics filled up, also from unaligned bytes', () => {
    const first = chunkFromColumns(columnsFromPoints([point(1, 0.1), point(2, Number.POSITIVE_INFINITY)]))
    const second = chunkFromColumns(columnsFromPoints([{ ...point(5), values: { fvu: 1 / 3 } }]))
    const shifted = new Uint8Array(second.data.length + 1)
    shifted.set(second.data, 1)
    const columns = columnsFromChunks([first, { ...second, data: shifted.subarray(1) }], 3)
    expect(columns.steps).toEqual(Float64Array.of(1, 2, 5))
    expect(columns.seconds).toEqual(Float64Array.of(0.1, 0.2, 0.5))
    expect(columns.values.get('loss')).toEqual(Float64Array.of(0.1, Number.POSITIVE_INFINITY, none))
    expect(columns.values.get('fvu')).toEqual(Float64Array.of(none, none, 1 / 3))
    expect([...columnsFromChunks([first], 2, new Set(['l0'])).values.keys()]).toEqual(['l0'])
  })

  test('of metrics that another Loupe knew are passed over', () => {
    const chunk = chunkFromColumns(columnsFromPoints([{ ...point(1), values: { loss: 3, l0: 7 } }]))
    const columns = columnsFromChunks([{ ...chunk, keys: '["height","l0"]' }], 1)
    expect([...columns.values]).toEqual([['l0', Float64Array.of(7)]])
  })

  test('merged, points of the later ones replace those of the same step', () => {
    const merged = mergedColumns(columnsFromPoints([point(1, 1), point(2, 2)]), columnsFromPoints([point(2, 20), point(3, 30)]))
    expect(merged.values.get('loss')).toEqual(Float64Array.of(1, 20, 30))
  })

  test('from a chunk that lies about its size or its metrics are damaged', async () => {
    const chunk = chunkFromColumns(columnsFromPoints([point(1), point(2)]))
    const bad = [
      { ...chunk, count: 3 },
      { ...chunk, keys: '["height"]' },
      { ...chunk, keys: '[' },
      { ...chunk, data: chunk.data.subarray(8) }
    ]
    for (const one of bad) expect(await codeOf(() => columnsFromChunks([one], one.count))).toBe('damaged')
    expect(await codeOf(() => columnsFromChunks([chunk, chunk], 3))).toBe('damaged')
  })

  test('a step is found by halving', () => {
    const steps = Float64Array.of(2, 4, 6)
    expect([1, 2, 3, 6, 7].map((step) => positionOfStep(steps, step))).toEqual([0, 0, 1, 2, 3])
  })
})
