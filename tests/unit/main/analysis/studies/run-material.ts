/** An analyzed run in memory for tests of studies: a small random dictionary, its rows, and its index. */

import { LoupeError } from '../../../../../contract/wire/errors'
import type {
  RowBlock,
  RowFile,
  RowSource,
  StudyMaterial,
  StudyRows,
  StudySide
} from '../../../../../main/analysis/studies/material'
import type { Dictionary } from '../../../../../main/dictionaries'
import { createEncoder, type Encoder } from '../../../../../main/dictionaries'
import { createMemoryIndex } from '../memory-index'

export interface MadeRun {
  dictionary: Dictionary
  /** Rows of the data set. */
  rows: number
  /** [rows, dIn] */
  inputs: Float32Array
  /** [rows, dOut] */
  targets?: Float32Array
  /** Rows that were not analyzed. */
  leftOut?: number[]
  labels?: Record<string, string[]>
  /** Files by path, [rows, dIn] */
  files?: Record<string, { dIn: number; values: Float32Array }>
  /** The activation file is not there. */
  isGone?: boolean
}

export const side = (more: Partial<StudySide> = {}): StudySide => ({
  signal: new AbortController().signal,
  progress: () => undefined,
  rowFile: async () => {
    throw new Error('no file is wanted')
  },
  ...more
})

/** Rows that were written, in memory. */
export function memoryFile(): RowFile & { values: number[]; state: string; rowIds: Uint32Array | undefined } {
  return {
    values: [],
    state: 'open',
    rowIds: undefined,
    async append(values) {
      this.values.push(...values)
    },
    async finish(rowIds) {
      this.state = 'finished'
      this.rowIds = rowIds
      return ['rows']
    },
    async abandon() {
      this.state = 'abandoned'
    }
  }
}

/** `free` gives back what the tensor library holds. */
export async function materialOf(run: MadeRun): Promise<{ material: StudyMaterial; encoder: Encoder; free(): void }> {
  const { dictionary, rows, inputs, leftOut = [] } = run
  const encoder = await createEncoder(dictionary)
  const seen = Uint32Array.from([...Array(rows).keys()].filter((row) => !leftOut.includes(row)))
  const batch = (from: number, to: number) => {
    const ids = seen.slice(from, to)
    const taken = (values: Float32Array, width: number) =>
      Float32Array.from([...ids].flatMap((row) => [...values.subarray(row * width, (row + 1) * width)]))
    const own = { count: ids.length, dIn: dictionary.dIn, values: taken(inputs, dictionary.dIn), rows: ids }
    const dOut = dictionary.dOut ?? dictionary.dIn
    return run.targets ? { ...own, dOut, targets: taken(run.targets, dOut) } : own
  }
  const all = encoder.encode(batch(0, seen.length))
  const writer = createMemoryIndex()
  await writer.append(all, seen)
  const reader = await writer.finish()
  const counts = new Uint32Array(dictionary.dSae)
  for (const feature of all.features) counts[feature] += 1
  const block = (from: number, to: number): RowBlock => {
    const starts = all.starts.slice(from, to + 1).map((start) => start - all.starts[from])
    const [features, values] = [all.features, all.values].map((array) => array.slice(all.starts[from], all.starts[to]))
    return { count: to - from, dSae: dictionary.dSae, starts, rowIds: seen.slice(from, to), features, values } as RowBlock
  }
  const index = {
    ...reader,
    dSae: dictionary.dSae,
    rows: seen.length,
    entries: all.features.length,
    activeRows: (feature: number) => counts[feature],
    async *blocks() {},
    async *rowBlocks() {
      for (let from = 0; from < seen.length; from += 7) yield block(from, Math.min(from + 7, seen.length))
    }
  }
  const material: StudyMaterial = {
    run: 'run',
    step: 100,
    source: 'data',
    files: { matrix: async () => fail(), vocabulary: async () => fail() },
    idleSteps: async () => undefined,
    index: async () => index,
    rows: async () => rowsOf(run),
    dictionary: async () => dictionary,
    encoder: async () => encoder,
    async *batches(batchRows) {
      if (run.isGone) throw new LoupeError('not-found', 'The file is gone', { hint: 'Put it back.' })
      for (let from = 0; from < seen.length; from += Math.min(11, batchRows)) yield batch(from, Math.min(from + 11, seen.length))
    },
    openRows: async ({ path }): Promise<RowSource> => {
      const { dIn, values } = run.files?.[path] ?? { dIn: 1, values: new Float32Array(0) }
      const read = async (start: number, count: number) => values.slice(start * dIn, (start + count) * dIn)
      return { rows: values.length / dIn, dIn, read, close: async () => undefined }
    }
  }
  return { material, encoder, free: () => encoder.dispose() }
}

function fail(): never {
  throw new Error('no file is wanted')
}

/** Documents of five rows, tokens `t0`, `t1` … */
function rowsOf({ rows, labels = {} }: MadeRun): StudyRows {
  const numbers = (from: number, to: number, of: (row: number) => number) =>
    Int32Array.from({ length: to - from }, (_, i) => of(from + i))
  return {
    rows,
    hasTokens: true,
    hasDocuments: true,
    documentCount: Math.ceil(rows / 5),
    labelColumns: Object.keys(labels),
    tokens: async (from, to) => Array.from({ length: to - from }, (_, i) => ` t${from + i}`),
    documents: async (from, to) => numbers(from, to, (row) => Math.floor(row / 5)),
    positions: async (from, to) => numbers(from, to, (row) => row % 5),
    uses: async (from, to) => new Uint8Array(to - from),
    documentName: (ordinal) => `doc ${ordinal}`,
    categories: async (column) => {
      if (!labels[column]) throw new LoupeError('not-found', `There is no column ${column}`)
      const categories = [...new Set(labels[column].filter((value) => value !== ''))]
      return { categories, codes: Int32Array.from(labels[column], (value) => categories.indexOf(value)) }
    }
  }
}
