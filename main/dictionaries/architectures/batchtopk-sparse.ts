/**
 * The fast path of batchtopk.ts and matryoshka.ts on the native backend: the largest of the batch are found (batchtopk-largest.ts),
 * then kept.ts computes with them alone. The encoder's bias is added at the entries only, not in a pass over [rows, dSae].
 */
import type { Tensor1D, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { Evaluation, Gradients, Path, Rows, StepSettings, Weights } from './architecture'
import { activationsAbove, LargestOfBatch } from './batchtopk-largest'
import { type Decode, keptEvaluation, keptGradients, withKept } from './kept'
import { fastEncoderProduct, type Shape } from './shape'
import type { TopKSettings } from './topk'
import { deadActivations } from './topk-dead'

/** `decode`: how the kept activations are decoded, where that is not all at once. */
export function batchTopkSparsePath(shape: Shape, settings: TopKSettings, decode?: Decode): Path {
  const largest = new LargestOfBatch()
  const find = (weights: Weights, product: Tensor2D) => {
    return largest.find(product, weights.b_enc as Tensor1D, Math.min(shape.dSae, settings.k) * product.shape[0])
  }

  function gradients(weights: Weights, rows: Rows, { dead }: StepSettings): Gradients {
    const product = fastEncoderProduct(shape, weights, rows.x)
    const preOf = (features: Tensor1D): Tensor2D => {
      return tf.gather(product, features, 1).add(tf.gather(weights.b_enc, features))
    }
    const { places, values } = find(weights, product)
    return withKept(places, values, product.shape, (kept) => {
      return keptGradients(shape, settings, { weights, rows, kept, dead: deadActivations(settings, dead, preOf) }, decode)
    })
  }

  function evaluate(weights: Weights, rows: Rows, { threshold }: StepSettings): Evaluation {
    const product = fastEncoderProduct(shape, weights, rows.x)
    const { places, values } =
      threshold === undefined
        ? find(weights, product)
        : activationsAbove(product, weights.b_enc as Tensor1D, Math.max(0, threshold))
    return withKept(places, values, product.shape, (kept) => keptEvaluation(shape, weights, rows, kept))
  }

  return { gradients, evaluate }
}
