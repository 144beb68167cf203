/** What goes into the store and comes out of it about studies. A stored study is always one that was answered. */
import type { StudyKind, StudyQuestion } from '../../contract/records/studies/kinds'

export interface StudyDraft {
  id: string
  run: string
  question: StudyQuestion
  createdAt: number
  /** Number of the analysis that was asked (AnalysisSummary.id). */
  analysis: number
  /** Of the other run, where the question compares two. */
  otherAnalysis?: number | undefined
  /** Of that analysis. */
  step: number
  rows: number
}

export interface StoredStudy extends StudyDraft {
  /** Whether one of the runs was analyzed anew since, or is gone. */
  stale: boolean
}

export interface StudyStore {
  /** The latest first; of all runs when none is named. */
  list(run?: string): StoredStudy[]
  find(id: string): StoredStudy | undefined
  /** The answered study of the same question that is not stale. */
  answered(run: string, question: StudyQuestion): StoredStudy | undefined
  /** The latest study of this kind that is not stale. */
  newest(run: string, kind: StudyKind): StoredStudy | undefined
  /**
   * Remembers a study whose folder is complete; `not-found` when the folder is not there.
   * Earlier answers to the same question go, stale or not.
   */
  record(draft: StudyDraft): StoredStudy
  /** Row first, files after; also files that have no row. Harmless when there is nothing. */
  remove(run: string, id: string): void
  /** Folders without a row and rows without a folder, which a crash left. */
  sweep(): void
}
