/** What the store keeps around labels. */
import type { FeatureGroup, Guide, LabelComment } from '../../contract/records/annotation'

export interface AnnotationStore {
  /** Of a feature, the oldest first. */
  comments(run: string, feature: number): LabelComment[]
  addComment(run: string, comment: Omit<LabelComment, 'id'>): LabelComment
  /** `not-found` for one that is not there. */
  removeComment(run: string, id: number): void
  /** By name. */
  groups(run: string): FeatureGroup[]
  /** Features are kept ascending, each once. `exists` for a name that another group has. */
  putGroup(run: string, group: FeatureGroup): FeatureGroup
  removeGroup(run: string, id: string): void
  /** Without tags and guidelines where nobody wrote any. */
  guide(): Guide
  setGuide(guide: Guide): Guide
}
