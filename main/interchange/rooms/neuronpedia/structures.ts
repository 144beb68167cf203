/**
 * What Neuronpedia takes, as its own code says: the body of POST /api/feature/upload-batch, key by key as its client of Python
 * writes it (neuronpedia 1.2.1, requests/feature_request.py) and within the limits of the site's route
 * (apps/webapp/app/api/feature/upload-batch/route.tsx, the yup schema: a text that is required is not empty), and the rows of
 * explanation dumps (utils/neuronpedia-utils/neuronpedia_utils/export-data.py and db_models/explanation.py).
 */
import { z } from 'zod'

export const limits = { features: 128, explanation: 512, tokens: 1024, logits: 20, rows: 1024 } as const

const quantile = z.number().max(99_999_999).nullable()

export const UploadActivation = z.strictObject({
  tokens: z.array(z.string().min(1)).min(1).max(limits.tokens),
  values: z.array(z.number()),
  quantileMax: quantile,
  quantileMin: quantile,
  quantileFraction: z.number().min(0).max(1).nullable()
})
export type UploadActivation = z.infer<typeof UploadActivation>

/** Names of methods and models have to be known to the site: a person's label has none. */
const UploadExplanation = z.strictObject({
  text: z.string().min(1).max(limits.explanation),
  methodName: z.null(),
  modelName: z.null()
})

const UploadLogit = z.strictObject({ token: z.string().min(1), value: z.number() })
export type UploadLogit = z.infer<typeof UploadLogit>

export const UploadFeature = z.strictObject({
  index: z.number().int().min(0).max(10_000_000),
  density: z.number().min(0).max(1).optional(),
  activations: z
    .array(UploadActivation.refine(({ tokens, values }) => tokens.length === values.length, 'as many values as tokens'))
    .min(1),
  explanations: z.array(UploadExplanation),
  topLogits: z.array(UploadLogit).max(limits.logits).nullable(),
  bottomLogits: z.array(UploadLogit).max(limits.logits).nullable()
})
export type UploadFeature = z.infer<typeof UploadFeature>

export const UploadBatch = z.strictObject({
  modelId: z.string().min(1),
  source: z.string().min(1),
  features: z.array(UploadFeature).min(1).max(limits.features)
})

/** The account of the site that its dumps name in place of people (DEFAULT_CREATOR_ID of export-data.py); every instance has it. */
export const dumpAuthor = 'clkht01d40000jv08hvalcvly'

/**
 * A line of explanations/batch-N.jsonl.gz; numbers of the map and the embedding are the site's own, and so are the types of
 * explanations: a person's has none.
 */
export const ExplanationRow = z.strictObject({
  id: z.string().min(1),
  modelId: z.string().min(1),
  layer: z.string().min(1),
  index: z.string(),
  authorId: z.literal(dumpAuthor),
  description: z.string().min(1),
  embedding: z.null(),
  typeName: z.null(),
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
