/** What goes into the store and comes out of it about checks of labels: quizzes and rules. */

import type { QuizResult, StandingResult } from '../../contract/records/quiz'
import type { StandingRule, StoredRule } from '../../contract/records/rule'
import type { EditContext } from './label-records'
import type { ChosenQuizRow } from './tables/checks'

/** A quiz that waits for its answers. */
export interface OpenQuiz {
  id: string
  run: string
  feature: number
  at: number
  rows: ChosenQuizRow[]
  /** The label that the person has in view, and the number of its latest edit. */
  about: { label: string; version: number }
}

export interface CheckStore {
  openQuiz(quiz: OpenQuiz): void
  /** `not-found` for a quiz that there is not, `exists` for one that was answered. */
  waiting(id: string): OpenQuiz
  /** Puts the result in place of the waiting quiz. */
  answer(result: QuizResult): QuizResult
  /** `not-found` for a quiz that there is not, or that waits. */
  answered(id: string): QuizResult
  /** Takes a waiting quiz away; false where there is none. */
  leave(id: string): boolean
  /** Takes away waiting quizzes that were opened before a time. */
  leaveOlder(before: number): void
  /** Puts an answered quiz of elsewhere; false for one that is known. */
  take(result: QuizResult): boolean
  /** Answered ones, the latest first. */
  results(run: string, feature?: number): StandingResult[]
  /** Rows that quizzes of the feature had, answered or not. */
  usedRows(run: string, feature: number): number[]
  /** By feature. */
  rules(run: string, feature?: number): StandingRule[]
  /** Undefined takes it away. Like the next a step of undo, unless only the score is another one. */
  setRule(run: string, feature: number, rule: StoredRule | undefined, context?: EditContext): void
  /** Attaches all of them, or none. */
  takeRules(run: string, rules: readonly StoredRule[], context?: EditContext): void
}
