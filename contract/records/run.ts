/**
 * A run: one training with its configuration, states and checkpoints.
 * Defaults and their sources are in main/training/defaults.ts; refusals of impossible values in main/training/check-config.ts.
 */
import { z } from 'zod'
import { ErrorRecord } from '../wire/errors'
import { Count, Id, TimeMs } from './basics'
import { MetricKey } from './metrics'

/** Architectures that Loupe trains; formulas and papers are in main/dictionaries/architectures, a file each. */
export const Architecture = z.enum([
  'topk',
  'batchtopk',
  'matryoshka',
  'jumprelu',
  'gated',
  'relu-l1',
  'relu-l1-2023',
  'kl',
  'p-anneal'
])
export type Architecture = z.infer<typeof Architecture>

/**
 * What is reconstructed: `sae` its own input; `transcoder` the targets of the data set; `skip-transcoder` the targets, with an
 * affine path W_skip beside the features; `crosscoder` all streams (layers) at once, by shared features.
 */
export const DictionaryKind = z.enum(['sae', 'transcoder', 'skip-transcoder', 'crosscoder'])
export type DictionaryKind = z.infer<typeof DictionaryKind>

/**
 * What inputs go through before the dictionary sees them; it is folded into what is exported where it is one affine map.
 * `expected-average` one factor √d_in ÷ mean norm (SAELens expected_average_only_in); `constant-norm` every row to norm √d_in;
 * `layer-norm` every row to mean 0 and deviation 1, undone at the output; `whitening` (x − μ) E (λ + 1e-3)^−½.
 */
export const Normalization = z.enum(['none', 'expected-average', 'constant-norm', 'layer-norm', 'whitening'])
export type Normalization = z.infer<typeof Normalization>

export const Optimizer = z.enum(['adam', 'adamw', 'rmsprop', 'sgd'])
export type Optimizer = z.infer<typeof Optimizer>

/** How the rate falls after the warm-up: over the last `decayShare` of steps to 0 (`linear`), by half a cosine over all steps, restarted `restarts` times (`cosine`), or not (`constant`). */
export const Schedule = z.enum(['constant', 'linear', 'cosine'])
export type Schedule = z.infer<typeof Schedule>

/** What brings dead features back: a second loss (AuxK; Anthropic's pre-activation loss), or new weights (resampling). */
export const DeadFeatureRule = z.enum(['none', 'auxk', 'pre-activation', 'resample'])
export type DeadFeatureRule = z.infer<typeof DeadFeatureRule>

/** JumpReLU's sparsity loss: λ·L0; λ Σ tanh(c f‖W_dec‖) (Anthropic 2025); λ (L0 ÷ target − 1)². */
export const JumpLoss = z.enum(['l0', 'tanh', 'target-l0'])
export type JumpLoss = z.infer<typeof JumpLoss>

/** Values that a run starts from instead of random ones: those of a checkpoint of another run, or of a file. */
export const StartFrom = z.object({ run: Id, step: Count.optional() })
export type StartFrom = z.infer<typeof StartFrom>

/** `exact` keeps every product in f32; `fast` may use bf16 products. */
export const Precision = z.enum(['exact', 'fast'])
export type Precision = z.infer<typeof Precision>

/** All of a run that decides its numbers, besides the data and the backend. Units: rows, steps, shares of all steps. */
export const RunConfig = z.object({
  architecture: Architecture,
  /** `sae` where left out. */
  kind: DictionaryKind.optional(),
  dSae: z.number().int(),
  /** Active features per row; TopK, and on average BatchTopK and Matryoshka. */
  k: z.number().int().optional(),
  /** λ, the weight of the sparsity loss; all architectures without k. */
  sparsityCoefficient: z.number().optional(),
  /** Share of steps over which λ grows from 0. */
  sparsityWarmUpShare: z.number().optional(),
  /** L0 that a JumpReLU with the loss target-l0 aims at. */
  targetL0: z.number().optional(),
  jumpLoss: JumpLoss.optional(),
  /** ε, the width of the window through which JumpReLU's thresholds get gradients. */
  bandwidth: z.number().optional(),
  /** θ of every feature at the start; JumpReLU. */
  initialThreshold: z.number().optional(),
  /** Share of rows that a feature should fire on; KL. */
  targetRate: z.number().optional(),
  /** Exponent p at the end of p-annealing; it starts at 1. */
  finalP: z.number().optional(),
  /** Widths of the nested dictionaries, ascending, the last is dSae; Matryoshka. */
  prefixes: z.array(z.number().int()).optional(),
  /** Left out: `auxk` where auxCoefficient is above 0. */
  deadFeatures: DeadFeatureRule.optional(),
  /** Weight of the AuxK or pre-activation loss. 0 leaves it out. */
  auxCoefficient: z.number().optional(),
  /** Dead features that reconstruct the residual; AuxK. */
  auxK: z.number().int().optional(),
  /** Steps between two resamplings. */
  resampleEverySteps: z.number().int().optional(),
  /** Share of input numbers that are set to 0 at random before encoding (denoising), the others divided by 1 − share; the target stays whole. */
  inputDropout: z.number().optional(),
  /** Whether encoder rows start equal to decoder rows; yes where left out, for transcoders no. */
  tiedStart: z.boolean().optional(),
  /** `expected-average` where left out. */
  normalization: Normalization.optional(),
  startFrom: StartFrom.optional(),
  /** A trained sparse autoencoder whose activations are the inputs of this transcoder (hybrid). */
  featuresOf: StartFrom.optional(),
  steps: z.number().int(),
  batchRows: z.number().int(),
  /** Rows whose gradients are computed at once; a batch of more is split, its gradients summed. Left out: as memory allows. */
  rowsAtOnce: z.number().int().optional(),
  /** `adam` where left out. */
  optimizer: Optimizer.optional(),
  /** AdamW's, on all parameters, times the learning rate. */
  weightDecay: z.number().optional(),
  /** SGD's momentum; the decay of RMSprop's squares is adamBeta2. */
  momentum: z.number().optional(),
  learningRate: z.number(),
  warmUpSteps: z.number().int(),
  /** `linear` where left out. */
  schedule: Schedule.optional(),
  /** Share of steps at the end over which the rate falls linearly to 0. */
  decayShare: z.number(),
  /** Restarts of the cosine schedule. */
  restarts: z.number().int().optional(),
  /** Decay of the running average of the weights, which is validated and kept in place of the last ones; 0 or left out: none. */
  emaDecay: z.number().optional(),
  /** Validations without a better FVU after which the run ends; 0 or left out: never. */
  patience: z.number().int().optional(),
  adamBeta1: z.number(),
  adamBeta2: z.number(),
  adamEpsilon: z.number(),
  /** Largest gradient norm; 0 does not clip. */
  gradientClip: z.number(),
  /** A feature is dead when it fired on none of the rows of this many last steps. */
  deadWindowSteps: z.number().int(),
  /** Unit-norm decoder rows after every step. */
  unitNormDecoder: z.boolean(),
  seed: z.number().int(),
  precision: Precision,
  checkpointEverySteps: z.number().int(),
  /** Regular checkpoints that are kept, the latest; the best and the last are kept beside them. Left out: all. */
  keepCheckpoints: z.number().int().optional(),
  validateEverySteps: z.number().int(),
  /**
   * Rows are read in blocks of this many MB (2^20 bytes of f32) and shuffled in pools of so many; two pools are in memory.
   * Another size is another order. Runs from before these fields have 2 and 128.
   */
  shuffleBlockMB: z.number().optional(),
  shufflePoolMB: z.number().optional()
})
export type RunConfig = z.infer<typeof RunConfig>

/** `queued → running ⇄ paused → done | stopped | failed`; `interrupted` when the process went away; resuming goes back to running. */
export const RunState = z.enum(['queued', 'running', 'paused', 'done', 'stopped', 'failed', 'interrupted'])
export type RunState = z.infer<typeof RunState>

/** The state of a run after `step` steps, on disk. */
export const Checkpoint = z.object({
  run: Id,
  step: Count,
  createdAt: TimeMs,
  sizeBytes: Count,
  reason: z.enum(['regular', 'best', 'asked', 'paused', 'stopped', 'final'])
})
export type Checkpoint = z.infer<typeof Checkpoint>

/** A warning of the health watch. */
export const RunWarning = z.object({ step: Count, title: z.string(), detail: z.string() })
export type RunWarning = z.infer<typeof RunWarning>

/** Words that a person puts on a run, to find it by. */
export const RunTags = z.array(z.string().trim().min(1).max(80)).max(50)
export type RunTags = z.infer<typeof RunTags>

export const Run = z.object({
  id: Id,
  name: z.string(),
  dataset: Id,
  config: RunConfig,
  state: RunState,
  /** Steps done. */
  step: Count,
  /** Seconds of training so far, pauses not counted. */
  seconds: z.number(),
  /** Colour and dash, 0–5; fixed for the life of the run. */
  slot: z.number().int().min(0).max(5),
  /** The tensor backend that trained it: `tensorflow`, `wasm` or `cpu`. */
  backend: z.string(),
  /** Factor on the inputs, √d_in ÷ mean norm (SAELens expected_average_only_in); folded into exported weights. */
  inputScale: z.number().optional(),
  /** Latest validation values. */
  validation: z.partialRecord(MetricKey, z.number()).optional(),
  checkpoints: z.array(Checkpoint),
  warnings: z.array(RunWarning),
  /** The latest analysis of this run, if there is one. */
  analysis: z.object({ step: Count, features: Count, rows: Count, finishedAt: TimeMs }).optional(),
  /** An analysis that was cut off after so many rows: the next one of the same checkpoint goes on from there. */
  unfinishedAnalysis: z.object({ step: Count, rows: Count }).optional(),
  note: z.string(),
  tags: RunTags,
  /** Put away: lists leave it out unless it is asked for; nothing of it is lost. */
  archived: z.boolean(),
  /** The group (sweep) that it is of; see run-group.ts. */
  group: Id.optional(),
  error: ErrorRecord.optional(),
  createdAt: TimeMs,
  finishedAt: TimeMs.optional()
})
export type Run = z.infer<typeof Run>
