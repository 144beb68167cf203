/** What the store keeps of several annotators: labels from files and labels written beside those of the project. */
import type { Annotator, AuthoredOpinion, Opinion } from '../../contract/records/annotator'
import type { Label, LabelFields, SearchHit } from '../../contract/records/label'
import type { BulkChange, EditContext } from './label-records'

export interface OpinionStore {
  /** Everybody who wrote here or was imported, by name. */
  annotators(run: string): Annotator[]
  /**
   * What one annotator says, by feature: of what they wrote here (in the log, or beside it) and what was imported the later.
   * Null: the labels of the project.
   */
  of(run: string, author: string | null): Opinion[]
  /** What everybody says of one feature, by name. */
  ofFeature(run: string, feature: number): AuthoredOpinion[]
  /** What one annotator says of each of these features; undefined where they say nothing. */
  own(run: string, author: string, features: readonly number[]): (Opinion | undefined)[]
  /** At most `most` features of which the annotator says all the words, as the search of labels does. */
  search(run: string, author: string, words: readonly string[], most: number): SearchHit[]
  /** What was imported of an annotator, by feature. */
  imported(run: string, author: string): Opinion[]
  /** Replaces what was imported of the annotator, all or none; gives how many there were. `not-found` for features that there are not. */
  replace(run: string, author: string, opinions: readonly Opinion[]): number
  /** Features of which somebody else says something; what an annotator says again counts as theirs. */
  saidByOthers(run: string, author: string): Set<number>
  /**
   * Writes into what an annotator says, beside the label of the project; gives all of it. One step of undo of `by`, who is the
   * annotator when left out.
   */
  write(
    run: string,
    feature: number,
    change: Partial<LabelFields>,
    context: EditContext & { author: string; by?: string }
  ): Opinion
  /**
   * The same change of many features as one step of undo, by somebody who must not know what others say: labels of the project where
   * nobody else says anything, else what they say themselves. Gives the labels and the opinions that changed.
   */
  bulk(
    run: string,
    features: readonly number[],
    change: BulkChange,
    context: EditContext & { author: string }
  ): { labels: Label[]; beside: number[] }
}
