/**
 * An executable label: a condition on rows that claims to be true exactly where the feature fires,
 * so that a label can be held against all stored activations at once.
 */
import { z } from 'zod'
import { Count, Index, TimeMs } from './basics'
import { Example } from './feature'

export const ruleLimits = { tokens: 1_000, pattern: 500, conditions: 20, contextTokens: 16 } as const

const Text = z.string().min(1).max(500)

/** The row's token is one of these. */
const TokenRule = z.object({
  kind: z.literal('tokens'),
  tokens: z.array(Text).min(1).max(ruleLimits.tokens),
  /** Space around a token does not count. */
  trim: z.boolean().default(true),
  ignoreCase: z.boolean().default(true)
})

/** The token, or the text that ends with it (at most 16 tokens of its document), fits a JavaScript regular expression. */
const PatternRule = z.object({
  kind: z.literal('pattern'),
  pattern: z.string().min(1).max(ruleLimits.pattern),
  over: z.enum(['token', 'text']).default('token'),
  ignoreCase: z.boolean().default(false)
})

/** All conditions hold: the row's value in the column is one of these (or none of them with `not`). */
const ColumnRule = z.object({
  kind: z.literal('columns'),
  conditions: z
    .array(z.object({ column: Text, values: z.array(z.string().max(500)).min(1).max(1_000), not: z.boolean().default(false) }))
    .min(1)
    .max(ruleLimits.conditions)
})

export const LabelRule = z.discriminatedUnion('kind', [TokenRule, PatternRule, ColumnRule])
export type LabelRule = z.infer<typeof LabelRule>

/** A rule against "activation > threshold" over all rows that the analysis saw. */
export const RuleNumbers = z.object({
  threshold: z.number(),
  /** Rows that the analysis saw. */
  rows: Count,
  /** Rows on which the feature fires above the threshold, and rows that the rule names. */
  fires: Count,
  named: Count,
  both: Count,
  /** both ÷ named; 0 where the rule names nothing. */
  precision: z.number(),
  /** both ÷ fires; 0 where it never fires. */
  recall: z.number(),
  /** 2·precision·recall ÷ (precision + recall), 0 where both are 0. */
  f1: z.number()
})
export type RuleNumbers = z.infer<typeof RuleNumbers>

export const RuleScore = RuleNumbers.extend({
  rule: LabelRule,
  /** Fires, but the rule does not say so: the strongest first. */
  missed: z.array(Example),
  /** The rule says so, but it does not fire: by row. */
  wronglyNamed: z.array(Example)
})
export type RuleScore = z.infer<typeof RuleScore>

/** A rule that is attached to a label, with its score when it was attached; rules of an older Loupe have neither score nor label. */
export const StoredRule = z.object({
  feature: Index,
  rule: LabelRule,
  author: z.string(),
  at: TimeMs,
  /** The label as it was then. */
  label: z.string().optional(),
  /** `analysis` is the number of the analysis it was held against. */
  score: RuleNumbers.extend({ analysis: Count }).optional()
})
export type StoredRule = z.infer<typeof StoredRule>

/** `stale` when the run was analyzed again since, or the rule was never scored. */
export const StandingRule = StoredRule.extend({ stale: z.boolean() })
export type StandingRule = z.infer<typeof StandingRule>

/** A token list that tells best when a feature fires. */
export const RuleProposal = z.object({
  rule: TokenRule,
  /** The tokens, the most enriched first: on how many of their rows the feature fires. */
  tokens: z.array(z.object({ token: z.string(), fires: Count, rows: Count })),
  /** Share of the rows on which the feature fires at all, what `fires` ÷ `rows` is to be compared with. */
  share: z.number()
})
export type RuleProposal = z.infer<typeof RuleProposal>
