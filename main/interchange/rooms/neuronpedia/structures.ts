/**
 * What Neuronpedia takes, as its own code says: the body of POST /api/feature/upload-batch
 * (apps/webapp/app/api/feature/upload-batch/route.tsx, the yup schema) and the rows of explanation dumps
 * (utils/neuronpedia-utils/neuronpedia_utils/db_models/explanation.py).
 */
import { z } from 'zod'

export const limits = { features: 128, explanation: 512, tokens: 1024, rows: 1024 } as const

export const UploadActivation = z.strictObject({
  tokens: z.array(z.string()).min(1).max(limits.tokens),
  values: z.array(z.number()),
  quantileMin: z.number().optional(),
  quantileMax: z.number().optional(),
  quantileFraction: z.number().min(0).max(1).optional()
})
export type UploadActivation = z.infer<typeof UploadActivation>

export const UploadFeature = z.strictObject({
  index: z.number().int().min(0).max(10_000_000),
  density: z.number().min(0).max(1).optional(),
  explanations: z.array(z.strictObject({ text: z.string().min(1).max(limits.explanation) })).optional(),
  activations: z
    .array(UploadActivation.refine(({ tokens, values }) => tokens.length === values.length, 'as many values as tokens'))
    .min(1)
})
export type UploadFeature = z.infer<typeof UploadFeature>

export const UploadBatch = z.strictObject({
  modelId: z.string().min(1),
  source: z.string().min(1),
  features: z.array(UploadFeature).min(1).max(limits.features)
})

/** A line of explanations/batch-N.jsonl.gz; numbers of the map and the embedding are the site's own. */
export const ExplanationRow = z.strictObject({
  id: z.string().min(1),
  modelId: z.string().min(1),
  layer: z.string().min(1),
  index: z.string(),
  authorId: z.null(),
  description: z.string().min(1),
  embedding: z.null(),
  typeName: z.string(),
  explanationModelName: z.null(),
  umap_x: z.literal(0),
  umap_y: z.literal(0),
  umap_cluster: z.literal(0),
  umap_log_feature_sparsity: z.number(),
  triggeredById: z.null(),
  notes: z.string().nullable(),
  createdAt: z.string()
})
export type ExplanationRow = z.infer<typeof ExplanationRow>
