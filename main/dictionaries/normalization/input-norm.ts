/**
 * Norms that each row is brought to by itself, as SAELens's layer_norm and constant_norm_rescale: nothing that could be
 * folded into weights, so dictionaries carry them (`inputNorm`). Used in training and by finished dictionaries alike.
 */
import { LoupeError } from '../../../contract/wire/errors'
import type { Tensor, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { rowNorms } from '../backend/rows'
import type { Dictionary } from '../dictionary'

export type InputNorm = NonNullable<Dictionary['inputNorm']>

/** Added to the deviation, as SAELens does. */
export const layerNormEpsilon = 1e-5

export interface NormedRows {
  /** What a dictionary sees of the raw rows. */
  rows: Tensor2D
  /** Reconstructions of such rows as raw ones. */
  undo(output: Tensor2D): Tensor2D
}

/**
 * `layer-norm` (x − mean x) ÷ (s + 1e-5) with s the deviation by n − 1 (torch.std), undone as y · s + mean x;
 * `constant-norm` x √d ÷ ‖x‖, undone as y ‖x‖ ÷ √d. Rows of zeros (SAELens: NaN) stay zeros.
 */
export function normedRows(norm: InputNorm, raw: Tensor2D): NormedRows {
  const d = raw.shape[1]
  if (norm === 'constant-norm') {
    const size: Tensor = rowNorms(raw).div(Math.sqrt(d))
    return { rows: raw.mul(tf.divNoNan(1, size)) as Tensor2D, undo: (output) => output.mul(size) as Tensor2D }
  }
  const mean = raw.mean(1, true)
  const centered = raw.sub(mean) as Tensor2D
  const deviation = rowNorms(centered).div(Math.sqrt(Math.max(1, d - 1)))
  return {
    rows: centered.div(deviation.add(layerNormEpsilon)) as Tensor2D,
    undo: (output) => output.mul(deviation).add(mean) as Tensor2D
  }
}

/** `dictionary` without its norm, where that is `norm`: to be trained under it. Throws config otherwise. */
export function withoutInputNorm(dictionary: Dictionary, norm?: InputNorm): Dictionary {
  const { inputNorm, ...rest } = dictionary
  if (inputNorm === norm) return rest
  throw new LoupeError(
    'config',
    inputNorm
      ? `The dictionary to start from was trained on rows normalized by ${inputNorm}.`
      : `The dictionary to start from was not trained on rows normalized by ${norm}.`,
    { place: 'normalization', hint: `Train with the normalization ${inputNorm ?? 'expected-average'}, or start anew.` }
  )
}
