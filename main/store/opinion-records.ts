/** What the store keeps of several annotators: labels from files beside those of the project, and judgments about two of them. */
import type { Annotator, Opinion } from '../../contract/records/annotator'

export interface OpinionStore {
  /** Everybody who wrote here or was imported, by name. */
  annotators(run: string): Annotator[]
  /** What one annotator says, by feature: of what they wrote here and what was imported the later. Null: the labels of the project. */
  of(run: string, author: string | null): Opinion[]
  /** Replaces what was imported of the annotator, all or none; gives how many there were. `not-found` for features that there are not. */
  replace(run: string, author: string, opinions: readonly Opinion[]): number
  /** What was judged of the label texts of two, by feature. */
  judgments(run: string, one: string | null, other: string | null): Map<number, boolean>
  /** Null takes a judgment back. */
  judge(run: string, feature: number, pair: { one: string | null; other: string | null; same: boolean | null }): void
}
