/** Calls about what stands around labels: comments, groups of features, the tags and guidelines of the project. */
import { z } from 'zod'
import { annotationLimits, FeatureGroup, Guide, LabelComment, TagRename } from '../records/annotation'
import { Author, Blind } from '../records/annotator'
import { Count, Id, Index } from '../records/basics'
import { LabelStatus } from '../records/label'
import { ViewName } from '../records/view'
import { call, edit, read } from './call'

const ofRun = z.object({ project: Id, run: Id })

/**
 * `mass` and `density`: the greatest first. `coverage`: what adds most activation that labeled features do not carry yet.
 * `view`: what a saved view finds, in its order.
 */
export const QueueOrder = z.discriminatedUnion('by', [
  z.object({ by: z.literal('mass') }),
  z.object({ by: z.literal('density') }),
  z.object({ by: z.literal('coverage') }),
  z.object({ by: z.literal('neighbors'), of: Index }),
  z.object({ by: z.literal('random'), seed: Count }),
  z.object({ by: z.literal('view'), name: ViewName }),
  z.object({ by: z.literal('disagreement'), one: Author.nullable(), other: Author.nullable() })
])
export type QueueOrder = z.infer<typeof QueueOrder>

export const annotationCalls = {
  /**
   * Features to look at next: those that fit the filter and have one of the states (whatever they have for `disagreement`). Those
   * put off until later come last. Blind: by one's own labels; orders and filters that tell what others say are refused.
   */
  'annotation.queue': read(
    ofRun.extend({
      ...Blind.shape,
      order: QueueOrder,
      filter: z.string().max(2_000).default(''),
      /** Left out: the open ones (pending, draft, later), unless the filter or the view names states. */
      statuses: z.array(LabelStatus).min(1).optional()
    }),
    z.object({ features: z.instanceof(Uint32Array) })
  ),
  /** Of a feature, the oldest first. Blind: those of the annotator. */
  'annotation.comments': read(ofRun.extend({ feature: Index, ...Blind.shape }), z.array(LabelComment)),
  'annotation.comment': call(
    ofRun.extend({ feature: Index, text: z.string().trim().min(1).max(annotationLimits.comment), author: Author.optional() }),
    LabelComment
  ),
  /** One's own: `denied` for a comment of somebody else. */
  'annotation.removeComment': call(ofRun.extend({ comment: Count, author: Author.optional() }), z.null()),
  /** By name. */
  'annotation.groups': read(ofRun, z.array(FeatureGroup)),
  /** Adds a group, or replaces the one with this id; like the next two one step of undo (labels.undo). Throws `exists` for a name that is taken, `not-found` for strange features. */
  'annotation.putGroup': call(
    ofRun.extend({ group: FeatureGroup.extend({ id: Id.optional() }), author: Author.optional() }),
    FeatureGroup
  ),
  /** Puts features into a group and takes others out, whatever else was changed in it meanwhile. */
  'annotation.changeMembers': call(
    ofRun.extend({
      group: Id,
      add: z.array(Index).max(annotationLimits.members),
      remove: z.array(Index).max(annotationLimits.members),
      author: Author.optional()
    }),
    FeatureGroup
  ),
  'annotation.removeGroup': call(ofRun.extend({ group: Id, author: Author.optional() }), z.null()),
  /** Empty at first. */
  'annotation.guide': read(z.object({ project: Id }), Guide),
  /**
   * Replaces the parts that are given. A renamed tag is renamed on every label that has it, in all runs of the project. All of it is
   * one step of undo; what is typed with one `group` is one, too.
   */
  'annotation.setGuide': edit(
    z.object({
      project: Id,
      guide: Guide.partial(),
      renamed: z.array(TagRename).max(annotationLimits.tags).default([]),
      group: z.string().max(64).optional(),
      author: Author.optional()
    }),
    Guide
  ),
  /** The name that goes on what is written here: that of the account. */
  'annotation.me': read(z.object({}), z.object({ author: Author }))
}
