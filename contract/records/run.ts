/**
 * A run: one training with its configuration, states and checkpoints.
 * Defaults and their sources are in main/training/defaults.ts; refusals of impossible values in main/training/check-config.ts.
 */
import { z } from 'zod'
import { ErrorRecord } from '../wire/errors'
import { Count, Id, TimeMs } from './basics'
import { MetricKey } from './metrics'

/** Architectures that Loupe trains. */
export const Architecture = z.enum(['topk', 'relu-l1'])
export type Architecture = z.infer<typeof Architecture>

/** `exact` keeps every product in f32; `fast` may use bf16 products. */
export const Precision = z.enum(['exact', 'fast'])
export type Precision = z.infer<typeof Precision>

/** All of a run that decides its numbers, besides the data and the backend. Units: rows, steps, shares of all steps. */
export const RunConfig = z.object({
  architecture: Architecture,
  dSae: z.number().int(),
  /** Active features per row; TopK only. */
  k: z.number().int().optional(),
  /** λ of λ Σ f_i‖W_dec,i‖₂; ReLU-L1 only. */
  l1Coefficient: z.number().optional(),
  /** Share of steps over which λ grows from 0; ReLU-L1 only. */
  l1WarmUpShare: z.number().optional(),
  /** Weight of the AuxK loss; TopK only. 0 leaves it out. */
  auxCoefficient: z.number().optional(),
  /** Dead features that reconstruct the residual; TopK only. */
  auxK: z.number().int().optional(),
  steps: z.number().int(),
  batchRows: z.number().int(),
  learningRate: z.number(),
  warmUpSteps: z.number().int(),
  /** Share of steps at the end over which the rate falls linearly to 0. */
  decayShare: z.number(),
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
  reason: z.enum(['regular', 'asked', 'paused', 'stopped', 'final'])
})
export type Checkpoint = z.infer<typeof Checkpoint>

/** A warning of the health watch. */
export const RunWarning = z.object({ step: Count, title: z.string(), detail: z.string() })
export type RunWarning = z.infer<typeof RunWarning>

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
  note: z.string(),
  error: ErrorRecord.optional(),
  createdAt: TimeMs,
  finishedAt: TimeMs.optional()
})
export type Run = z.infer<typeof Run>
