/**
 * The fast path of topk.ts on the native backend: only the encoder's product is dense, everything after TopK is sparse.
 * With g = ∂L/∂x̂ = 2(x̂ − x)/rows and F, D the sparse [rows, dSae] matrices of activations and of their gradients:
 *
 *   D_bi = g_b · W_dec,i where f_bi > 0     ∂W_dec = Fᵀ g     ∂W_enc = Dᵀ (x − b_dec)     ∂b_enc = Dᵀ 1
 *   ∂b_dec = Σ_b g_b − ∂b_enc W_enc
 *
 * AuxK works on the dead features alone (topk-auxiliary.ts).
 */

import { largestPerRow } from '../backend/largest'
import type { Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import { withSparseMatrix } from '../backend/sparse-matrix'
import type { Evaluation, Gradients, Path, StepSettings, Usage, Weights } from './architecture'
import { preActivations, type TopKSettings } from './topk'
import { addAuxiliary } from './topk-auxiliary'

/** Rows whose decoder rows are gathered at once: 256 rows × k × dIn floats still fit into the last-level cache. */
const gatherRows = 256

export function topkSparsePath(settings: TopKSettings): Path {
  return {
    gradients: (weights, x, step) => gradients(settings, weights, x, step),
    evaluate: (weights, x) => evaluate(settings.k, weights, x)
  }
}

function gradients(settings: TopKSettings, weights: Weights, x: Tensor2D, step: StepSettings): Gradients {
  const [rows] = x.shape
  const pre = preActivations(weights, x)
  const { values: largest, columns } = largestPerRow(pre, settings.k)
  const values: Tensor2D = largest.relu()
  return withSparseMatrix(columns, pre.shape[1], (matrix) => {
    const error = matrix
      .times(values, weights.W_dec as Tensor2D)
      .add(weights.b_dec)
      .sub(x) as Tensor2D
    const squaredError = error.square().sum().dataSync()[0]
    const g = error.mul(2 / rows) as Tensor2D
    const d = gatheredProducts(g, weights.W_dec as Tensor2D, columns).mul(values.step()) as Tensor2D
    const centered = x.sub(weights.b_dec) as Tensor2D
    const main = {
      W_enc: matrix.transposedTimes(d, centered),
      b_enc: matrix.transposedTimes(d, tf.ones([rows, 1])).flatten(),
      W_dec: matrix.transposedTimes(values, g),
      b_dec: g.sum(0)
    }
    const mse = squaredError / rows
    const auxiliary = addAuxiliary(settings, main, { weights, pre, centered, error, dead: step.dead })
    main.b_dec = main.b_dec.sub(tf.matMul(main.b_enc.expandDims(0) as Tensor2D, weights.W_enc as Tensor2D).flatten())
    const losses = auxiliary === undefined ? { loss: mse, mse } : { loss: mse + auxiliary, mse, aux: auxiliary }
    return { gradients: main, losses, usage: sparseUsage(columns, values, pre.shape[1]), squaredError }
  })
}

function evaluate(k: number, weights: Weights, x: Tensor2D): Evaluation {
  const pre = preActivations(weights, x)
  const { values: largest, columns } = largestPerRow(pre, k)
  const values: Tensor2D = largest.relu()
  return withSparseMatrix(columns, pre.shape[1], (matrix) => ({
    reconstruction: matrix.times(values, weights.W_dec as Tensor2D).add(weights.b_dec) as Tensor2D,
    losses: {},
    usage: sparseUsage(columns, values, pre.shape[1])
  }))
}

/** [rows, k]: g_b · W_dec,i for each entry (b, i) of `columns` [rows, k]. */
function gatheredProducts(g: Tensor2D, decoder: Tensor2D, columns: Tensor2D): Tensor2D {
  const [rows, k] = columns.shape
  const dIn = g.shape[1]
  const parts: Tensor2D[] = []
  for (let from = 0; from < rows; from += gatherRows) {
    const count = Math.min(gatherRows, rows - from)
    parts.push(
      tf.tidy(() => {
        const chosen = tf.gather(decoder, columns.slice([from, 0], [count, k]).flatten()).reshape([count, k, dIn])
        const errors = g.slice([from, 0], [count, dIn]).reshape([count, dIn, 1])
        return tf.matMul(chosen, errors).reshape([count, k]) as Tensor2D
      })
    )
  }
  return parts.length === 1 ? parts[0] : tf.concat2d(parts, 0)
}

function sparseUsage(columns: Tensor2D, values: Tensor2D, dSae: number): Usage {
  const ids = columns.dataSync()
  const activations = values.dataSync()
  const fired = new Uint32Array(dSae)
  let l0 = 0
  let l1 = 0
  for (let at = 0; at < activations.length; at += 1) {
    if (!(activations[at] > 0)) continue
    fired[ids[at]] += 1
    l0 += 1
    l1 += activations[at]
  }
  return { fired, l0, l1 }
}
