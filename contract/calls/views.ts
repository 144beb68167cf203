/** Calls about the views that people saved: the list of features, the annotation queue and exports use the same ones. */
import { z } from 'zod'
import { Author } from '../records/annotator'
import { Id } from '../records/basics'
import { SavedView, ViewName } from '../records/view'
import { call, read } from './call'

export const viewCalls = {
  /** In the order in which they were first saved. */
  'views.list': read(z.object({ project: Id }), z.array(SavedView)),
  /** One of the same name is replaced and keeps its place. Like the next one step of undo (labels.undo). Throws `usage` for a filter that can not be understood. */
  'views.put': call(z.object({ project: Id, view: SavedView, author: Author.optional() }), SavedView),
  /** Throws `not-found` for one that is not there. */
  'views.remove': call(z.object({ project: Id, name: ViewName, author: Author.optional() }), z.null())
}
