/** Calls about labels. Every edit is on disk when the call returns. */
import { z } from 'zod'
import { Guide } from '../records/annotation'
import { Author, Blind } from '../records/annotator'
import { Count, Id, Index, TimeMs } from '../records/basics'
import { GroupHit, Label, LabelChange, LabelEdit, LabelFields, LabelProgress, SearchHit } from '../records/label'
import { Timeline } from '../records/timeline'
import { call, edit, read } from './call'

/** Features whose labels changed. */
const Changed = z.object({ features: z.instanceof(Uint32Array) })

const OneFeature = z.object({ project: Id, run: Id, feature: Index })

/**
 * What an undo or redo did: the last edit of the step, its label as it is now, and all features that changed with it.
 * Null when there was nothing to do.
 */
export const Reverted = z.object({ edit: LabelEdit, label: Label, features: z.array(Index) }).nullable()
export type Reverted = z.infer<typeof Reverted>

const StepWord = z.enum(['made', 'changed', 'removed'])

/**
 * A step that was undone or done again and is no edit of a label: what it did to a group of features, a comment, a saved view,
 * the guide of the project or rules of labels; or what one annotator wrote beside the labels of the project (`labels`: features whose own label changed with it).
 */
export const RevertedThing = z.union([
  z.object({ group: z.object({ run: Id, id: Id, name: z.string(), change: StepWord }) }),
  z.object({ comment: z.object({ run: Id, feature: Index, change: StepWord }) }),
  z.object({ view: z.object({ name: z.string(), change: StepWord }) }),
  z.object({
    opinions: z.object({
      run: Id,
      author: Author,
      features: z.array(Index),
      fields: z.array(LabelFields.keyof()),
      labels: z.array(Index).optional()
    })
  }),
  /** Tags or guidelines of the project; `labels`: those on which tags were renamed, run by run. */
  z.object({
    guide: z.object({
      parts: z.array(Guide.keyof()),
      labels: z.array(z.object({ run: Id, features: z.array(Index) }))
    })
  }),
  z.object({ rules: z.object({ run: Id, features: z.array(Index), change: StepWord }) })
])
export type RevertedThing = z.infer<typeof RevertedThing>

const RevertedStep = z.union([Reverted, RevertedThing])
export type RevertedStep = z.infer<typeof RevertedStep>

/**
 * What is put back: all labels as they were at a time; as they would be without the edits of a window (of one annotator,
 * from one time to another, or both); one label as it was after one of its edits.
 */
export const Restoration = z.union([
  z.strictObject({ asOf: TimeMs }),
  z.strictObject({ feature: Index, edit: Count }),
  z
    .strictObject({ withoutAuthor: Author.optional(), withoutFrom: TimeMs.optional(), withoutTo: TimeMs.optional() })
    .refine((window) => Object.keys(window).length > 0, 'name an annotator or a time')
])
export type Restoration = z.infer<typeof Restoration>

export const labelCalls = {
  'labels.get': read(OneFeature, Label),
  /**
   * Changes the given fields. Edits of one feature with the same `group` that follow each other
   * are one step of undo (typing is one step, not one per letter).
   */
  'labels.edit': edit(
    OneFeature.extend({
      change: LabelFields.partial(),
      group: z.string().max(64).optional(),
      /** Name of the annotator; that of the account when left out. */
      author: Author.optional()
    }),
    Label
  ),
  /** The same for several features: all of them, or none when one is refused. One step of undo. */
  'labels.editMany': edit(
    z.object({
      project: Id,
      run: Id,
      edits: z.array(z.object({ feature: Index, change: LabelFields.partial() })).max(1_000_000),
      author: Author.optional()
    }),
    z.array(Label)
  ),
  /**
   * One change of many features, one step of undo; tags are added to and taken from those that each has. Gives what changed. Blind:
   * where others say something of a feature, it is written into what the annotator says, beside the label of the project.
   */
  'labels.bulk': edit(
    Blind.extend({
      project: Id,
      run: Id,
      features: z.instanceof(Uint32Array),
      change: LabelFields.pick({ label: true, notes: true, confidence: true, status: true }).partial().default({}),
      addTags: LabelFields.shape.tags.default([]),
      removeTags: LabelFields.shape.tags.default([])
    }),
    Changed
  ),
  /**
   * The latest step that stands, of anybody or of one annotator (blind: of oneself): edits of labels, what was written beside them,
   * and changes of groups, comments, saved views, rules, tags and guidelines are one line.
   */
  'labels.undo': call(Blind.extend({ project: Id }), RevertedStep),
  'labels.redo': call(Blind.extend({ project: Id }), RevertedStep),
  /** Labels touched until a time, as they were then, by feature. */
  'labels.asOf': read(z.object({ project: Id, run: Id, at: TimeMs }), z.array(Label)),
  /** Puts labels back, as one step of undo. `not-found` for an edit that the feature does not have. */
  'labels.restore': call(z.object({ project: Id, run: Id, to: Restoration, author: Author.optional() }), Changed),
  /** What `labels.restore` would change, by feature: how many, and the first `most` of them. Changes nothing. */
  'labels.restorable': read(
    z.object({ project: Id, run: Id, to: Restoration, most: z.number().int().min(1).max(1_000).default(100) }),
    z.object({ total: Count, changes: z.array(LabelChange) })
  ),
  /** Edits of a feature, the latest first. Blind: those of the annotator. */
  'labels.history': read(OneFeature.extend(Blind.shape), z.array(LabelEdit)),
  /** Latest edits of a run over all features, the latest first. Blind, like the next two: of what one says oneself. */
  'labels.recent': read(
    Blind.extend({ project: Id, run: Id, limit: z.number().int().min(1).max(100).default(10) }),
    z.array(LabelEdit)
  ),
  /** Features that got an answer (labeled, not interpretable, flagged) by a standing edit, each once, the latest first. */
  'labels.decided': read(
    Blind.extend({ project: Id, run: Id, limit: z.number().int().min(1).max(100).default(10) }),
    z.object({ features: z.array(Index) })
  ),
  'labels.progress': read(Blind.extend({ project: Id, run: Id }), LabelProgress),
  /** Day by day and person by person; `utcOffsetMinutes` says when a day begins, that of this machine where it is left out. */
  'labels.timeline': read(
    z.object({ project: Id, run: Id, utcOffsetMinutes: z.number().int().min(-900).max(900).optional() }),
    Timeline
  ),
  /**
   * As somebody types: features whose label, notes and tags together, or one of whose comments, hold all the words, whatever the
   * case; those with labels first. At most `most`, with the place of the first word. Beside them the groups whose name or
   * description holds all the words. Blind: only what the annotator says, without comments.
   */
  'labels.search': read(
    Blind.extend({ project: Id, run: Id, text: z.string().max(500), most: z.number().int().min(1).max(200).default(50) }),
    z.object({ hits: z.array(SearchHit), groups: z.array(GroupHit), more: z.boolean() })
  ),
  /** Tags in use with their counts, most used first. The first nine have the keys 1–9. */
  'labels.tags': read(z.object({ project: Id }), z.array(z.object({ tag: z.string(), count: Count })))
}
