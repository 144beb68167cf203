/** What a filter of the feature list asks for, as data. */
import type { CheckState } from '../../../contract/records/check-marks'
import type { LabelStatus } from '../../../contract/records/label'
import type { CategoryScore } from '../../../contract/records/studies/columns'
import type { KeptSource } from '../../../contract/records/suggestion'
import type { FactKey } from '../feature-records'
import type { CheckKey } from '../tables/check-marks'

export type Comparison = '<' | '<=' | '>' | '>=' | '='

export interface NumberCondition {
  key: FactKey | CheckKey
  comparison: Comparison
  value: number
}

/** How well a feature tells a category of a label column from the rest (study `columns`). */
export interface ScoreCondition extends CategoryScore {
  comparison: Comparison
  value: number
}

export type SuggestionCondition = KeptSource | 'yes' | 'no'

export interface FeatureFilter {
  numbers: NumberCondition[]
  scores: ScoreCondition[]
  /** Each list of ranges (both ends included) must hold the feature. */
  ids: { from: number; to: number }[][]
  /** Each list must hold the status. */
  statuses: LabelStatus[][]
  /** All of them must be tags of the feature, whatever the case. */
  tags: string[]
  /** Names of groups that must hold the feature, whatever the case. */
  groups: string[]
  /** Each list must hold how the latest quiz, or the rule, of the feature stands. */
  quizzes: CheckState[][]
  rules: CheckState[][]
  dead: boolean | undefined
  /** All of them must hold: a suggestion of that source, of any (`yes`), or none (`no`). Kept ones that were not dismissed. */
  suggestions: SuggestionCondition[]
  /** Texts that must all occur in label, notes or tags, whatever the case. */
  words: string[]
}

/** Asks for nothing: every feature passes. */
export function emptyFilter(): FeatureFilter {
  return {
    numbers: [],
    scores: [],
    ids: [],
    statuses: [],
    tags: [],
    groups: [],
    quizzes: [],
    rules: [],
    dead: undefined,
    suggestions: [],
    words: []
  }
}
