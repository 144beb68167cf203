/** Where a job finds a data set. */
import type { Dataset } from '../../../../contract/records/dataset'

/** Where a job finds a data set: the file references resolve against the project, the row index lies in `indexFolder`. */
export interface DataPlace {
  project: string
  dataset: Dataset
  indexFolder: string
  /** Folder of the dictionary whose activations are read in place of the rows (hybrid). */
  featuresFolder?: string | undefined
}
