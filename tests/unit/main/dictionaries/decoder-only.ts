/** Dictionaries of which only the decoder matters. */
import type { Dictionary } from '../../../../main/dictionaries/dictionary'

/** `decoder` [dSae, dIn]; everything else is zero. */
export function dictionaryWith(decoder: Float32Array, dSae: number, dIn: number): Dictionary {
  const zeros = (...shape: number[]) => ({ shape, data: new Float32Array(shape.reduce((product, size) => product * size, 1)) })
  const tensors = { W_enc: zeros(dIn, dSae), b_enc: zeros(dSae), W_dec: { shape: [dSae, dIn], data: decoder }, b_dec: zeros(dIn) }
  return { architecture: 'standard', dIn, dSae, applyBDecToInput: true, tensors }
}
