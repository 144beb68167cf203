/**
 * What an export is made of. The caller gathers it; nothing in this station knows where it came from.
 */
import type { Batch, Postings } from '../../../contract/records/arrays'
import type { Progress } from '../../../contract/records/basics'
import type { ActivationFile, ExportScope, Receipt } from '../../../contract/records/export'
import type { Dictionary } from '../../dictionaries/dictionary'
import type { ExportFeature } from '../labels/entry'
import type { RowEncoder } from '../reference/encoder'
import type { SaelensMetadata } from '../saelens/config'

/** The parts of a receipt that are known before anything is written. */
export type ReceiptOrigin = Omit<Receipt, 'labels' | 'files' | 'verified' | 'gaps'>

/** All activations of an analysis, by feature and by row. */
export interface StoredActivations {
  /** Numbers that are not 0. */
  readonly entries: number
  /** Rows on which the feature is active, ascending. */
  postings(feature: number): Promise<Postings>
  /** Features active on a row, ascending. */
  row(row: number): Promise<{ features: Uint32Array; values: Float32Array }>
}

/** What is known of the rows, a window `from` … `to` − 1 at a time. */
export interface RowTable {
  readonly rows: number
  readonly hasTokens: boolean
  readonly hasDocuments: boolean
  readonly labelColumns: string[]
  tokens(from: number, to: number): Promise<string[]>
  /** Ordinal of the document, −1 where there is none. */
  documents(from: number, to: number): Promise<Int32Array>
  labels(row: number): Promise<Record<string, string>>
}

export interface ExportMaterial {
  /** Must not exist or be empty; its parents are made. */
  folder: string
  /** For raw inputs, scale folded in. */
  dictionary: Dictionary
  /** What is known of model, hook and text; the rest of cfg.json's metadata comes from `origin`. */
  metadata?: SaelensMetadata
  origin: ReceiptOrigin
  scope: ExportScope
  /** Of an export of activations; safetensors where left out. */
  activationFile?: ActivationFile
  /** Step of the checkpoint that was analyzed, where facts and examples come from. */
  analysisStep?: number
  /** All d_sae features in order; those that are not in the scope are counted, not written. */
  features: Iterable<ExportFeature> | AsyncIterable<ExportFeature>
  /** Whether features come with their logits. */
  hasLogits?: boolean
  /** Of the analysis, where there is one. */
  activations?: StoredActivations
  rows?: RowTable
  /** Some real rows (about 64) and the encoder Loupe itself uses; written weights must give the same on them. */
  check: { rows: Batch; encoder: RowEncoder }
  signal: AbortSignal
  onProgress(progress: Progress): void
}
