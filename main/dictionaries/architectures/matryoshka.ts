/**
 * Matryoshka BatchTopK with AuxK: B. Bussmann et al., "Learning multi-level features with Matryoshka sparse autoencoders", 2025
 * (arXiv 2503.17547). The first features of a dictionary have to be a dictionary of their own, so that general features stay
 * whole instead of being split up and absorbed by special ones. With prefixes w_1 < … < w_n = d_sae:
 *
 *   pre = (x − b_dec) W_encᵀ + b_enc      f = BatchTopK_{k · rows}(ReLU(pre))      x̂_j = Σ_{i < w_j} f_i W_dec,i + b_dec
 *   L   = (1/n) Σ_j mean_rows ‖x − x̂_j‖²  +  AuxK as in topk.ts, on the residual of the whole dictionary
 *
 * One BatchTopK over all features, as in the paper's code, SAELens and dictionary_learning. The losses are averaged, as in
 * dictionary_learning; SAELens and the paper sum them. Averaged they stay comparable with those of other architectures and other
 * numbers of prefixes, and AuxK and the clipping of gradients keep their weight; to Adam the factor makes no difference else.
 * Inference is BatchTopK's. The fast path with the same result is batchtopk-sparse.ts with matryoshka-decoding.ts.
 */

import type { RunConfig } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import type { Scalar, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { Definition, MakeArchitecture, Weights } from './architecture'
import { keepLargestOfBatch, ofBatches, thresholdDefinition } from './batchtopk'
import { batchTopkSparsePath } from './batchtopk-sparse'
import { decodeNested } from './matryoshka-decoding'
import { preActivations, type Shape, withBias } from './shape'
import { auxiliaryLoss, type TopKSettings, topkSettings } from './topk'

export const matryoshka: MakeArchitecture = (config, shape) => {
  const settings = topkSettings(config)
  const prefixes = checkedPrefixes(config)
  const definition = matryoshkaDefinition(shape, settings, prefixes)
  return {
    ...ofBatches(shape, config.steps),
    definition,
    inference: thresholdDefinition(shape, definition),
    nativePath: () => batchTopkSparsePath(shape, settings, decodeNested(prefixes))
  }
}

export function matryoshkaDefinition(shape: Shape, settings: TopKSettings, prefixes: readonly number[]): Definition {
  return (weights, { x, y }, { dead }) => {
    const pre = preActivations(shape, weights, x)
    const features = keepLargestOfBatch(pre, settings.k)
    const reconstructions = nested(prefixes, weights, features).map((product) => withBias(shape, weights, product, x))
    const losses = reconstructions.map((each) => y.sub(each).square().sum().div(x.shape[0]) as Scalar)
    const whole = reconstructions[reconstructions.length - 1]
    const aux = auxiliaryLoss(settings, { weights, pre, error: y.sub(whole), dead })
    const reconstruction: Scalar = tf.addN(losses).div(losses.length)
    const mse = losses[losses.length - 1]
    return { features, reconstruction: whole, losses: { mse, reconstruction, ...(aux ? { aux } : {}) } }
  }
}

/** Σ_{i < w_j} f_i W_dec,i of every prefix. */
function nested(prefixes: readonly number[], { W_dec }: Weights, features: Tensor2D): Tensor2D[] {
  const [rows] = features.shape
  const products: Tensor2D[] = []
  prefixes.forEach((width, j) => {
    const from = prefixes[j - 1] ?? 0
    const group: Tensor2D = features.slice([0, from], [rows, width - from])
    const own: Tensor2D = tf.matMul(group, W_dec.slice([from, 0], [width - from, W_dec.shape[1] as number]) as Tensor2D)
    products.push(j === 0 ? own : products[j - 1].add(own))
  })
  return products
}

/** Throws config. */
function checkedPrefixes({ prefixes = [], dSae }: RunConfig): readonly number[] {
  const grows = prefixes.every((width, i) => Number.isInteger(width) && width > (prefixes[i - 1] ?? 0))
  if (grows && prefixes[prefixes.length - 1] === dSae) return prefixes
  const found = prefixes.length > 0 ? prefixes.join(', ') : 'missing'
  throw new LoupeError('config', `The widths of the nested dictionaries are ${found}; they have to grow up to ${dSae}.`, {
    place: 'prefixes'
  })
}
