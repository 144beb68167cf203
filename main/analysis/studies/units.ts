/**
 * What is held against a label column: rows, rows with the mean activation over their context, or whole documents with the mean
 * over their rows (as sparse probing of contexts does: Gurnee et al. 2023; SAEBench, Karvonen et al. 2025). A label of a text
 * rarely shows in every token of it.
 */
import type { Postings } from '../../../contract/records/arrays'
import type { HeldOut, Unit } from '../../../contract/records/studies/held-out'
import { LoupeError } from '../../../contract/wire/errors'
import { Contexts } from './contexts'
import { type HeldOutRows, heldOutRows, parts } from './held-out'
import type { CategoryColumn, StudyRows } from './material'

/** The rows, contexts or documents of a run, by which activations and categories are counted. */
export interface Units {
  readonly record: HeldOut
  /** `parts` as an array of the answer, so that anyone can compute the scores again. */
  readonly array: { shape: number[]; data: Uint32Array }
  /** [units] parts of held-out.ts. */
  readonly parts: Uint8Array
  /** The column with a code for each unit; −1 for a document whose rows are of several categories. */
  column(column: CategoryColumn): CategoryColumn
  /** Activations of a feature: unit ids ascending, values > 0. */
  pooled(postings: Postings): Postings
}

/** Throws not-found where documents or contexts are asked for and there are no documents. */
export async function unitsOf(rows: StudyRows, { per, seed }: { per: Unit; seed: number }): Promise<Units> {
  if (per !== 'row' && !rows.hasDocuments)
    throw new LoupeError('not-found', 'The rows of this project have no documents', { hint: 'Ask per row.' })
  const heldOut = await heldOutRows(rows, { seed, per })
  const units = per === 'row' ? singleRows(heldOut) : await pooledRows(rows, heldOut, per)
  const count = (part: number) => units.parts.reduce((sum, own) => sum + Number(own === part), 0)
  const record = { by: heldOut.by, seed, per, train: count(parts.train), heldOut: count(parts.heldOut) }
  return {
    record,
    array: { shape: [units.parts.length], data: Uint32Array.from(units.parts) },
    parts: units.parts,
    column: (column) => units.column(column),
    pooled: (postings) => units.pooled(postings)
  }
}

type Pooling = Omit<Units, 'record' | 'array'>

function singleRows({ parts: own }: HeldOutRows): Pooling {
  return { parts: own, column: (column) => column, pooled: (postings) => postings }
}

async function pooledRows(rows: StudyRows, heldOut: HeldOutRows, per: 'context' | 'document'): Promise<Pooling> {
  const documentOf = await rows.documents(0, rows.rows)
  if (per === 'document') return new Documents(documentOf, rows.documentCount, heldOut)
  const contexts = new Contexts(
    documentOf,
    heldOut.parts.map((part) => Number(part !== parts.none))
  )
  return {
    parts: heldOut.parts,
    column: ({ categories, codes }) => ({ categories, codes: contexts.codes(codes) }),
    pooled: (postings) => contexts.pooled(postings)
  }
}

class Documents implements Pooling {
  readonly parts: Uint8Array
  /** Rows of each document that the analysis saw. */
  private readonly lengths: Float64Array
  private readonly sums: Float64Array

  constructor(
    private readonly documentOf: Int32Array,
    count: number,
    private readonly heldOut: HeldOutRows
  ) {
    this.parts = new Uint8Array(count)
    this.lengths = new Float64Array(count)
    this.sums = new Float64Array(count)
    documentOf.forEach((document, row) => {
      if (document < 0 || heldOut.parts[row] === parts.none) return
      this.parts[document] = heldOut.parts[row]
      this.lengths[document] += 1
    })
  }

  column({ categories, codes }: CategoryColumn): CategoryColumn {
    const unseen = -2
    const own = new Int32Array(this.parts.length).fill(unseen)
    this.documentOf.forEach((document, row) => {
      if (document < 0 || this.heldOut.parts[row] === parts.none) return
      if (own[document] === unseen) own[document] = codes[row]
      else if (own[document] !== codes[row]) own[document] = -1
    })
    return { categories, codes: own.map((code) => Math.max(code, -1)) }
  }

  pooled({ rows, values }: Postings): Postings {
    const touched: number[] = []
    rows.forEach((row, i) => {
      const document = this.documentOf[row]
      if (document < 0) return
      if (this.sums[document] === 0) touched.push(document)
      this.sums[document] += values[i]
    })
    const ids = Uint32Array.from(touched).sort()
    const means = Float32Array.from(ids, (document) => this.sums[document] / this.lengths[document])
    for (const document of ids) this.sums[document] = 0
    return { rows: ids, values: means }
  }
}
