/**
 * Exports and their receipts.
 */
import { z } from 'zod'
import { Author } from './annotator'
import { Count, Id, TimeMs } from './basics'
import { WeightType, WrittenFormat } from './dictionary-report'
import { LabelStatus } from './label'
import { MetricKey } from './metrics'
import { RunConfig } from './run'

/**
 * What a run is exported as: the dictionary with its labels, files for other tools, activations of rows, or a page to read.
 * Only `labeled` has weights; the others hold the features of the scope.
 */
export const ExportAs = z.enum(['labeled', 'neuronpedia', 'saedashboard', 'delphi', 'activations', 'viewer'])
export type ExportAs = z.infer<typeof ExportAs>

/** File of the activations of rows. */
export const ActivationFile = z.enum(['safetensors', 'parquet'])
export type ActivationFile = z.infer<typeof ActivationFile>

/** What the person says about the origin, since activation files do not. */
export const ExportNames = z.object({
  /** Name of the model, as the target knows it (gpt2-small). */
  model: z.string().max(200).optional(),
  /** Where in the model the activations are from: a hook (blocks.6.hook_resid_pre). */
  hook: z.string().max(200).optional(),
  /** Neuronpedia's name of the source (6-res-jb). */
  source: z.string().max(200).optional(),
  /** License of the dictionary, as a hub names it (mit, cc-by-4.0). */
  license: z.string().max(100).optional()
})
export type ExportNames = z.infer<typeof ExportNames>

/** Which features go into an export, and what of them. */
export const ExportScope = z.object({
  /** Features whose label has one of these states are listed; weights are always whole. */
  statuses: z.array(LabelStatus),
  /** Only features that match, in the words of the feature list (density>1e-4 tag:code); needs an analysis. */
  filter: z.string().max(1000).optional(),
  notes: z.boolean(),
  examples: z.boolean()
})
export type ExportScope = z.infer<typeof ExportScope>

export const WrittenFile = z.object({ name: z.string(), content: z.string(), sizeBytes: Count, sha256: z.string() })
export type WrittenFile = z.infer<typeof WrittenFile>

/** The proof of an export; written as receipt.json into its folder. */
export const Receipt = z.object({
  as: ExportAs.default('labeled'),
  /** Of the weights, where there are some. */
  format: WrittenFormat.optional(),
  type: WeightType.default('f32'),
  names: ExportNames.default({}),
  /** Whose labels they are, where they are not those of the project. */
  annotator: Author.optional(),
  loupeVersion: z.string(),
  createdAt: TimeMs,
  project: z.string(),
  run: z.object({ id: Id, name: z.string(), step: Count, state: z.string(), backend: z.string() }),
  config: RunConfig,
  data: z.object({
    name: z.string(),
    fingerprint: z.string(),
    rows: Count,
    trainRows: Count,
    validationRows: Count,
    leftOut: Count,
    outlierRule: z.string(),
    inputScale: z.number()
  }),
  validation: z.partialRecord(MetricKey, z.number()),
  labels: z.object({
    total: Count,
    pending: Count,
    draft: Count,
    labeled: Count,
    notInterpretable: Count,
    /** Left out where there are none. */
    flagged: Count.optional(),
    later: Count.optional(),
    written: Count
  }),
  files: z.array(WrittenFile),
  /**
   * Read back and compared: greatest absolute difference of activations and reconstructions on real rows. Without weights the
   * rows are those that the files hold, and activations are compared with what should be in them.
   */
  verified: z.object({
    rows: Count,
    maxDifferenceActs: z.number(),
    maxDifferenceRecon: z.number(),
    labelsEqual: z.boolean(),
    seconds: z.number()
  }),
  gaps: z.array(z.string())
})
export type Receipt = z.infer<typeof Receipt>

/** A finished export as the project remembers it. */
export const ExportRecord = z.object({ id: Id, run: Id, folder: z.string(), createdAt: TimeMs, receipt: Receipt })
export type ExportRecord = z.infer<typeof ExportRecord>

/** What an export would write, before it does. */
export const ExportPlan = z.object({
  features: Count,
  total: Count,
  /** Sizes are estimates; `*` in a name stands for a number. */
  files: z.array(z.object({ name: z.string(), content: z.string(), sizeBytes: Count })),
  /** Why it can not be written as it was asked for. */
  refused: z.string().optional(),
  /** What will be missing. */
  gaps: z.array(z.string())
})
export type ExportPlan = z.infer<typeof ExportPlan>
