/** What is said of an export and of its verification. */
import type { ActivationFile, ExportScope, Receipt } from '../../../../contract/records/export'
import type { FeatureFacts } from '../../../../contract/records/feature'
import type { KeptQuiz, KeptRule } from '../../../../contract/records/kept-checks'
import type { LabelFields } from '../../../../contract/records/label'
import type { ReceiptOrigin } from '../../../interchange/index'
import type { DataPlace } from './data-place'

/** A feature to be exported; `topRows` are examples to be written with their contexts. */
export interface ExportedFeature {
  feature: number
  label: LabelFields
  /** Whether it matches the filter of the scope. */
  matches: boolean
  /** Checks of the label, for label files. */
  quiz?: KeptQuiz
  rule?: KeptRule
  facts: FeatureFacts | undefined
  topRows: Uint32Array
  /** For targets that show more than examples. */
  evidence?: ExportedEvidence | undefined
}

export interface ExportedEvidence {
  histogram: Uint32Array
  /** The lowest first; `count`: active rows in it altogether. */
  intervals: { rows: Uint32Array; count: number }[]
  neighbors: { feature: number; cosine: number }[]
}

export type ExportSpec =
  | {
      task: 'write'
      data: DataPlace
      checkpoint: string
      folder: string
      origin: ReceiptOrigin
      scope: ExportScope
      activationFile: ActivationFile
      /** All features in order. */
      features: ExportedFeature[]
      /** Folder of the activation index, where the run was analyzed. */
      analysisFolder: string | undefined
      /** Folder of the answered study of logits, where there is one of that analysis and the target shows them. */
      logitsFolder: string | undefined
      /** Step of the checkpoint that was analyzed, where facts and examples come from. */
      analysisStep: number | undefined
    }
  | { task: 'verify'; folder: string }

export type ExportResult = { task: 'write'; receipt: Receipt } | { task: 'verify'; verified: Receipt['verified'] }
