/**
 * What a dictionary is once trained: four tensors in the conventions of SAELens, for raw inputs, and how activations follow.
 * How it is trained is in architectures/ and learner.ts; bytes are in weights/.
 */
import type { Tensors } from '../../contract/records/arrays'
import { LoupeError } from '../../contract/wire/errors'

/**
 * acts = relu(pre), for `topk` only the k largest per row, with pre = (x − b_dec·applyBDecToInput) W_enc + b_enc;
 * reconstruction = acts W_dec + b_dec. Inputs are raw: any input scale is folded into the tensors.
 * `tensors`: W_enc [dIn, dSae], b_enc [dSae], W_dec [dSae, dIn], b_dec [dIn].
 */
export interface Dictionary {
  architecture: 'topk' | 'standard'
  dIn: number
  dSae: number
  /** Active features per row at most; `topk` only. */
  k?: number
  applyBDecToInput: boolean
  tensors: Tensors
}

/** Throws wrong-shape when a tensor is missing or does not fit, config when k is impossible. */
export function checkDictionary(dictionary: Dictionary): void {
  const { dIn, dSae, k, architecture } = dictionary
  const shapes: Record<string, number[]> = { W_enc: [dIn, dSae], b_enc: [dSae], W_dec: [dSae, dIn], b_dec: [dIn] }
  for (const [name, shape] of Object.entries(shapes)) checkShape(dictionary.tensors, name, shape)
  if (architecture === 'topk' && !(Number.isInteger(k) && k! >= 1 && k! <= dSae)) {
    throw new LoupeError('config', `A TopK dictionary of ${dSae} features can not have k ${k}.`, { place: 'k' })
  }
}

function checkShape(tensors: Tensors, name: string, shape: number[]): void {
  const tensor = tensors[name]
  if (!tensor) throw new LoupeError('wrong-shape', `The dictionary has no tensor ${name}.`, { place: name })
  const elements = shape.reduce((product, size) => product * size, 1)
  if (tensor.shape.join() !== shape.join() || tensor.data.length !== elements) {
    throw new LoupeError('wrong-shape', `Tensor ${name} is [${tensor.shape.join(', ')}], not [${shape.join(', ')}].`, {
      place: name,
      hint: 'The file belongs to another dictionary, or was written with its axes swapped.'
    })
  }
}
