/**
 * Drafts of labels by a language model: the server a person names, the prompts, the limits, and what came of it.
 * The form of prompts and of the score follows the field's automatic interpretation (Bills et al. 2023; delphi, EleutherAI).
 */
import { z } from 'zod'
import { ErrorRecord } from '../wire/errors'
import { Count, Id, Index, TimeMs } from './basics'
import { textLimits } from './label'

/** Where Ollama listens; nothing is sent there before the switch is on. */
export const localAddress = 'http://127.0.0.1:11434/v1'

/** The environment variable with the key, for the command line and the browser mode. */
export const keyVariable = 'LOUPE_MODEL_KEY'

/** An OpenAI-compatible server. `address` is its base, as `https://host/v1`. */
export const ModelServer = z.object({
  address: z.string().max(2_000),
  model: z.string().max(300),
  /** Also without encryption to another machine; to this one it is always allowed. */
  plainHttp: z.boolean()
})
export type ModelServer = z.infer<typeof ModelServer>

/** What a million tokens cost, in whatever currency the person thinks in; null where nobody said so. */
export const ModelPrice = z.object({
  input: z.number().min(0).max(1e6).nullable(),
  output: z.number().min(0).max(1e6).nullable()
})
export type ModelPrice = z.infer<typeof ModelPrice>

/** Kept for this machine. While `on` is false Loupe opens no connection to any server. */
export const ModelSettings = ModelServer.extend({ on: z.boolean(), price: ModelPrice })
export type ModelSettings = z.infer<typeof ModelSettings>

/**
 * Where the key is: in the system's secure storage, in memory until Loupe ends, in the environment. The key itself is never told.
 * `origin`: the only server it goes to; null for one of the environment, which goes to the server in use.
 */
export const KeyState = z.object({ kept: z.enum(['none', 'system', 'session', 'environment']), origin: z.string().nullable() })
export type KeyState = z.infer<typeof KeyState>

/**
 * The two questions. `explain` holds {examples}: rows on which the feature fires, with its activations. `detect` holds {label} and
 * {examples}: rows without activations, of which the model says on which the feature fires.
 */
export const DraftPrompt = z.object({
  explain: z.string().max(20_000).refine(holds('{examples}'), 'it must hold {examples}'),
  detect: z
    .string()
    .max(20_000)
    .refine(holds('{label}'), 'it must hold {label}')
    .refine(holds('{examples}'), 'it must hold {examples}')
})
export type DraftPrompt = z.infer<typeof DraftPrompt>

/** What the model is shown. */
export const DraftEvidence = z.object({
  /** Of the strongest examples. */
  top: z.number().int().min(0).max(20).default(8),
  /** Of each interval of activations. */
  perInterval: z.number().int().min(0).max(5).default(1),
  /** Tokens to either side of the row, within the document. */
  context: z.number().int().min(0).max(100).default(16),
  /** Held-out rows of the score, half of them firing; 0 for no score. */
  detectRows: z.number().int().min(0).max(40).multipleOf(2).default(20)
})
export type DraftEvidence = z.infer<typeof DraftEvidence>

export const DraftLimits = z.object({
  /** Requests altogether, repeated ones too. */
  requests: z.number().int().min(1).max(1_000_000).default(500),
  /** Tokens sent and received altogether. */
  tokens: z.number().int().min(1).max(1_000_000_000).default(1_000_000),
  parallel: z.number().int().min(1).max(16).default(2),
  perMinute: z.number().int().min(1).max(6_000).default(120),
  timeoutSeconds: z.number().min(0.5).max(600).default(60),
  /** Longest answer, in tokens. */
  answerTokens: z.number().int().min(16).max(8_000).default(400)
})
export type DraftLimits = z.infer<typeof DraftLimits>

/** What a draft asks for, about which features. */
export const DraftOrder = z.object({
  server: ModelServer,
  price: ModelPrice,
  prompt: DraftPrompt,
  evidence: DraftEvidence,
  limits: DraftLimits
})
export type DraftOrder = z.infer<typeof DraftOrder>

/** Requests and tokens, before the start; repeated requests come on top, the limits hold in any case. */
export const DraftEstimate = z.object({
  /** Features that the limit on requests and on tokens lets through, of those that were chosen. */
  features: Count,
  chosen: Count,
  requests: Count,
  inputTokens: Count,
  /** At most. */
  outputTokens: Count,
  /** At most; null where a price is not known. */
  cost: z.number().nullable(),
  /** Features whose prompts were made to measure. */
  measured: Count,
  /** At least, by the limit per minute. */
  seconds: z.number()
})
export type DraftEstimate = z.infer<typeof DraftEstimate>

const RightOf = z.object({ right: Count, of: Count })

/** How well a model finds the rows on which a feature fires from the text alone. */
export const DetectionScore = z.object({
  /** (recall + share of silent rows that were left out) ÷ 2, 0–1. */
  balancedAccuracy: z.number(),
  /** 95 % of the posterior of it (Brodersen et al. 2010). */
  interval: z.tuple([z.number(), z.number()]),
  /** Null where no row was named. */
  precision: z.number().nullable(),
  recall: z.number(),
  firing: RightOf,
  silent: RightOf
})
export type DetectionScore = z.infer<typeof DetectionScore>

export const DraftState = z.enum(['running', 'paused', 'done', 'cancelled', 'failed', 'interrupted'])
export type DraftState = z.infer<typeof DraftState>

/** What was used so far. Tokens as the server told them where that is plausible, else counted by length: then `estimated`. */
export const DraftUse = z.object({ requests: Count, inputTokens: Count, outputTokens: Count, estimated: z.boolean() })
export type DraftUse = z.infer<typeof DraftUse>

/** One order and how far it is. */
export const Draft = z.object({
  id: Id,
  run: Id,
  createdAt: TimeMs,
  state: DraftState,
  order: DraftOrder,
  features: Count,
  /** Features that are done with, with a text or with a problem. */
  finished: Count,
  texts: Count,
  problems: Count,
  use: DraftUse,
  /** The limit that ended it. */
  stopped: z.enum(['requests', 'tokens']).optional(),
  error: ErrorRecord.optional(),
  job: Id.optional()
})
export type Draft = z.infer<typeof Draft>

/** What the model said of one feature. */
export const DraftedFeature = z.object({
  feature: Index,
  text: z.string().max(textLimits.label).nullable(),
  score: DetectionScore.nullable(),
  /** Why there is no text or no score. */
  problem: z.string().max(1_000).nullable()
})
export type DraftedFeature = z.infer<typeof DraftedFeature>

function holds(part: string): (text: string) => boolean {
  return (text) => text.includes(part)
}
