/**
 * Denoising: the reconstructions of all analyzed rows written to a file, with what was changed, and, where clean rows are given,
 * how far each side is from them.
 */
import { z } from 'zod'
import { ArraySource, Count } from '../basics'

export const DenoiseQuestion = z.object({
  kind: z.literal('denoise'),
  /** A folder that is not there yet, or empty. */
  out: z.string().min(1).max(4096),
  format: z.enum(['npy', 'safetensors']).default('npy'),
  /** The same rows without noise: as many as the data set has, as wide as the reconstructions. */
  clean: ArraySource.optional()
})
export type DenoiseQuestion = z.infer<typeof DenoiseQuestion>

/**
 * In dB: 10 lg(Σ‖c‖² ÷ Σ‖x − c‖²) over all rows, c the clean ones and x the rows as they were, or their reconstructions. A side
 * that equals the clean rows has none.
 */
export const SignalToNoise = z.object({
  before: z.number().optional(),
  after: z.number().optional()
})
export type SignalToNoise = z.infer<typeof SignalToNoise>

/**
 * Arrays, analyzed rows in order: `rows` u32 [n] (rows of the data set), `squaredError` f32 [n] (‖x − x̂‖²), and with clean rows
 * `noiseBefore`, `noiseAfter` f32 [n] (‖x − c‖², ‖x̂ − c‖²).
 */
export const DenoiseAnswer = z.object({
  kind: z.literal('denoise'),
  folder: z.string(),
  /** Names of the files in it; the first holds the rows. Where rows were left out, `rows` says which are there. */
  files: z.array(z.string()),
  rows: Count,
  leftOut: Count,
  /** Numbers per row. */
  width: Count,
  /** Of the reconstructions over all rows: 1 − explained variance; absent where the rows do not vary. */
  fvu: z.number().optional(),
  signalToNoise: SignalToNoise.optional()
})
export type DenoiseAnswer = z.infer<typeof DenoiseAnswer>
