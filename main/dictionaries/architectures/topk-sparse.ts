/** The fast path of topk.ts on the native backend: the largest of each row are found, then kept.ts computes with them alone. */
import { largestPerRow } from '../backend/largest'
import type { Tensor1D, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'
import type { Path, Rows, Weights } from './architecture'
import { type Kept, keptEvaluation, keptGradients, withKept } from './kept'
import { fastEncoderProduct, type Shape } from './shape'
import type { TopKSettings } from './topk'

export function topkSparsePath(shape: Shape, settings: TopKSettings): Path {
  return {
    gradients: (weights, rows, { dead }) => {
      const pre = preActivations(shape, weights, rows)
      const preOf = (features: Tensor1D): Tensor2D => tf.gather(pre, features, 1)
      return withLargest(pre, settings.k, (kept) => keptGradients(shape, settings, { weights, rows, kept, dead, preOf }))
    },
    evaluate: (weights, rows) => {
      const pre = preActivations(shape, weights, rows)
      return withLargest(pre, settings.k, (kept) => keptEvaluation(shape, weights, rows, kept))
    }
  }
}

/** [rows, dSae] */
function preActivations(shape: Shape, weights: Weights, { x }: Rows): Tensor2D {
  // The tidy frees the product before the bias early: both are as large as anything here.
  return tf.tidy(() => fastEncoderProduct(shape, weights, x).add(weights.b_enc))
}

/** Lends the k largest of each row of `pre`, those above 0. */
function withLargest<T>(pre: Tensor2D, k: number, use: (kept: Kept) => T): T {
  const largest = largestPerRow(pre, k)
  const [all, columns] = [largest.values.dataSync(), largest.columns.dataSync()]
  const places = { rows: new Int32Array(all.length), columns: new Int32Array(all.length) }
  const values = new Float32Array(all.length)
  let count = 0
  for (let i = 0; i < all.length; i += 1) {
    if (!(all[i] > 0)) continue
    places.rows[count] = Math.floor(i / k)
    places.columns[count] = columns[i]
    values[count] = all[i]
    count += 1
  }
  const found = { rows: places.rows.subarray(0, count), columns: places.columns.subarray(0, count) }
  return withKept(found, values, pre.shape, use)
}
