/** The covariance of rows around a known mean, for whitening: products of batches on the backend, summed in float64. */
import type { Batch } from '../../../contract/records/arrays'
import { f32Product } from '../backend/float64'
import type { Tensor2D } from '../backend/library'
import { scoped, tf } from '../backend/library'
import { startBackend } from '../backend/start'

export interface CovarianceSums {
  add(batch: Batch): void
  /** Σ (x − mean)(x − mean)ᵀ ÷ (rows − 1), [dIn, dIn] f32. */
  result(): Float32Array
}

/** `mean` [dIn] of the rows that will be added. */
export async function createCovariance(mean: Float32Array): Promise<CovarianceSums> {
  await startBackend()
  const d = mean.length
  const sums = new Float64Array(d * d)
  let rows = 0
  return {
    add({ values, count }) {
      const product = scoped(() => {
        const centered: Tensor2D = tf.tensor2d(values.subarray(0, count * d), [count, d]).sub(tf.tensor2d(mean, [1, d]))
        return f32Product(centered.transpose(), centered).dataSync()
      })
      for (let i = 0; i < sums.length; i += 1) sums[i] += product[i]
      rows += count
    },
    result: () => Float32Array.from(sums, (sum) => sum / Math.max(1, rows - 1))
  }
}
