/**
 * What Loupe proposes as the label of a feature. A suggestion is never a label: a person takes it or leaves it.
 * Some are computed when they are asked for (`earlier`, `column`, `tokens`), the others are kept (`match`, `imported`, `model`).
 */
import { z } from 'zod'
import { Count, Id, Index, TimeMs } from './basics'
import { LabelFields } from './label'
import { ComparedBy } from './studies/compare'

/**
 * In the order in which they are listed. `match`: the label of the matched feature of another run; `earlier`: what this feature was
 * called before, or is called by another annotator; `imported`: from a file of another tool; `model`: drafted by a language model;
 * `column`: the category of a label column that it tells best; `tokens`: the tokens that are most enriched among its rows.
 */
export const SuggestionSource = z.enum(['match', 'earlier', 'imported', 'model', 'column', 'tokens'])
export type SuggestionSource = z.infer<typeof SuggestionSource>

/** Those that lie in the project. */
export const KeptSource = SuggestionSource.extract(['match', 'imported', 'model'])
export type KeptSource = z.infer<typeof KeptSource>

export const suggestionLimits = { why: 2_000, origin: 500, prompt: 100_000, many: 100_000 } as const

/** A similarity or correlation, −1 to 1, with room for what rounding leaves above 1. */
const Similarity = z.number().min(-1.001).max(1.001)

/** What is proposed, without what the store adds. */
export const SuggestionDraft = z.object({
  source: SuggestionSource,
  /** Empty only for one that proposes `not-interpretable`. */
  text: LabelFields.shape.label,
  tags: LabelFields.shape.tags.optional(),
  /** `labeled` when left out. */
  status: LabelFields.shape.status.extract(['labeled', 'not-interpretable']).optional(),
  /** Where it is from and how sure that is, in plain words. */
  why: z.string().max(suggestionLimits.why),
  /** What it was matched by: the cosine or the correlation. */
  similarity: Similarity.optional(),
  /** Cosine of the two decoder rows. */
  cosine: Similarity.optional(),
  /** Pearson correlation of the two activations on the same rows. */
  correlation: Similarity.optional(),
  /** `column`: F1 on held-out rows; `tokens`: lift of the first token; `model`: balanced accuracy of detection. */
  score: z.number().optional(),
  /** Of `model`: its name, and what it was asked. */
  model: z.string().max(suggestionLimits.origin).optional(),
  prompt: z.string().max(suggestionLimits.prompt).optional(),
  /** Of `match`: the run and the feature it came from. */
  from: z.object({ run: Id, name: z.string().max(suggestionLimits.origin), feature: Index }).optional(),
  /** Of `imported`: the file or tool it came from. */
  origin: z.string().max(suggestionLimits.origin).optional()
})
export type SuggestionDraft = z.infer<typeof SuggestionDraft>

/** The id follows from what is proposed and where it is from: the same proposal again has the same id. */
export const Suggestion = SuggestionDraft.extend({ id: Id, createdAt: TimeMs.optional() })
export type Suggestion = z.infer<typeof Suggestion>

/** One to be kept. Needs a text, or the status `not-interpretable`. */
export const KeptSuggestion = SuggestionDraft.extend({ feature: Index, source: KeptSource }).refine(
  ({ text, status }) => text.trim() !== '' || status === 'not-interpretable',
  'a suggestion needs a text'
)
export type KeptSuggestion = z.infer<typeof KeptSuggestion>

/** Similarity from which a pair of features counts as the same one: of cosines as Paulo & Belrose 2025 (arXiv 2501.16615). */
export const followFrom = { 'decoder-cosine': 0.7, 'activation-correlation': 0.5 } as const

/** How the labels of one run arrived in another. */
export const FollowReport = z.object({
  /** How features were matched, in the order in which a partner was looked for. */
  matchings: z.array(
    z.object({
      by: ComparedBy,
      /** Similarity from which a label follows. */
      minimum: z.number(),
      /** The study that matched them, and the run that it is kept with. */
      study: Id,
      studyRun: Id,
      method: z.enum(['hungarian', 'greedy']),
      /** Rows on which correlations were computed. */
      sampleRows: Count
    })
  ),
  /** Features of the other run that are labeled or not interpretable. */
  labels: Count,
  /** Those of them that arrived as suggestions: new ones, and ones that were there. */
  followed: Count,
  added: Count,
  unchanged: Count,
  /** Suggestions from that run that were there and no longer hold. */
  withdrawn: Count,
  /** Those of `followed` that reached a feature with a label of its own, which stays as it is. */
  onLabeled: Count,
  /** Labels that did not follow: no feature was their partner, or its similarity was below the minimum. */
  noPartner: Count,
  below: Count,
  /** Some of those below, the most similar first. */
  nearMisses: z.array(z.object({ feature: Index, label: z.string(), partner: Index, by: ComparedBy, similarity: z.number() })),
  /** Features of the run that have a suggestion from there now, ascending. */
  features: z.instanceof(Uint32Array)
})
export type FollowReport = z.infer<typeof FollowReport>
