import { describe, expect, it } from 'vitest'
import { peakReader } from '../../../../../../main/engine/jobs/entries/peaks'

/** Rows of ten tokens a document, “0 ” to “9 ”; counts the reads. */
function rowsOf(rows: number, hasTokens = true) {
  const between = <T>(from: number, to: number, make: (row: number) => T) =>
    Array.from({ length: to - from }, (_, i) => make(from + i))
  const reads: [number, number][] = []
  return {
    reads,
    rows,
    hasTokens,
    async tokens(from: number, to: number) {
      reads.push([from, to])
      return between(from, to, (row) => `${row % 10} `)
    },
    async documents(from: number, to: number) {
      return Int32Array.from(between(from, to, (row) => Math.floor(row / 10)))
    }
  }
}

describe('the peak of an example', () => {
  it('is the token with what stands before it in its document, from rows that are read once', async () => {
    const index = rowsOf(40)
    const peakAt = peakReader(index)
    expect(await Promise.all([peakAt(13), peakAt(20), peakAt(0)])).toEqual([
      { before: '0 1 2 ', token: '3 ' },
      { before: '', token: '0 ' },
      { before: '', token: '0 ' }
    ])
    expect(index.reads).toEqual([[0, 40]])
  })

  it('is read by itself where there are many rows', async () => {
    const index = rowsOf(1_000_000)
    const peakAt = peakReader(index)
    expect(await peakAt(999_992)).toEqual({ before: '0 1 ', token: '2 ' })
    expect(await peakAt(4)).toEqual({ before: '0 1 2 3 ', token: '4 ' })
    expect(index.reads).toEqual([
      [999_980, 999_993],
      [0, 5]
    ])
  })

  it('is not known where rows have no tokens', async () => {
    expect(await peakReader(rowsOf(40, false))(13)).toBeUndefined()
  })
})
