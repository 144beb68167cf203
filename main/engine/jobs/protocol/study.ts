/** What is said of a study. */
import type { Id } from '../../../../contract/records/basics'
import type { StudyQuestion } from '../../../../contract/records/studies/kinds'
import type { DataPlace } from './data-place'

/** An analyzed run that a study asks. */
export interface StudiedRun {
  run: Id
  step: number
  data: DataPlace
  /** Folder of the checkpoint that was analyzed. */
  checkpoint: string
  /** Folder of the activation index. */
  analysisFolder: string
}

export interface StudySpec {
  question: StudyQuestion
  run: StudiedRun
  /** Where the question names a second run. */
  other: StudiedRun | undefined
  /** Folder of the answer; it is not there yet. */
  folder: string
}
