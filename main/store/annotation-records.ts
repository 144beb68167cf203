/** What the store keeps around labels. */
import type { RevertedThing } from '../../contract/calls/labels'
import type { FeatureGroup, Guide, LabelComment } from '../../contract/records/annotation'
import type { GroupHit } from '../../contract/records/label'
import type { EditContext, TurnContext } from './label-records'

/** `renamedLabels`: so many of the latest steps of labels (tags renamed on them) are one step with the change of the guide. */
export interface GuideContext extends EditContext {
  renamedLabels?: number
}

export interface AnnotationStore {
  /** Of a feature, the oldest first. */
  comments(run: string, feature: number): LabelComment[]
  /** Like taking one away a step of undo. */
  addComment(run: string, comment: Omit<LabelComment, 'id'>): LabelComment
  /** `not-found` for one that is not there, `denied` for one of another author. */
  removeComment(run: string, id: number, author: string): void
  /** By name. */
  groups(run: string): FeatureGroup[]
  /** Features are kept ascending, each once. `exists` for a name that another group has. Like the next two a step of undo. */
  putGroup(run: string, group: FeatureGroup, context?: EditContext): FeatureGroup
  /** Members put in and taken out; `not-found` for a group or a feature that is not there. */
  changeMembers(
    run: string,
    id: string,
    change: { add: readonly number[]; remove: readonly number[] },
    context?: EditContext
  ): FeatureGroup
  /** `not-found` for one that is not there. */
  removeGroup(run: string, id: string, context?: EditContext): void
  /**
   * Takes back the latest step that stands and is no edit of a label (a group, a comment, a view, the guide, rules, what was written
   * beside the labels); null where there is none or an edit of a label came after it.
   */
  undo(context?: TurnContext): RevertedThing | null
  /** Does such a step again; null where there is none or an edit of a label was undone after it. */
  redo(context?: TurnContext): RevertedThing | null
  /** Groups whose name or description holds all the words, whatever the case; by name. */
  searchGroups(run: string, words: readonly string[], most: number): GroupHit[]
  /** Without tags and guidelines where nobody wrote any. */
  guide(): Guide
  /** Replaces the parts that are given; a step of undo where that changes something. */
  setGuide(guide: Partial<Guide>, context?: GuideContext): Guide
}
