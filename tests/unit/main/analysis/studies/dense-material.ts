/** An analyzed run in memory, from dense activations: what studies are given, without store and files. */
import type { Postings } from '../../../../../contract/records/arrays'
import type { Matrix, StudyMaterial, StudySide } from '../../../../../main/analysis/studies/material'
import { createEncoder } from '../../../../../main/dictionaries'
import { batchesOf, denseActivations, type Problem } from '../dense'

export interface DenseRun {
  problem: Problem
  /** [rows][dSae] */
  acts: Float32Array[]
  /** 0 train, 1 validation, 2 left out; all are training rows where left out. */
  uses?: Uint8Array
  hasDocuments?: boolean
  idleSteps?: Float32Array
  source?: string
  files?: Record<string, Matrix>
}

export function denseRun(problem: Problem, given: Partial<DenseRun> = {}): DenseRun {
  return { problem, acts: denseActivations(problem), ...given }
}

/** Blocks of three features. */
export function materialOf({
  problem,
  acts,
  uses,
  hasDocuments = true,
  idleSteps,
  source = 'data',
  files = {}
}: DenseRun): StudyMaterial {
  const { dictionary, rows, documents } = problem
  const { dSae } = dictionary
  const used = uses ?? new Uint8Array(rows)
  const seen = Array.from(acts.keys()).filter((row) => used[row] !== 2)
  const postings = (feature: number): Postings => {
    const active = seen.filter((row) => acts[row][feature] > 0)
    return { rows: Uint32Array.from(active), values: Float32Array.from(active, (row) => acts[row][feature]) }
  }
  const all = Array.from({ length: dSae }, (_, feature) => postings(feature))
  return {
    run: 'run',
    step: 100,
    source,
    files: {
      matrix: async ({ path }) => files[path] ?? fail(path),
      vocabulary: async () => ({ text: (id) => `token ${id} 😀` })
    },
    index: async () => ({
      dSae,
      rows: seen.length,
      entries: all.reduce((sum, one) => sum + one.rows.length, 0),
      postings: async (feature) => all[feature],
      postingsBetween: async (from, to) => all.slice(from, to),
      activeRows: (feature) => all[feature].rows.length,
      async *rowBlocks() {},
      row: async () => ({ features: new Uint32Array(), values: new Float32Array() }),
      async *blocks() {
        for (let first = 0; first < dSae; first += 3) yield { first, postings: all.slice(first, first + 3) }
      },
      close: async () => undefined
    }),
    rows: async () => ({
      rows,
      hasTokens: false,
      hasDocuments,
      documentCount: Math.max(...documents) + 1,
      labelColumns: [],
      tokens: async () => [],
      documents: async (from, to) => documents.slice(from, to),
      positions: async (from, to) => new Int32Array(to - from).fill(-1),
      uses: async (from, to) => used.slice(from, to),
      documentName: String,
      categories: async () => ({ categories: [], codes: new Int32Array() })
    }),
    dictionary: async () => dictionary,
    idleSteps: async () => idleSteps,
    encoder: () => createEncoder(dictionary),
    openRows: async ({ path }) => fail(path),
    batches: (batchRows) => batchesOf(problem, seen, batchRows)
  }
}

function fail(path: string): never {
  throw new Error(`There is no ${path}`)
}

export const quietSide: StudySide = {
  signal: new AbortController().signal,
  progress: () => undefined,
  rowFile: async (folder) => fail(folder)
}
