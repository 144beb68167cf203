/** Calls that check what people write about features: quizzes with hidden activations, rules held against all stored ones. */
import { z } from 'zod'
import { Author, Blind } from '../records/annotator'
import { Count, Id, Index } from '../records/basics'
import { Example } from '../records/feature'
import { KeptQuiz, KeptRule } from '../records/kept-checks'
import { Quiz, QuizResult, quizRows, StandingResult } from '../records/quiz'
import { LabelRule, RuleProposal, RuleScore, StandingRule } from '../records/rule'
import { call, edit, read } from './call'

const OneFeature = z.object({ project: Id, run: Id, feature: Index })
/** Tokens shown to either side, within the document. */
const Context = z.number().int().min(0).max(500).default(16)
/** Activations above it count as firing. */
const Threshold = z.number().min(0).default(0)

export const checkCalls = {
  /**
   * Rows that no page of the feature shows and no earlier quiz of it had, half of them firing; validation rows, and rows away from
   * the shown ones, before others. It waits a day for its answers, also over a restart. Throws `empty` where the feature fires on too few rows that were not seen, `not-found` without an analysis.
   * Blind: `denied` where others say something of the feature, since a quiz shows the label of the project.
   */
  'checks.quiz': call(OneFeature.extend({ ...Blind.shape, seed: Count.optional(), context: Context }), Quiz),
  /** One answer a row: does the feature fire? The result is kept with the version of the label. A quiz is answered once. */
  'checks.answerQuiz': call(
    z.object({ project: Id, quiz: Id, fires: z.array(z.boolean()).min(1).max(quizRows), author: Author.optional() }),
    QuizResult
  ),
  /** Takes away a quiz that was not answered: nothing of it is kept. False for one that there is not any more. */
  'checks.leaveQuiz': call(z.object({ project: Id, quiz: Id }), z.object({ left: z.boolean() })),
  /** The rows of an answered quiz with their activations, in its order. */
  'checks.quizRows': call(z.object({ project: Id, quiz: Id, context: Context }), z.array(Example)),
  /**
   * Takes in what came with a file of labels. A quiz that is known already is left as it is; rules replace those there are and are
   * scored anew, or kept without a score where the rows can not answer them; all of them are one step of undo.
   */
  'checks.take': call(
    z.object({
      project: Id,
      run: Id,
      quizzes: z.array(KeptQuiz.extend({ feature: Index })).max(1_000_000),
      rules: z.array(KeptRule.extend({ feature: Index })).max(1_000_000),
      author: Author.optional()
    }),
    z.object({ quizzes: Count, rules: Count })
  ),
  /** Answered quizzes of a run or of one feature, the latest first. Blind, like the next: one's own. */
  'checks.quizzes': read(Blind.extend({ project: Id, run: Id, feature: Index.optional() }), z.array(StandingResult)),
  /** Rules of a run, or of one feature, by feature. */
  'checks.rules': read(Blind.extend({ project: Id, run: Id, feature: Index.optional() }), z.array(StandingRule)),
  /** Attaches a rule to the label of a feature with its score against all stored activations; null takes it away. A step of undo. */
  'checks.setRule': edit(
    OneFeature.extend({ rule: LabelRule.nullable(), threshold: Threshold, author: Author.optional() }),
    StandingRule.nullable()
  ),
  /** The tokens on which the feature fires most: those that together give the best F1. Throws `not-found` for rows without tokens. */
  'checks.proposeRule': call(OneFeature.extend({ threshold: Threshold }), RuleProposal),
  /** The attached rule or the one given against all stored activations; tells its progress. Throws `usage` for a pattern that can not be used. */
  'checks.scoreRule': call(
    OneFeature.extend({
      rule: LabelRule.optional(),
      threshold: Threshold,
      most: z.number().int().min(0).max(200).default(20),
      context: Context
    }),
    RuleScore
  )
}
