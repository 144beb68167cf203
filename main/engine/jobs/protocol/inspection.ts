/** What is said of activation files, row tables and data sets. */
import type { ArraySource, Id } from '../../../../contract/records/basics'
import type { Dataset, DatasetSources, FileState } from '../../../../contract/records/dataset'
import type { RowImage } from '../../../../contract/records/image'
import type { Inspection, PreviewRow } from '../../../../contract/records/inspection'
import type { RawRows } from '../../../datasets/index'
import type { DataPlace } from './data-place'

export type InspectSpec =
  | { task: 'inspect'; files: ArraySource[] }
  | {
      task: 'preview'
      activations: ArraySource
      rowTable: ArraySource | undefined
      vocabulary: string | undefined
      rows: number[]
    }
  | {
      task: 'build'
      draft: DatasetSources & { id: Id; name: string }
      project: string
      folder: string
    }
  /** From a table that was chosen, or from the row table of a data set. */
  | { task: 'images'; rowTable: ArraySource | DataPlace; rows: number[] }
  | { task: 'rows'; data: DataPlace; rows: number[] }
  | { task: 'check'; data: DataPlace }
  | { task: 'relocate'; data: DataPlace; path: string }
  /** `folder`: for the new row index. */
  | { task: 'grow'; data: DataPlace; further: string[]; folder: string }

export type InspectResult =
  | { task: 'inspect'; inspection: Inspection }
  | { task: 'preview'; rows: PreviewRow[] }
  | { task: 'build'; dataset: Dataset }
  | { task: 'images'; images: RowImage[] }
  | { task: 'rows'; rows: RawRows }
  | { task: 'check'; files: FileState[] }
  | { task: 'relocate'; dataset: Dataset }
  | { task: 'grow'; dataset: Dataset }
