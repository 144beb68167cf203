/** A tiny activation index in memory, for tests of the analysis without the store. */
import type { Postings, SparseRows } from '../../../../contract/records/arrays'
import type { ActivationIndexReader, ActivationIndexWriter } from '../../../../main/analysis/ports'

export interface MemoryIndex extends ActivationIndexWriter {
  /** What happened, in order: append, finish, close. */
  calls: string[]
}

interface Entry {
  row: number
  feature: number
  value: number
}

export function createMemoryIndex(): MemoryIndex {
  const entries: Entry[] = []
  const calls: string[] = []
  return {
    calls,
    async append(rows: SparseRows, rowIds: Uint32Array) {
      calls.push('append')
      for (let i = 0; i < rows.count; i += 1) {
        for (let at = rows.starts[i]; at < rows.starts[i + 1]; at += 1) {
          entries.push({ row: rowIds[i], feature: rows.features[at], value: rows.values[at] })
        }
      }
    },
    async finish() {
      calls.push('finish')
      return reader(entries, calls)
    }
  }
}

function reader(entries: Entry[], calls: string[]): ActivationIndexReader {
  const postings = (feature: number): Postings => {
    const own = entries.filter((entry) => entry.feature === feature)
    return { rows: Uint32Array.from(own, ({ row }) => row), values: Float32Array.from(own, ({ value }) => value) }
  }
  return {
    postings: async (feature) => postings(feature),
    postingsBetween: async (from, to) => Array.from({ length: to - from }, (_, i) => postings(from + i)),
    async row(row) {
      const own = entries.filter((entry) => entry.row === row)
      return { features: Uint32Array.from(own, ({ feature }) => feature), values: Float32Array.from(own, ({ value }) => value) }
    },
    async close() {
      calls.push('close')
    }
  }
}
