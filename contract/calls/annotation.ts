/** Calls about what stands around labels: comments, groups of features, the tags and guidelines of the project. */
import { z } from 'zod'
import { annotationLimits, FeatureGroup, Guide, LabelComment } from '../records/annotation'
import { Author } from '../records/annotator'
import { Count, Id, Index } from '../records/basics'
import { call } from './call'

const ofRun = z.object({ project: Id, run: Id })

export const annotationCalls = {
  /** Of a feature, the oldest first. */
  'annotation.comments': call(ofRun.extend({ feature: Index }), z.array(LabelComment)),
  'annotation.comment': call(
    ofRun.extend({ feature: Index, text: z.string().trim().min(1).max(annotationLimits.comment), author: Author.optional() }),
    LabelComment
  ),
  'annotation.removeComment': call(ofRun.extend({ comment: Count }), z.null()),
  /** By name. */
  'annotation.groups': call(ofRun, z.array(FeatureGroup)),
  /** Adds a group, or replaces the one with this id. Throws `exists` for a name that is taken, `not-found` for strange features. */
  'annotation.putGroup': call(ofRun.extend({ group: FeatureGroup.extend({ id: Id.optional() }) }), FeatureGroup),
  'annotation.removeGroup': call(ofRun.extend({ group: Id }), z.null()),
  /** Empty at first. */
  'annotation.guide': call(z.object({ project: Id }), Guide),
  'annotation.setGuide': call(z.object({ project: Id, guide: Guide }), Guide)
}
