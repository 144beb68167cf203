/**
 * What a dictionary is once trained: four tensors in the conventions of SAELens, for raw inputs, and how activations follow.
 * How it is trained is in architectures/ and learner.ts; bytes are in weights/.
 */

import type { Tensors } from '../../contract/records/arrays'
import { LoupeError } from '../../contract/wire/errors'
import { elementsOf } from '../maths/shape'

/**
 * pre = (x − b_dec·applyBDecToInput) W_enc + b_enc, and by `architecture`
 *   standard   f = relu(pre)
 *   topk       f = relu(pre), only the k largest per row
 *   jumprelu   f = pre where pre > threshold (and > 0), else 0
 *   gated      f = relu(u·exp(r_mag) + b_mag) where u + b_gate > 0, else 0; u = (x − b_dec·applyBDecToInput) W_enc, no b_enc
 * output = f W_dec + b_dec, for a skip transcoder + x W_skipᵀ. Inputs are raw: what normalization is affine is folded in;
 * `inputNorm` is left to be done to each row before all of this, and undone to the output of an autoencoder (a transcoder's
 * outputs are other vectors, raw as they come).
 * `tensors`: W_enc [dIn, dSae], b_enc [dSae] (not of gated), W_dec [dSae, dOut], b_dec [dOut], W_skip [dOut, dIn],
 * threshold, b_gate, r_mag, b_mag [dSae].
 */
export interface Dictionary {
  architecture: 'topk' | 'standard' | 'jumprelu' | 'gated'
  /** `sae` where left out. */
  kind?: 'sae' | 'transcoder' | 'skip-transcoder' | 'crosscoder'
  dIn: number
  dSae: number
  /** dIn where left out. */
  dOut?: number
  /** Active features per row at most; `topk` only. */
  k?: number
  applyBDecToInput: boolean
  /** layer-norm: (x − mean) ÷ (deviation + 1e-5); constant-norm: x √dIn ÷ ‖x‖. */
  inputNorm?: 'layer-norm' | 'constant-norm'
  /** Widths of the streams of a crosscoder; they add up to dIn. */
  streams?: number[]
  tensors: Tensors
}

/** Whether it reconstructs other vectors than its inputs: transcoders. */
export function hasOwnTargets({ kind }: Pick<Dictionary, 'kind'>): boolean {
  return kind === 'transcoder' || kind === 'skip-transcoder'
}

/** Throws wrong-shape when a tensor is missing or does not fit, config when k is impossible. */
export function checkDictionary(dictionary: Dictionary): void {
  for (const [name, shape] of Object.entries(tensorShapes(dictionary))) checkShape(dictionary.tensors, name, shape)
  checkSettings(dictionary)
}

/** What can be wrong without looking at the tensors; throws as checkDictionary. */
export function checkSettings(dictionary: Omit<Dictionary, 'tensors'>): void {
  const { dSae, k, architecture, streams, dIn, dOut = dIn, applyBDecToInput } = dictionary
  if (architecture === 'topk' && !(Number.isInteger(k) && k! >= 1 && k! <= dSae)) {
    throw new LoupeError('config', `A TopK dictionary of ${dSae} features can not have k ${k}.`, { place: 'k' })
  }
  if (applyBDecToInput && dOut !== dIn) {
    throw new LoupeError('wrong-shape', `b_dec is ${dOut} wide and can not be subtracted from rows of ${dIn}.`, {
      place: 'b_dec'
    })
  }
  if (streams && streams.reduce((sum, width) => sum + width, 0) !== dIn) {
    throw new LoupeError('wrong-shape', `The streams are ${streams.join(' + ')} wide, the rows ${dIn}.`, { place: 'streams' })
  }
}

/** The tensors that a dictionary of these widths has, with their shapes. */
export function tensorShapes({
  architecture,
  kind,
  dIn,
  dSae,
  dOut = dIn
}: Omit<Dictionary, 'tensors'>): Record<string, number[]> {
  const shapes: Record<string, number[]> = { W_enc: [dIn, dSae], W_dec: [dSae, dOut], b_dec: [dOut] }
  if (kind === 'skip-transcoder') shapes.W_skip = [dOut, dIn]
  if (architecture === 'gated') return { ...shapes, b_gate: [dSae], r_mag: [dSae], b_mag: [dSae] }
  if (architecture === 'jumprelu') return { ...shapes, b_enc: [dSae], threshold: [dSae] }
  return { ...shapes, b_enc: [dSae] }
}

function checkShape(tensors: Tensors, name: string, shape: number[]): void {
  const tensor = tensors[name]
  if (!tensor) throw new LoupeError('wrong-shape', `The dictionary has no tensor ${name}.`, { place: name })
  const elements = elementsOf(shape)
  if (tensor.shape.join() !== shape.join() || tensor.data.length !== elements) {
    throw new LoupeError('wrong-shape', `Tensor ${name} is [${tensor.shape.join(', ')}], not [${shape.join(', ')}].`, {
      place: name,
      hint: 'The file belongs to another dictionary, or was written with its axes swapped.'
    })
  }
}
