/** Direct logit effect: which tokens the direction of each feature makes likelier and less likely, from an unembedding. */
import { z } from 'zod'
import { ArraySource, Count } from '../basics'

export const LogitsQuestion = z.object({
  kind: z.literal('logits'),
  /** W_U, [d, vocabulary] or [vocabulary, d] (a model's lm_head.weight), d as wide as decoder rows. */
  unembedding: ArraySource,
  /** File with the text of token ids: tokenizer.json, vocab.json, a list in JSON, or a token per line. */
  vocabulary: z.string().min(1).max(4096).optional(),
  /** Tokens kept at each end of every feature. */
  most: z.number().int().min(1).max(100).default(10)
})
export type LogitsQuestion = z.infer<typeof LogitsQuestion>

/**
 * W_dec · W_U, one number for each feature and token: what an activation of 1 adds to the token's logit on the direct path, without
 * later layers and without the final norm (“logit weights”; Bricken et al. 2023, “direct logit attribution”).
 * Arrays, [features, most]: `topTokens` u32 ids with `topLogits` f32, the greatest first; `bottomTokens` with `bottomLogits`, the least
 * first. `mean` and `deviation` [features] f32 over the whole vocabulary. Where a vocabulary was given, texts of tokens as Unicode
 * code points: `tokenText` u32, that of token i from `tokenStarts`[i] to before `tokenStarts`[i + 1].
 */
export const LogitsAnswer = z.object({
  kind: z.literal('logits'),
  features: Count,
  tokens: Count,
  /** Kept at each end. */
  most: Count,
  layout: z.enum(['d-by-tokens', 'tokens-by-d']),
  hasTexts: z.boolean()
})
export type LogitsAnswer = z.infer<typeof LogitsAnswer>
