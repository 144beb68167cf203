/** Features as Neuronpedia writes them. */
import type { Example } from '../../../../contract/records/feature'
import type { ReceiptOrigin } from '../../export/material'
import type { ExportFeature, FeatureLogits } from '../../labels/entry'
import { shownTokens } from '../shown-tokens'
import {
  dumpAuthor,
  type ExplanationRow,
  limits,
  type UploadActivation,
  type UploadFeature,
  type UploadLogit
} from './structures'

export interface Source {
  model: string
  source: string
}

/** Undefined for a feature without examples: the site refuses those. */
export function uploadFeature({
  feature,
  label,
  facts,
  examples = [],
  intervals = [],
  logits
}: ExportFeature): UploadFeature | undefined {
  const activations = [
    ...examples.map((example) => activation(example)),
    ...intervals.flatMap(({ from, to, share, examples: some }) =>
      some.map((example) => ({ ...activation(example), quantileMax: to, quantileMin: from, quantileFraction: share }))
    )
  ]
  if (activations.length === 0) return undefined
  return {
    index: feature,
    ...(facts ? { density: facts.density } : {}),
    activations,
    explanations: label.label ? [{ text: shortened(label.label), methodName: null, modelName: null }] : [],
    topLogits: logits ? uploadLogits(logits.top) : null,
    bottomLogits: logits ? uploadLogits(logits.bottom) : null
  }
}

/** Tokens without a text are left out: the site refuses those. */
function uploadLogits(logits: FeatureLogits['top']): UploadLogit[] {
  const named = logits.filter(({ token }) => token !== '')
  return named.slice(0, limits.logits).map(({ token, logit }) => ({ token, value: logit }))
}

export function isOverLong({ label }: ExportFeature): boolean {
  return label.label.length > limits.explanation
}

/** The whole text: a row of a dump has no limit. `createdAt` is that of the export. */
export function explanationRow(
  { feature, label, facts }: ExportFeature,
  { model, source }: Source,
  origin: ReceiptOrigin
): ExplanationRow {
  return {
    id: `loupe-${origin.run.id}-${feature}`,
    modelId: model,
    layer: source,
    index: String(feature),
    authorId: dumpAuthor,
    description: label.label,
    embedding: null,
    typeName: null,
    explanationModelName: null,
    umap_x: 0,
    umap_y: 0,
    umap_cluster: 0,
    umap_log_feature_sparsity: Math.log10((facts?.density ?? 0) + 1e-10),
    triggeredById: null,
    notes: label.notes === '' ? null : label.notes,
    createdAt: new Date(origin.createdAt).toISOString()
  }
}

function activation(example: Example): UploadActivation {
  return {
    tokens: shownTokens(example).slice(0, limits.tokens),
    values: example.values.slice(0, limits.tokens),
    quantileMax: null,
    quantileMin: null,
    quantileFraction: null
  }
}

/** Cut between characters, never within a pair of surrogates. */
function shortened(text: string): string {
  if (text.length <= limits.explanation) return text
  const end = limits.explanation - 1
  const cut = /[\ud800-\udbff]/.test(text[end - 1]) ? end - 1 : end
  return `${text.slice(0, cut)}…`
}
