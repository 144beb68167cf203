/** An affine map of the inputs, moved into the weights of a dictionary (SAELens fold_activation_whitening). */
import type { Tensor, Tensors } from '../../../contract/records/arrays'
import { transposed } from '../../maths/transpose'
import { f64Product } from '../backend/float64'
import type { Dictionary } from '../dictionary'

/** u = (x − center) · matrix, and back x = u · inverse + center; matrices [d, d], center [d]. */
export interface AffineMap {
  center: Float32Array
  matrix: Float32Array
  inverse: Float32Array
}

/**
 * What does to x what `dictionary` does to u. An autoencoder's outputs come back as x; others keep theirs.
 *   W_enc ← M W_enc    W_dec ← W_dec M⁻¹, b_dec ← b_dec M⁻¹ + c (autoencoder)    W_skip ← W_skip Mᵀ, b_dec ← b_dec − W_skip c
 * and every encoder bias less c W_enc, unless b_dec is subtracted from the input, which then subtracts c as well.
 */
export function substituted(dictionary: Dictionary, { center, matrix, inverse }: AffineMap): Dictionary {
  const { dIn, dSae, dOut = dIn, kind = 'sae', applyBDecToInput } = dictionary
  const tensors: Tensors = { ...dictionary.tensors }
  const { W_dec, b_dec, W_skip } = dictionary.tensors
  tensors.W_enc = tensor([dIn, dSae], f64Product(matrix, dictionary.tensors.W_enc.data, dIn, dIn, dSae))
  if (kind === 'sae') {
    tensors.W_dec = tensor([dSae, dIn], f64Product(W_dec.data, inverse, dSae, dIn, dIn))
    tensors.b_dec = plus(tensor([dIn], f64Product(b_dec.data, inverse, 1, dIn, dIn)), center)
  }
  if (W_skip) {
    tensors.W_skip = tensor([dOut, dIn], f64Product(W_skip.data, transposed(matrix, dIn, dIn), dOut, dIn, dIn))
    tensors.b_dec = plus(b_dec, f64Product(tensors.W_skip.data, center, dOut, dIn, 1), -1)
  }
  const changed = { ...dictionary, tensors }
  return applyBDecToInput ? changed : withShiftedBiases(changed, f64Product(center, tensors.W_enc.data, 1, dIn, dSae), -1)
}

/** `factor` · `shift` [dSae] added to the pre-activations. */
export function withShiftedBiases(dictionary: Dictionary, shift: Float32Array, factor: number): Dictionary {
  const tensors = { ...dictionary.tensors }
  const { r_mag } = tensors
  for (const name of ['b_enc', 'b_gate']) if (tensors[name]) tensors[name] = plus(tensors[name], shift, factor)
  if (!r_mag) return { ...dictionary, tensors }
  const magnitude = shift.map((value, i) => value * Math.exp(r_mag.data[i]))
  return { ...dictionary, tensors: { ...tensors, b_mag: plus(tensors.b_mag, magnitude, factor) } }
}

function tensor(shape: number[], data: Float32Array): Tensor {
  return { shape, data }
}

function plus({ shape, data }: Tensor, other: Float32Array, factor = 1): Tensor {
  return { shape, data: data.map((value, i) => value + factor * other[i]) }
}
