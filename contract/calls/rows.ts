/** Calls about single rows: what is known of them, and what an analyzed run makes of them. All are answered from what is stored. */
import { z } from 'zod'
import { Count, Id, Index } from '../records/basics'
import { DirectionWriters, FoundRows, OutputDirection, RowContext, RowExplanation } from '../records/row'
import { read } from './call'

/** Tokens shown to either side, within the document. */
const Context = z.number().int().min(0).max(500).default(32)
/** Of the project; the first where left out. */
const dataset = Id.optional()

export const rowCalls = {
  /** What is known of a row, without its activations. Throws not-found for a row that there is not. */
  'rows.page': read(z.object({ project: Id, dataset, row: Index, context: Context }), RowContext),
  /**
   * Rows where a text begins (whatever the case, also across tokens, within a document), or the first row of each document whose
   * name has it. One call looks at so many rows and says where the next goes on.
   */
  'rows.find': read(
    z.object({
      project: Id,
      dataset,
      text: z.string().min(1).max(1_000),
      in: z.enum(['text', 'documents']).default('text'),
      from: Index.default(0),
      most: z.number().int().min(1).max(1_000).default(50)
    }),
    FoundRows
  ),
  /**
   * What an analyzed run makes of a row; `changes` set features to other activations (0 silences one). Throws not-found without an
   * analysis, for a row that there is not or that was not analyzed, and for features that there are not.
   */
  'rows.explain': read(
    z.object({
      project: Id,
      run: Id,
      row: Index,
      changes: z
        .array(z.object({ feature: Index, value: z.number().min(0) }))
        .max(1_000)
        .default([]),
      /** Features that are listed. */
      most: z.number().int().min(0).max(10_000).default(200),
      nearest: z.number().int().min(0).max(100).default(10),
      dimensions: z.number().int().min(0).max(1_000).default(10),
      context: Context
    }),
    RowExplanation
  ),
  /** Which features, and on a row which inputs, write to a direction of the output. Throws wrong-shape, not-found. */
  'rows.writers': read(
    z.object({
      project: Id,
      run: Id,
      /** Left out: over all rows. */
      row: Index.optional(),
      direction: OutputDirection,
      most: Count.max(1_000).default(20)
    }),
    DirectionWriters
  )
}
