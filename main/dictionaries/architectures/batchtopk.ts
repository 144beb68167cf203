/**
 * BatchTopK with AuxK: B. Bussmann, P. Leask, N. Nanda, "BatchTopK sparse autoencoders", 2024 (arXiv 2412.06410). As TopK, but
 * the k · rows largest activations of the whole batch are kept: a row gets as many features as it needs, k on average.
 *
 *   pre = (x − b_dec) W_encᵀ + b_enc        f = BatchTopK_{k · rows}(ReLU(pre))        x̂ = f W_dec + b_dec
 *   L   = mean_rows ‖x − x̂‖²  +  AuxK as in topk.ts
 *
 * What a row gets then depends on the rows beside it. Inference keeps what is above one threshold instead, an average of the
 * smallest activation that training kept (batchtopk-memory.ts): the dictionary is exported as a JumpReLU with that threshold for
 * all features, as SAELens and dictionary_learning do. The fast path with the same result is batchtopk-sparse.ts.
 */
import type { Scalar, Tensor2D } from '../backend/library'
import type { Architecture, Definition, MakeArchitecture } from './architecture'
import { batchThreshold } from './batchtopk-memory'
import { batchTopkSparsePath } from './batchtopk-sparse'
import { keepLargest } from './differentiable'
import { decoded, preActivations, type Shape } from './shape'
import { auxiliaryLoss, type TopKSettings, topkSettings } from './topk'

export const batchTopk: MakeArchitecture = (config, shape) => {
  const settings = topkSettings(config)
  const definition = batchTopkDefinition(shape, settings)
  return {
    ...ofBatches(shape, config.steps),
    definition,
    inference: thresholdDefinition(shape, definition),
    nativePath: () => batchTopkSparsePath(shape, settings)
  }
}

/** What BatchTopK and Matryoshka have in common: the start, and one threshold for inference. */
export function ofBatches({ dSae }: Shape, steps: number): Omit<Architecture, 'definition'> {
  return {
    // dictionary_learning's trainers.
    decoderNorm: 1,
    memory: (saved) => batchThreshold(saved, steps),
    exported: (_parameters, memory) => {
      const data = new Float32Array(dSae).fill(memory?.settings().threshold ?? 0)
      return { architecture: 'jumprelu', tensors: { threshold: { shape: [dSae], data } } }
    }
  }
}

export function batchTopkDefinition(shape: Shape, settings: TopKSettings): Definition {
  return (weights, { x, y }, { dead }) => {
    const pre = preActivations(shape, weights, x)
    const features = keepLargestOfBatch(pre, settings.k)
    const reconstruction = decoded(shape, weights, features, x)
    const error = y.sub(reconstruction) as Tensor2D
    const mse = error.square().sum().div(x.shape[0]) as Scalar
    const aux = auxiliaryLoss(settings, { weights, pre, error, dead })
    return { features, reconstruction, losses: aux ? { mse, aux } : { mse } }
  }
}

/** BatchTopK_{k · rows}(ReLU(pre)) */
export function keepLargestOfBatch(pre: Tensor2D, k: number): Tensor2D {
  const [rows, columns] = pre.shape
  return keepLargest(pre.reshape([1, rows * columns]), Math.min(columns, k) * rows)
    .reshape([rows, columns])
    .relu()
}

/** Inference with the threshold of the settings; `training` where there is none yet. No gradients. */
export function thresholdDefinition(shape: Shape, training: Definition): Definition {
  return (weights, rows, settings) => {
    const { threshold } = settings
    if (threshold === undefined) return training(weights, rows, settings)
    const pre = preActivations(shape, weights, rows.x)
    const features: Tensor2D = pre.relu().mul(pre.greater(Math.max(0, threshold)))
    const reconstruction = decoded(shape, weights, features, rows.x)
    const mse = rows.y.sub(reconstruction).square().sum().div(rows.x.shape[0]) as Scalar
    return { features, reconstruction, losses: { mse } }
  }
}
