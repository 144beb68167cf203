/** What was understood of a dictionary in somebody's files: what it is, where each tensor came from, what was guessed. */
import { z } from 'zod'
import { ErrorRecord } from '../wire/errors'
import { Mapping } from './dictionary-mapping'

/** Formats that Loupe reads; `plain` are tensors of any names, told what they are by a mapping. */
export const DictionaryFormat = z.enum([
  'loupe',
  'saelens',
  'gemma-scope',
  'gemma-scope-2',
  'dictionary-learning',
  'sparsify',
  'openai',
  'circuit-tracer',
  'crosscoder',
  'prisma',
  'saev',
  'llamascopium',
  'plain'
])
export type DictionaryFormat = z.infer<typeof DictionaryFormat>

/** As people call them. */
export const formatTitles: Record<DictionaryFormat, string> = {
  loupe: 'Loupe',
  saelens: 'SAELens',
  'gemma-scope': 'Gemma Scope',
  'gemma-scope-2': 'Gemma Scope 2',
  'dictionary-learning': 'dictionary_learning',
  sparsify: 'sparsify',
  openai: 'OpenAI sparse_autoencoder',
  'circuit-tracer': 'circuit-tracer',
  crosscoder: 'crosscoder replication',
  prisma: 'Prisma',
  saev: 'saev',
  llamascopium: 'Llamascopium',
  plain: 'tensors with a mapping'
}

/** Formats that Loupe writes. */
export const WrittenFormat = DictionaryFormat.extract(['loupe', 'saelens', 'gemma-scope', 'sparsify', 'dictionary-learning'])
export type WrittenFormat = z.infer<typeof WrittenFormat>

export const WeightType = z.enum(['f32', 'f16', 'bf16'])
export type WeightType = z.infer<typeof WeightType>

/** Who says so: a configuration, the tensors themselves, the path, the format (always so there), or nobody. */
const Source = z.enum(['config', 'tensors', 'path', 'format', 'mapping', 'guessed'])

export const DictionaryReport = z.object({
  format: DictionaryFormat,
  /** The file of the weights, then all others that were read. */
  files: z.array(z.string()),
  architecture: z.enum(['standard', 'topk', 'jumprelu', 'gated']),
  kind: z.enum(['sae', 'transcoder', 'skip-transcoder', 'crosscoder']),
  dIn: z.number().int(),
  dSae: z.number().int(),
  dOut: z.number().int(),
  k: z.number().int().optional(),
  applyBDecToInput: z.boolean(),
  inputNorm: z.enum(['layer-norm', 'constant-norm']).optional(),
  streams: z.array(z.number().int()).optional(),
  /** Where the activations come from, as far as the files say. */
  model: z.string().optional(),
  hook: z.string().optional(),
  /** `name` in SAELens's words; `change` what was done to `from`. */
  tensors: z.array(z.object({ name: z.string(), from: z.string(), dtype: z.string(), change: z.string().optional() })),
  findings: z.array(z.object({ what: z.string(), value: z.string(), source: Source })),
  /** Tensors of the file that the dictionary does not need. */
  unused: z.array(z.string()),
  warnings: z.array(z.string())
})
export type DictionaryReport = z.infer<typeof DictionaryReport>
export type FindingSource = z.infer<typeof Source>

/** A file of weights as it was found, understood or not: what a mapping is made of. */
export const DictionaryLook = z.object({
  /** The file of the weights. */
  file: z.string(),
  tensors: z.array(z.object({ name: z.string(), dtype: z.string(), shape: z.array(z.number().int()) })),
  /** Whether a format was recognized. */
  isKnown: z.boolean(),
  /** Absent where the tensors are of no known format, or not as the mapping says; `problem` says why. */
  report: DictionaryReport.optional(),
  problem: ErrorRecord.optional(),
  /** A guess from names and shapes. */
  proposed: Mapping.optional(),
  /** File of labels beside the weights, as an export of Loupe has it. */
  labels: z.string().optional()
})
export type DictionaryLook = z.infer<typeof DictionaryLook>
