/**
 * The files of a row index: which there are and how each is laid out. All numbers are little-endian.
 * Written by build.ts, read by reader.ts; kept in the project so that a row table is parsed once.
 *
 * - rows.json               this record
 * - uses.u8                 [rows] 0 train, 1 validation, 2 left out
 * - norms.f32               [rows] norm of the activations, NaN where not finite
 * - digests.u32             [rows] digest of the activations (maths/row-digest.ts), 0 where not finite: tells rows again when some
 *                           are added; an index of an older Loupe has none, whose rows are told by their norms
 * - target-norms.f32, target-digests.u32  the same of the targets; only with targets
 * - tokens.f64, tokens.txt  [rows + 1] offsets into UTF-8 text; only with tokens
 * - documents.i32           [rows] ordinal of the document, −1 for none; only with documents
 * - documents.json          names by ordinal; left out when each name is its ordinal
 * - positions.i32           [rows] position in the document, −1 for none; only with positions
 * - weights.f32             [rows] how often the row is drawn per epoch; only with weights
 * - label-N.…               column N of `labels`: .u16 codes into its categories (65535 for nothing),
 *                           .f64 numbers (NaN for nothing), or .f64 offsets with .txt text
 */
import { z } from 'zod'
import { Count } from '../../../contract/records/basics'

export const indexFiles = {
  record: 'rows.json',
  uses: 'uses.u8',
  norms: 'norms.f32',
  digests: 'digests.u32',
  targetNorms: 'target-norms.f32',
  targetDigests: 'target-digests.u32',
  tokens: 'tokens',
  documents: 'documents.i32',
  documentNames: 'documents.json',
  positions: 'positions.i32',
  weights: 'weights.f32',
  label: (column: number) => `label-${column}`
} as const

/** Codes of `uses`. */
export const useCodes = { train: 0, validation: 1, 'left-out': 2 } as const
export type RowUse = keyof typeof useCodes

/** Code of a missing category. */
export const noCategory = 65_535

const LabelColumn = z.object({
  name: z.string(),
  kind: z.enum(['category', 'number', 'text']),
  categories: z.array(z.string()).optional()
})

export const RowIndexRecord = z.object({
  version: z.literal(1),
  rows: Count,
  hasTokens: z.boolean(),
  hasPositions: z.boolean(),
  documents: Count,
  namedDocuments: z.boolean(),
  hasWeights: z.boolean().optional(),
  labels: z.array(LabelColumn)
})
export type RowIndexRecord = z.infer<typeof RowIndexRecord>
