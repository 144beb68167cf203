/** Calls that check what people write about features: quizzes with hidden activations, rules held against all stored ones. */
import { z } from 'zod'
import { Author } from '../records/annotator'
import { Count, Id, Index } from '../records/basics'
import { Quiz, QuizResult, quizRows, StandingResult } from '../records/quiz'
import { LabelRule, RuleScore, StoredRule } from '../records/rule'
import { call } from './call'

const OneFeature = z.object({ project: Id, run: Id, feature: Index })
/** Tokens shown to either side, within the document. */
const Context = z.number().int().min(0).max(500).default(16)

export const checkCalls = {
  /**
   * Rows that no page of the feature shows and no earlier quiz of it had, half of them firing. It waits for its answers, also over
   * a restart. Throws `empty` where the feature fires on too few rows that were not seen, `not-found` without an analysis.
   */
  'checks.quiz': call(OneFeature.extend({ seed: Count.optional(), context: Context }), Quiz),
  /** One answer a row: does the feature fire? The result is kept with the version of the label. A quiz is answered once. */
  'checks.answerQuiz': call(
    z.object({ project: Id, quiz: Id, fires: z.array(z.boolean()).min(1).max(quizRows), author: Author.optional() }),
    QuizResult
  ),
  /** Answered quizzes of a run or of one feature, the latest first. */
  'checks.quizzes': call(z.object({ project: Id, run: Id, feature: Index.optional() }), z.array(StandingResult)),
  /** Rules of a run by feature. */
  'checks.rules': call(z.object({ project: Id, run: Id }), z.array(StoredRule)),
  /** Attaches a rule to the label of a feature; null takes it away. */
  'checks.setRule': call(OneFeature.extend({ rule: LabelRule.nullable(), author: Author.optional() }), StoredRule.nullable()),
  /** The attached rule or the one given against all stored activations. Throws `usage` for a pattern that can not be used. */
  'checks.scoreRule': call(
    OneFeature.extend({
      rule: LabelRule.optional(),
      threshold: z.number().min(0).default(0),
      most: z.number().int().min(0).max(200).default(20),
      context: Context
    }),
    RuleScore
  )
}
