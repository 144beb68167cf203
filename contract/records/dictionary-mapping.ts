/** Which tensor of a file is which of a dictionary, for files that no format describes; given or confirmed by a person. */
import { z } from 'zod'

const name = z.string().min(1).max(512)

export const Mapping = z.object({
  /** Guessed from tensors and k where it is left out. */
  architecture: z.enum(['standard', 'topk', 'jumprelu', 'gated']).optional(),
  kind: z.enum(['sae', 'transcoder', 'skip-transcoder', 'crosscoder']).optional(),
  k: z.number().int().positive().optional(),
  /** Whether b_dec is taken from the rows first; by default for autoencoders. */
  applyBDecToInput: z.boolean().optional(),
  inputNorm: z.enum(['layer-norm', 'constant-norm']).optional(),
  streams: z.array(z.number().int().positive()).optional(),
  /** SAELens's names to those in the file; `transposed` where the axes are swapped there. */
  tensors: z.record(name, z.object({ from: name, transposed: z.boolean().optional() }))
})
export type Mapping = z.infer<typeof Mapping>
