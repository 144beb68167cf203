/**
 * What an export is made of: everything comes from outside, so that neither store nor backend is known here.
 */
import type { Batch } from '../../../contract/records/arrays'
import type { Progress } from '../../../contract/records/basics'
import type { ExportScope, Receipt } from '../../../contract/records/export'
import type { Dictionary } from '../../dictionaries/dictionary'
import type { ExportFeature } from '../labels/entry'
import type { RowEncoder } from '../reference/encoder'
import type { SaelensMetadata } from '../saelens/config'

/** The parts of a receipt that are known before anything is written. */
export type ReceiptOrigin = Omit<Receipt, 'labels' | 'files' | 'verified' | 'gaps'>

export interface ExportMaterial {
  /** Must not exist or be empty; its parents are made. */
  folder: string
  /** For raw inputs, scale folded in. */
  dictionary: Dictionary
  /** What is known of model, hook and text; the rest of cfg.json's metadata comes from `origin`. */
  metadata?: SaelensMetadata
  origin: ReceiptOrigin
  scope: ExportScope
  /** Step of the checkpoint that was analyzed, where facts and examples come from. */
  analysisStep?: number
  /** All d_sae features in order; those whose status is not in the scope are counted, not written. */
  features: Iterable<ExportFeature> | AsyncIterable<ExportFeature>
  /** Some real rows (about 64) and the encoder Loupe itself uses; the written weights must give the same on them. */
  check: { rows: Batch; encoder: RowEncoder }
  signal: AbortSignal
  onProgress(progress: Progress): void
}
