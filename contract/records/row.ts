/**
 * What is known of one row of a data set, and what an analyzed dictionary makes of it: the features that fire, their share in the
 * reconstruction, what the reconstruction misses, rows like it, and what changes when features are changed or silenced.
 */
import { z } from 'zod'
import { ErrorRecord } from '../wire/errors'
import { Count, Id, Index } from './basics'
import { DictionaryKind } from './run'

/** A row with the rows around it that are of its document: `tokens[peak]` is the row itself. */
export const RowContext = z.object({
  row: Index,
  /** Where it is from: document and position where the row table has them, the row number otherwise. */
  source: z.string(),
  document: z.string().optional(),
  position: Count.optional(),
  /** What the data set uses it for; rows that are left out are not analyzed. */
  use: z.enum(['train', 'validation', 'left-out']),
  tokens: z.array(z.string()),
  peak: Index,
  /** Label columns of the row. */
  labels: z.record(z.string(), z.string())
})
export type RowContext = z.infer<typeof RowContext>

/** Rows that a search found, with the text around each; `next`: where to go on looking, absent at the end of the data. */
export const FoundRows = z.object({
  rows: z.array(z.object({ row: Index, source: z.string(), before: z.string(), token: z.string(), after: z.string() })),
  next: Index.optional()
})
export type FoundRows = z.infer<typeof FoundRows>

/**
 * A feature that fires on a row. `share` is its signed part of the reconstruction, f·⟨W_dec, r⟩ ÷ ‖r‖² with r = x̂ − b_dec:
 * shares of all active features (and of the skip path) add up to 1, negative ones take away from the others.
 */
export const ActiveFeature = z.object({ feature: Index, value: z.number(), share: z.number(), label: z.string() })
export type ActiveFeature = z.infer<typeof ActiveFeature>

/** A number of a row (or of a transcoder's target) beside that of its reconstruction. */
export const OutputDimension = z.object({ dimension: Index, wanted: z.number(), reconstructed: z.number() })
export type OutputDimension = z.infer<typeof OutputDimension>

/** What a reconstruction x̂ misses of the row x (of a transcoder: of its target), in raw units. */
export const RowMiss = z.object({
  /** ‖x‖ */
  norm: z.number(),
  /** ‖x − x̂‖² */
  squaredError: z.number(),
  /** ‖x − x̂‖² ÷ ‖x − mean‖² with the mean of the training rows; absent where that is not known or the row is the mean. */
  fvu: z.number().optional(),
  /** ‖x − x̂‖² ÷ ‖x‖²; absent for a row of zeros. */
  errorShare: z.number().optional(),
  /** Of x and x̂; absent where one of them is zero. */
  cosine: z.number().optional(),
  /** Those that are missed the most, |x − x̂| descending. */
  dimensions: z.array(OutputDimension)
})
export type RowMiss = z.infer<typeof RowMiss>

/** A row whose features fire like those of another: cosine of their sparse activations, 0–1. */
export const NearRow = z.object({ row: Index, cosine: z.number(), source: z.string(), before: z.string(), token: z.string() })
export type NearRow = z.infer<typeof NearRow>

/** How a reconstruction moves when features are set to other activations. */
export const ReconstructionMove = z.object({
  features: z.array(z.object({ feature: Index, before: z.number(), after: z.number() })),
  /** ‖x̂′ − x̂‖ */
  norm: z.number(),
  /** ‖x̂′ − x̂‖ ÷ ‖x̂ − b_dec‖; absent where nothing was active. */
  relative: z.number().optional(),
  /** Of x̂ and x̂′; absent where one of them is zero. */
  cosine: z.number().optional(),
  /** Those that move the most, |after − before| descending. */
  dimensions: z.array(z.object({ dimension: Index, before: z.number(), after: z.number() })),
  /** Of the changed reconstruction; absent where it is of the unchanged one. */
  missed: RowMiss.optional()
})
export type ReconstructionMove = z.infer<typeof ReconstructionMove>

/** Everything an analysis says about one row. What needs the activation file is absent where `problem` says why. */
export const RowExplanation = z.object({
  run: Id,
  /** Of the checkpoint that was analyzed. */
  step: Count,
  kind: DictionaryKind,
  context: RowContext,
  /** Features that fire on the row; `features` are those with the greatest |share|. */
  active: Count,
  features: z.array(ActiveFeature),
  /** Part of the affine path of a skip transcoder in the reconstruction. */
  skipShare: z.number().optional(),
  /** ‖x̂ − b_dec‖ in the units in which the dictionary works (raw, but for rows normed one by one). */
  norm: z.number(),
  missed: RowMiss.optional(),
  /** Why the row itself can not be read: everything that was stored is still here. */
  problem: ErrorRecord.optional(),
  nearest: z.object({
    rows: z.array(NearRow),
    /** False where features that fire on very many rows were left out while looking; cosines are exact all the same. */
    exact: z.boolean()
  }),
  changed: ReconstructionMove.optional()
})
export type RowExplanation = z.infer<typeof RowExplanation>

/** A direction of the output space: of one dimension, of a feature's decoder row (of another run where named), or any. */
export const OutputDirection = z.union([
  z.object({ dimension: Index }),
  z.object({ feature: Index, run: Id.optional() }),
  z.object({ vector: z.array(z.number()).min(1).max(1_000_000) })
])
export type OutputDirection = z.infer<typeof OutputDirection>

/** What writes to a direction d of the output, d of norm 1. */
export const DirectionWriters = z.object({
  /** ⟨x̂ − b_dec, d⟩ on the row; absent without a row. */
  total: z.number().optional(),
  /**
   * |write| descending. `write` is f·⟨W_dec, d⟩ on the row, or without a row its mean over all analyzed rows; `cosine` that of the
   * decoder row with d.
   */
  features: z.array(z.object({ feature: Index, write: z.number(), cosine: z.number(), label: z.string() })),
  /**
   * Numbers of the input that make the active features write, |write| descending: x_i Σ_f W_enc[i, f] ⟨W_dec_f, d⟩ over the active
   * features f, the rest of the encoder held still (Dunefsky et al. 2024, input-dependent part). Only on a row that can be read.
   */
  inputs: z.array(z.object({ dimension: Index, value: z.number(), write: z.number() })).optional(),
  problem: ErrorRecord.optional()
})
export type DirectionWriters = z.infer<typeof DirectionWriters>
