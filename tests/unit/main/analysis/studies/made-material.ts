/** An analyzed run in memory, made from dense activations, for tests of studies. */
import type { Postings } from '../../../../../contract/records/arrays'
import { LoupeError } from '../../../../../contract/wire/errors'
import type { StudyIndex, StudyMaterial, StudyRows, StudySide } from '../../../../../main/analysis/studies/material'
import { createRandom } from '../../../../../main/maths/random'

export interface Made {
  /** [rows][features] */
  activations: number[][]
  columns?: Record<string, string[]>
  documents?: number[]
  tokens?: string[]
  /** 0 train, 1 validation, 2 left out; all train where left out. */
  uses?: number[]
  /** [rows][dIn]; reading them throws where left out. */
  inputs?: number[][]
}

const notAskedFor = () => Promise.reject(new Error('not asked for'))

export const side: StudySide = { signal: new AbortController().signal, progress: () => undefined, rowFile: notAskedFor }

export function madeMaterial(made: Made): StudyMaterial {
  const uses = made.uses ?? made.activations.map(() => 0)
  return {
    run: 'run',
    step: 1,
    source: 'data',
    files: {
      matrix: () => Promise.reject(new Error('not asked for')),
      vocabulary: () => Promise.reject(new Error('not asked for'))
    },
    idleSteps: async () => undefined,
    index: async () => madeIndex(made.activations.map((row, i) => (uses[i] === 2 ? row.map(() => 0) : row))),
    rows: async () => madeRows(made, uses),
    dictionary: notAskedFor,
    encoder: notAskedFor,
    openRows: notAskedFor,
    async *batches(batchRows) {
      if (!made.inputs) throw new LoupeError('changed', 'The file is not the one the project was made from')
      const rows = [...uses.keys()].filter((row) => uses[row] !== 2)
      for (let from = 0; from < rows.length; from += batchRows) {
        const ids = Uint32Array.from(rows.slice(from, from + batchRows))
        const values = Float32Array.from([...ids].flatMap((row) => made.inputs![row]))
        yield { count: ids.length, dIn: made.inputs[0].length, values, rows: ids }
      }
    }
  }
}

function madeIndex(activations: number[][]): StudyIndex {
  const dSae = activations[0].length
  const postingsOf = (feature: number): Postings => {
    const rows = Uint32Array.from([...activations.keys()].filter((row) => activations[row][feature] > 0))
    return { rows, values: Float32Array.from(rows, (row) => activations[row][feature]) }
  }
  return {
    dSae,
    rows: activations.length,
    entries: activations.flat().filter((value) => value > 0).length,
    postings: async (feature) => postingsOf(feature),
    postingsBetween: async (from, to) => Array.from({ length: to - from }, (_, i) => postingsOf(from + i)),
    async *blocks() {
      for (let first = 0; first < dSae; first += 3) {
        const count = Math.min(3, dSae - first)
        yield { first, postings: Array.from({ length: count }, (_, i) => postingsOf(first + i)) }
      }
    },
    async *rowBlocks() {
      for (const [row, values] of activations.entries()) {
        const features = Uint32Array.from([...values.keys()].filter((feature) => values[feature] > 0))
        const own = Float32Array.from(features, (feature) => values[feature])
        yield { count: 1, dSae, rowIds: Uint32Array.of(row), starts: Uint32Array.of(0, own.length), features, values: own }
      }
    },
    activeRows: (feature) => postingsOf(feature).rows.length,
    row: async (row) => {
      const features = [...activations[row].keys()].filter((feature) => activations[row][feature] > 0)
      return { features: Uint32Array.from(features), values: Float32Array.from(features, (one) => activations[row][one]) }
    },
    close: async () => undefined
  }
}

function madeRows({ activations, columns = {}, documents, tokens }: Made, uses: number[]): StudyRows {
  return {
    rows: activations.length,
    hasTokens: tokens !== undefined,
    hasDocuments: documents !== undefined,
    documentCount: documents ? Math.max(...documents) + 1 : 0,
    labelColumns: Object.keys(columns),
    tokens: async (from, to) => (tokens ?? activations.map(() => '')).slice(from, to),
    documents: async (from, to) => Int32Array.from((documents ?? activations.map(() => -1)).slice(from, to)),
    positions: async (from, to) => new Int32Array(to - from).fill(-1),
    uses: async (from, to) => Uint8Array.from(uses.slice(from, to)),
    documentName: (ordinal) => `document ${ordinal}`,
    categories: async (name) => {
      if (!columns[name]) throw new LoupeError('not-found', `no column ${name}`)
      const categories = [...new Set(columns[name].filter((value) => value !== ''))]
      if (categories.length > 5) throw new LoupeError('unsupported', `${name} has too many values`)
      return { categories, codes: Int32Array.from(columns[name], (value) => categories.indexOf(value)) }
    }
  }
}

/**
 * 600 rows in 60 documents of three topics, one value in ten missing. Feature 0 fires on topic a alone, 1 and 2 each on a half of
 * topic b, 3 on every row, 4 on none, 5 on one row, the others at random with many ties.
 */
export function topics(features = 9): Required<Pick<Made, 'activations' | 'columns' | 'documents' | 'uses'>> {
  const random = createRandom(7)
  const documents = Array.from({ length: 600 }, (_, row) => Math.floor(row / 10))
  const topic = documents.map((document) => 'abc'[document % 3])
  const activations = documents.map((_, row) => {
    const own = [
      topic[row] === 'a' && random.next() < 0.9 ? 1 + random.next() : random.next() < 0.02 ? 0.5 : 0,
      topic[row] === 'b' && row % 2 === 0 ? 2 + random.next() : 0,
      topic[row] === 'b' && row % 2 === 1 ? 2 + random.next() : 0,
      topic[row] === 'c' ? 1 : 2,
      0,
      row === 77 ? 3 : 0
    ]
    while (own.length < features) own.push(random.next() < 0.4 ? Math.ceil(random.next() * 4) / 2 : 0)
    return own.map(Math.fround)
  })
  const columns = { topic: topic.map((value, row) => (row % 10 === 9 ? '' : value)) }
  return { activations, columns, documents, uses: documents.map((_, row) => (row % 50 === 3 ? 2 : Number(row % 7 === 0))) }
}
