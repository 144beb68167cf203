/**
 * Example rows with their contexts: tokens from the row index, the feature's activations from the activation index.
 * Used for feature pages (engine) and for label files (export process).
 */
import type { Postings } from '../../../contract/records/arrays'
import type { Example, FeatureFacts, IntervalExamples } from '../../../contract/records/feature'
import { exampleFrom } from '../../analysis/examples/example'
import { sourceOf } from '../../analysis/examples/source'
import { windowAround } from '../../analysis/examples/window'
import { intervalEdges } from '../../analysis/passes/intervals'
import type { RowIndex } from '../../datasets/index'

export interface ExampleSources {
  index: RowIndex
  /** Of the feature the examples are of. */
  postings: Postings
  /** Rows shown to either side, within the document. */
  context: number
}

/** One example per row id, in this order. */
export function examplesOf(rows: Iterable<number>, sources: ExampleSources): Promise<Example[]> {
  return Promise.all([...rows].map((row) => exampleOf(row, sources)))
}

async function exampleOf(row: number, { index, postings, context }: ExampleSources): Promise<Example> {
  const window = windowAround(row, context, index.rows)
  const [tokens, documents, positions, labels] = await Promise.all([
    index.tokens(window.from, window.to),
    index.documents(window.from, window.to),
    index.positions(row, row + 1),
    index.labels(row)
  ])
  const ordinal = documents[row - window.from]
  const place = ordinal < 0 ? { row } : { row, document: index.documentName(ordinal), position: positions[0] }
  return exampleFrom({ row, window, tokens, documents, postings, source: sourceOf(place), labels })
}

/** Intervals with their examples; `intervals` as the store has them, the lowest first; `of` gives the examples of rows. */
export function intervalsOf(
  intervals: { rows: Uint32Array; count: number }[],
  { max, activeRows }: Pick<FeatureFacts, 'max' | 'activeRows'>,
  of: (rows: Uint32Array) => Promise<Example[]>
): Promise<IntervalExamples[]> {
  const edges = intervalEdges(max)
  return Promise.all(
    intervals.map(async ({ rows, count }, i) => ({
      interval: i + 1,
      from: edges[i],
      to: edges[i + 1],
      share: activeRows > 0 ? count / activeRows : 0,
      examples: await of(rows)
    }))
  )
}
