/** Tests of thinning: few points stay, the extremes of every column among them, also when it is done again and again. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeriesBuffer } from '../../../../../renderer/widgets/line-series/series-buffer'
import { keptPositions } from '../../../../../renderer/widgets/line-series/thinning'

describe('keptPositions', () => {
  it('keeps everything while there is room', () => {
    expect([...keptPositions([Float64Array.of(3, 1, 2)], 3, 3)]).toEqual([0, 1, 2])
  })

  it('keeps the ends and the extremes of every column, ascending, and no more than asked for', () => {
    const column = fc.array(fc.oneof(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.constant(Number.NaN)), {
      minLength: 400,
      maxLength: 400
    })
    fc.assert(
      fc.property(column, column, fc.integer({ min: 16, max: 300 }), (a, b, most) => {
        const columns = [Float64Array.from(a), Float64Array.from(b)]
        const kept = [...keptPositions(columns, 400, most)]
        expect(kept.length).toBeLessThanOrEqual(most)
        expect(kept).toEqual([...new Set(kept)].sort((one, other) => one - other))
        expect([kept[0], kept.at(-1)]).toEqual([0, 399])
        for (const values of columns) {
          const finite = [...values].filter((value) => !Number.isNaN(value))
          const there = kept.map((position) => values[position])
          expect(there).toContain(Math.max(...finite))
          expect(there).toContain(Math.min(...finite))
        }
      }),
      { numRuns: 30, seed: 1 }
    )
  })
})

describe('a thinned buffer', () => {
  it('goes on growing, its columns in step, and says that it was rewritten', () => {
    const buffer = new SeriesBuffer()
    const steps = Float64Array.from({ length: 1000 }, (_, i) => i + 1)
    buffer.append({ steps, seconds: steps, columns: { loss: steps.map((step) => 1 / step) } })
    const before = buffer.rewrites
    buffer.thin(100)
    buffer.append({ steps: Float64Array.of(1001), seconds: Float64Array.of(9), columns: { l0: Float64Array.of(32) } })
    expect(buffer.rewrites).toBe(before + 1)
    expect(buffer.length).toBeLessThanOrEqual(101)
    expect([buffer.values('loss')?.[0], buffer.values('loss')?.at(-2), buffer.lastStep]).toEqual([1, 1 / 1000, 1001])
    expect([buffer.values('l0')?.length, buffer.metrics]).toEqual([buffer.length, ['loss', 'l0']])
  })
})
