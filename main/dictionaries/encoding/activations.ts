/** Activations of finished dictionaries that need no choice among features; formulas are in dictionary.ts. */
import type { Tensor, Tensor2D } from '../backend/library'
import type { Dictionary } from '../dictionary'

/** From the encoder's product [rows, dSae] without biases; `weights` of the dictionary by name. */
export function denseActivations(
  architecture: Exclude<Dictionary['architecture'], 'topk'>,
  product: Tensor2D,
  weights: Record<string, Tensor>
): Tensor2D {
  if (architecture === 'gated') return gated(product, weights)
  const pre = product.add(weights.b_enc) as Tensor2D
  return architecture === 'jumprelu' ? pre.relu().mul(isAbove(pre, weights.threshold)) : pre.relu()
}

function gated(product: Tensor2D, { b_gate, r_mag, b_mag }: Record<string, Tensor>): Tensor2D {
  const magnitudes = product.mul(r_mag.exp()).add(b_mag).relu()
  return magnitudes.mul(product.add(b_gate).greater(0).cast('float32'))
}

/** 1 where above, else 0. */
function isAbove(pre: Tensor2D, threshold: Tensor): Tensor {
  return pre.greater(threshold).cast('float32')
}
