/**
 * What the store does with labels: read, edit with a log, undo and redo, search facts.
 * It invents no meaning: which status follows from which text is decided by who calls.
 */
import type { Reverted } from '../../contract/calls/labels'
import type { Label, LabelEdit, LabelFields, LabelProgress } from '../../contract/records/label'

/** Who edits, and which edits belong to one step of undo. */
export interface EditContext {
  /** Edits of one feature by one author with the same group that follow each other become one entry of the log. */
  group?: string
  /** Empty when left out. */
  author?: string
  /** Now when left out. */
  at?: number
}

export interface LabelStore {
  /** Empty fields and `pending` for a feature nobody touched; `not-found` for one the run does not have. */
  get(run: string, feature: number): Label
  /** Labels of these features, in this order. */
  many(run: string, features: readonly number[]): Label[]
  /** All labels that were ever touched, by feature. */
  touched(run: string): Label[]
  /** Changes fields and writes the log in one transaction, on disk when it returns. A change that changes nothing leaves no entry. */
  edit(run: string, feature: number, change: Partial<LabelFields>, context?: EditContext): Label
  /** Takes back the latest edit of the project that still stands; null when there is none. Survives restarts. */
  undo(): Reverted
  /** Does again what was undone last; null when nothing was undone since the latest edit. */
  redo(): Reverted
  /** Edits of a feature, the latest first. */
  history(run: string, feature: number): LabelEdit[]
  /** Latest edits of a run, the latest first. */
  recent(run: string, limit: number): LabelEdit[]
  progress(run: string): LabelProgress
  /** Tags in use over all runs, most used first, then by name. */
  tags(): { tag: string; count: number }[]
}
