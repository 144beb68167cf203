/**
 * One feature in the label files of an export: what a person said, what was measured, and where it fires.
 * The published shape (labels.json, version 1) is documented in docs/formats.md; a change of meaning needs a new version.
 */
import { z } from 'zod'
import { Count, Index } from '../../../contract/records/basics'
import type { ExportScope } from '../../../contract/records/export'
import type { Example, FeatureFacts } from '../../../contract/records/feature'
import { Confidence, type LabelFields, LabelStatus } from '../../../contract/records/label'

export const labelsSchema = 'loupe.labels'
export const labelsVersion = 1

/** A feature as the project knows it; `facts` and `examples` are there after an analysis. */
export interface ExportFeature {
  feature: number
  label: LabelFields
  facts?: FeatureFacts
  /** Top examples, the strongest first; ignored where the scope leaves examples out. */
  examples?: Example[]
}

/** `tokens[peak]` is the row itself; `activations` the feature's activation on each token. */
export const LabelExample = z.object({
  row: Index,
  activation: z.number(),
  source: z.string(),
  tokens: z.array(z.string()),
  activations: z.array(z.number()),
  peak: Index
})
export type LabelExample = z.infer<typeof LabelExample>

export const LabelEntry = z.object({
  feature: Index,
  label: z.string(),
  status: LabelStatus,
  confidence: Confidence.nullable(),
  tags: z.array(z.string()),
  notes: z.string().optional(),
  facts: z
    .object({
      density: z.number(),
      active_rows: Count,
      mean: z.number(),
      max: z.number(),
      mass: z.number(),
      nearest_cosine: z.number()
    })
    .optional(),
  examples: z.array(LabelExample).optional()
})
export type LabelEntry = z.infer<typeof LabelEntry>

/** First part of labels.json: which file this is and which dictionary it belongs to. */
export const LabelsHead = z.object({
  schema: z.literal(labelsSchema),
  version: z.literal(labelsVersion),
  /** Name of the run the labels were written for. */
  dictionary: z.string(),
  d_sae: Count,
  /** SHA-256 of the weights file beside it. */
  weights_sha256: z.string()
})
export type LabelsHead = z.infer<typeof LabelsHead>

/** The entry of a feature, or nothing when the scope leaves its status out. */
export function entryFrom(feature: ExportFeature, scope: ExportScope): LabelEntry | undefined {
  const { label } = feature
  if (!scope.statuses.includes(label.status)) return undefined
  return {
    feature: feature.feature,
    label: label.label,
    status: label.status,
    confidence: label.confidence,
    tags: label.tags,
    ...(scope.notes ? { notes: label.notes } : {}),
    ...(feature.facts ? { facts: factsRecord(feature.facts) } : {}),
    ...(scope.examples && feature.examples ? { examples: feature.examples.map(exampleRecord) } : {})
  }
}

function factsRecord(facts: FeatureFacts): NonNullable<LabelEntry['facts']> {
  return {
    density: facts.density,
    active_rows: facts.activeRows,
    mean: facts.mean,
    max: facts.max,
    mass: facts.mass,
    nearest_cosine: facts.nearestCosine
  }
}

function exampleRecord(example: Example): LabelExample {
  return {
    row: example.row,
    activation: example.value,
    source: example.source,
    tokens: example.tokens,
    activations: example.values,
    peak: example.peak
  }
}
