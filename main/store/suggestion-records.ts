/** What the store keeps of suggestions: those that are not computed, and which ones were dismissed. */
import type { Opinion } from '../../contract/records/annotator'
import type { KeptSource, KeptSuggestion, Suggestion } from '../../contract/records/suggestion'

/** Kept suggestions that fit all that is given. */
export interface SuggestionChoice {
  source?: KeptSource | undefined
  /** The run, the model or the file they came from. */
  origin?: string | undefined
  feature?: number | undefined
  id?: string | undefined
}

/** A kept suggestion with the feature it is for. */
export type SuggestionOf = Suggestion & { feature: number }

export interface SuggestionStore {
  /** Of one feature, the most similar or best first, without those that were dismissed. */
  of(run: string, feature: number): Suggestion[]
  /** The best one of each feature, by feature, without those that were dismissed. */
  best(run: string, choice: SuggestionChoice): SuggestionOf[]
  /** All or none; one that is there is replaced by itself and keeps its time. `not-found` for features that there are not. */
  put(run: string, suggestions: readonly KeptSuggestion[], at?: number): { added: number; replaced: number }
  /** The same, in place of all that were there from this source and origin. */
  replace(
    run: string,
    place: { source: KeptSource; origin: string },
    suggestions: readonly KeptSuggestion[]
  ): { added: number; unchanged: number; withdrawn: number }
  /** Gives how many there were. */
  remove(run: string, choice: SuggestionChoice): number
  dismiss(run: string, feature: number, id: string, dismissed: boolean): void
  isDismissed(run: string, feature: number, id: string): boolean
  /** What annotators from files say of a feature. */
  opinions(run: string, feature: number): (Opinion & { author: string })[]
}
