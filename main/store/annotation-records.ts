/** What the store keeps around labels. */
import type { FeatureGroup, Guide, LabelComment } from '../../contract/records/annotation'
import type { GroupHit } from '../../contract/records/label'

export interface AnnotationStore {
  /** Of a feature, the oldest first. */
  comments(run: string, feature: number): LabelComment[]
  addComment(run: string, comment: Omit<LabelComment, 'id'>): LabelComment
  /** `not-found` for one that is not there, `denied` for one of another author. */
  removeComment(run: string, id: number, author: string): void
  /** By name. */
  groups(run: string): FeatureGroup[]
  /** Features are kept ascending, each once. `exists` for a name that another group has. */
  putGroup(run: string, group: FeatureGroup): FeatureGroup
  /** Members put in and taken out; `not-found` for a group or a feature that is not there. */
  changeMembers(run: string, id: string, change: { add: readonly number[]; remove: readonly number[] }): FeatureGroup
  removeGroup(run: string, id: string): void
  /** Groups whose name or description holds all the words, whatever the case; by name. */
  searchGroups(run: string, words: readonly string[], most: number): GroupHit[]
  /** Without tags and guidelines where nobody wrote any. */
  guide(): Guide
  /** Replaces the parts that are given. */
  setGuide(guide: Partial<Guide>): Guide
}
