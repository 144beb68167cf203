/**
 * From trained parameters (features as rows, inputs scaled by s) to a dictionary for raw inputs, as SAELens folds
 * `expected_average_only_in`: W_enc·s, W_dec/s, b_dec/s. Activations stay the same numbers; reconstructions become raw.
 */
import type { Tensors } from '../../../contract/records/arrays'
import type { Dictionary } from '../dictionary'
import { transposed } from './transpose'

/** `parameters`: W_enc [dSae, dIn], b_enc [dSae], W_dec [dSae, dIn], b_dec [dIn] in units of inputs × `inputScale`. Copies. */
export function dictionaryFromParameters(
  parameters: Tensors,
  inputScale: number,
  kind: { architecture: Dictionary['architecture']; k?: number }
): Dictionary {
  const [dSae, dIn] = parameters.W_dec.shape
  const tensors: Tensors = {
    W_enc: { shape: [dIn, dSae], data: scaled(transposed(parameters.W_enc.data, dSae, dIn), inputScale) },
    b_enc: { shape: [dSae], data: parameters.b_enc.data.slice() },
    W_dec: { shape: [dSae, dIn], data: scaled(parameters.W_dec.data.slice(), 1 / inputScale) },
    b_dec: { shape: [dIn], data: scaled(parameters.b_dec.data.slice(), 1 / inputScale) }
  }
  const base: Dictionary = { architecture: kind.architecture, dIn, dSae, applyBDecToInput: true, tensors }
  return kind.k === undefined ? base : { ...base, k: kind.k }
}

function scaled(values: Float32Array, factor: number): Float32Array {
  for (let i = 0; i < values.length; i += 1) values[i] *= factor
  return values
}
