/** Calls about labels. Every edit is on disk when the call returns. */
import { z } from 'zod'
import { Count, Id, Index } from '../records/basics'
import { Label, LabelEdit, LabelFields, LabelProgress } from '../records/label'
import { call } from './call'

const OneFeature = z.object({ project: Id, run: Id, feature: Index })

/** What an undo or redo did: the edit, and the label as it is now. Null when there was nothing to do. */
export const Reverted = z.object({ edit: LabelEdit, label: Label }).nullable()
export type Reverted = z.infer<typeof Reverted>

export const labelCalls = {
  'labels.get': call(OneFeature, Label),
  /**
   * Changes the given fields. Edits of one feature with the same `group` that follow each other
   * are one step of undo (typing is one step, not one per letter).
   */
  'labels.edit': call(
    OneFeature.extend({
      change: LabelFields.partial(),
      group: z.string().max(64).optional(),
      /** Name of the annotator; that of the account when left out. */
      author: z.string().max(200).optional()
    }),
    Label
  ),
  /** The same for several features: all of them, or none when one is refused. Each is an edit of its own. */
  'labels.editMany': call(
    z.object({
      project: Id,
      run: Id,
      edits: z.array(z.object({ feature: Index, change: LabelFields.partial() })).max(1_000_000),
      author: z.string().max(200).optional()
    }),
    z.array(Label)
  ),
  'labels.undo': call(z.object({ project: Id }), Reverted),
  'labels.redo': call(z.object({ project: Id }), Reverted),
  /** Edits of a feature, the latest first. */
  'labels.history': call(OneFeature, z.array(LabelEdit)),
  /** Latest edits of a run over all features, the latest first. */
  'labels.recent': call(
    z.object({ project: Id, run: Id, limit: z.number().int().min(1).max(100).default(10) }),
    z.array(LabelEdit)
  ),
  'labels.progress': call(z.object({ project: Id, run: Id }), LabelProgress),
  /** Tags in use with their counts, most used first. The first nine have the keys 1–9. */
  'labels.tags': call(z.object({ project: Id }), z.array(z.object({ tag: z.string(), count: Count })))
}
