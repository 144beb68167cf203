/** What the store does with saved views. */
import type { SavedView } from '../../contract/records/view'
import type { EditContext } from './label-records'

export interface ViewStore {
  /** In the order in which they were first saved. */
  list(): SavedView[]
  /** `not-found`, naming those that are there. */
  get(name: string): SavedView
  /** One of the same name is replaced and keeps its place. `usage` for a filter that can not be understood, or one view too many. Like the next a step of undo. */
  put(view: SavedView, context?: EditContext): SavedView
  /** `not-found` for one that is not there. */
  remove(name: string, context?: EditContext): void
}
