/** Activations of finished dictionaries that need no choice among features; formulas are in dictionary.ts. */
import type { Tensor, Tensor1D, Tensor2D } from '../backend/library'
import type { Dictionary } from '../dictionary'

/** From what the encoder's product gives (encoder-product.ts), [rows, dSae]; `weights` of the dictionary by name. */
export function denseActivations(
  architecture: Exclude<Dictionary['architecture'], 'topk'>,
  pre: Tensor2D,
  weights: Record<string, Tensor>
): Tensor2D {
  if (architecture === 'gated') return gated(pre, weights)
  return architecture === 'jumprelu' ? pre.relu().mul(isAbove(pre, weights.threshold)) : pre.relu()
}

/** Activations before what is not above `above` becomes 0: a number, or one per feature [dSae], never below 0. */
export interface Activity {
  /** [rows, dSae] */
  values: Tensor2D
  above: Tensor1D | number
}

/** The same activations, told by where they are; what is 0 need not be written. */
export function activeAbove(
  architecture: Exclude<Dictionary['architecture'], 'topk'>,
  pre: Tensor2D,
  weights: Record<string, Tensor>
): Activity {
  if (architecture === 'gated') return { values: gated(pre, weights), above: 0 }
  return { values: pre, above: architecture === 'jumprelu' ? (weights.threshold.relu() as Tensor1D) : 0 }
}

function gated(product: Tensor2D, { b_gate, r_mag, b_mag }: Record<string, Tensor>): Tensor2D {
  const magnitudes = product.mul(r_mag.exp()).add(b_mag).relu()
  return magnitudes.mul(product.add(b_gate).greater(0).cast('float32'))
}

/** 1 where above, else 0. */
function isAbove(pre: Tensor2D, threshold: Tensor): Tensor {
  return pre.greater(threshold).cast('float32')
}
