/**
 * What the store does with labels: read, edit with a log, undo and redo, search facts.
 * It invents no meaning: which status follows from which text is decided by who calls.
 */
import type { Restoration, Reverted } from '../../contract/calls/labels'
import type {
  Label,
  LabelChange,
  LabelEdit,
  LabelFields,
  LabelProgress,
  LabelStatus,
  SearchHit
} from '../../contract/records/label'

/** Who edits, and which edits belong to one step of undo. */
export interface EditContext {
  /** Edits of one feature by one author with the same group that follow each other become one entry of the log. */
  group?: string
  /** Empty when left out. */
  author?: string
  /** Now when left out. */
  at?: number
}

/** A change of one feature among several. */
export interface LabelChangeOf {
  feature: number
  change: Partial<LabelFields>
}

/** One change of many features; tags are added to and taken from those that each has. */
export interface BulkChange {
  change: Partial<Omit<LabelFields, 'tags'>>
  addTags: readonly string[]
  removeTags: readonly string[]
}

/** Whose step is undone or done again; anybody's when no author is given. `at` is now when left out. */
export interface TurnContext {
  author?: string
  at?: number
}

/** Edits by an annotator, in a time (both ends included); everybody's or all when left out. */
export interface EditWindow {
  author?: string
  from?: number
  to?: number
}

/** An edit, or the undo (`applied` false) or redo of one. */
export interface LabelEvent {
  at: number
  /** Number of the edit. */
  edit: number
  feature: number
  author: string
  /** Undefined where the edit did not touch it. */
  status: LabelStatus | undefined
  applied: boolean
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
  /** Several edits as one step of undo, all or none. */
  editMany(run: string, edits: readonly LabelChangeOf[], context?: EditContext): Label[]
  /** The same change of several features as one step of undo, all or none. Gives the labels that changed. */
  bulk(run: string, features: readonly number[], change: BulkChange, context?: EditContext): Label[]
  /** Takes back the latest step that still stands; null when there is none. Survives restarts. */
  undo(context?: TurnContext): Reverted
  /** Does again what was undone last; null when nothing was undone since the latest edit of its author. */
  redo(context?: TurnContext): Reverted
  /** Labels touched until that time, as they were then. Letters typed in one go count as of when they ended. */
  asOf(run: string, at: number): Label[]
  /** Puts all labels back as they were at that time; one step of undo. Gives those that changed. */
  restoreAsOf(run: string, at: number, context?: EditContext): Label[]
  /** Takes the edits of a window out, whatever came after them; one step of undo. Gives the labels that changed. */
  restoreWithout(run: string, window: EditWindow, context?: EditContext): Label[]
  /** Puts one label back as it was after one of its edits, as the edits stand now; gives it if it changed. */
  restoreVersion(run: string, feature: number, edit: number, context?: EditContext): Label[]
  /** What a restoration would change, by feature. */
  restorable(run: string, to: Restoration): LabelChange[]
  /** What one annotator wrote here, as if alone. */
  by(run: string, author: string): Label[]
  /** All edits, undos and redos of a run, as they happened. */
  events(run: string): LabelEvent[]
  /** Edits of a feature, the latest first. */
  history(run: string, feature: number): LabelEdit[]
  /** Latest edits of a run, the latest first; of an annotator where one is given. */
  recent(run: string, limit: number, author?: string): LabelEdit[]
  /** Features that got an answer by a standing edit, each once, the latest first. */
  decided(run: string, limit: number): number[]
  /** Of what one annotator says, in place of the labels of the project, where one is given. */
  progress(run: string, as?: string): LabelProgress
  /** At most `most` features whose texts hold all the words, with the place of the first one. */
  search(run: string, words: readonly string[], most: number): SearchHit[]
  /** Tags in use over all runs, most used first, then by name. */
  tags(): { tag: string; count: number }[]
}
