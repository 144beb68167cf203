/**
 * One feature in the label files of an export: what a person said, what was measured, and where it fires.
 * The published shape (labels.jsonl, version 1) is docs/schemas/labels-1.json; a change of meaning needs a new version.
 */
import { z } from 'zod'
import { Count, type Histogram, Index } from '../../../contract/records/basics'
import type { ExportScope } from '../../../contract/records/export'
import type { Example, FeatureFacts, IntervalExamples } from '../../../contract/records/feature'
import { KeptQuiz, KeptRule } from '../../../contract/records/kept-checks'
import { Confidence, type LabelFields, LabelStatus } from '../../../contract/records/label'
import { labelsSchema, labelsVersion } from '../../../contract/records/label-file'

/** A feature as the project knows it; all but the label is there after an analysis. */
export interface ExportFeature {
  feature: number
  label: LabelFields
  /** False: it does not match the filter, so it is counted and not written. */
  matches?: boolean
  /** Checks of the label. */
  quiz?: KeptQuiz
  rule?: KeptRule
  facts?: FeatureFacts
  /** Top examples, the strongest first; ignored where the scope leaves examples out. */
  examples?: Example[]
  /** The lowest first. */
  intervals?: IntervalExamples[]
  /** Of the activations on active rows. */
  histogram?: Histogram
  neighbors?: { feature: number; cosine: number }[]
  /** What an activation of 1 adds to the logits of tokens, where a study says so. */
  logits?: FeatureLogits
}

/** The tokens that become likelier, the greatest first, and those that become less likely, the least first. */
export interface FeatureLogits {
  top: { token: string; logit: number }[]
  bottom: { token: string; logit: number }[]
}

/** Whether the scope has the feature. */
export function isListed({ label, matches }: ExportFeature, { statuses }: ExportScope): boolean {
  return matches !== false && statuses.includes(label.status)
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
  quiz: KeptQuiz.optional(),
  rule: KeptRule.optional(),
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

/** A line of labels.jsonl. */
export const LabelLine = z.object({ schema: z.literal(labelsSchema), version: z.literal(labelsVersion) }).extend(LabelEntry.shape)

/** The entry of a feature, or nothing when the scope leaves its status out. */
export function entryFrom(feature: ExportFeature, scope: ExportScope): LabelEntry | undefined {
  const { label } = feature
  if (!isListed(feature, scope)) return undefined
  return {
    feature: feature.feature,
    label: label.label,
    status: label.status,
    confidence: label.confidence,
    tags: label.tags,
    ...(scope.notes ? { notes: label.notes } : {}),
    ...(feature.quiz ? { quiz: feature.quiz } : {}),
    ...(feature.rule ? { rule: feature.rule } : {}),
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
