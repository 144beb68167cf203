/** How near features come to firing: their pre-activations on rows, less what each needs. */
import type { Batch } from '../../contract/records/arrays'
import type { Tensor1D, Tensor2D } from './backend/library'
import { scoped, tf } from './backend/library'
import { startBackend } from './backend/start'
import type { Dictionary } from './dictionary'
import { normedRows } from './normalization/input-norm'

/** Pre-activations of one chunk at most, in numbers: 64 MB of f32. */
const chunkNumbers = 16 * 1024 * 1024

export interface Margins {
  /** [features] over the rows; a feature with a greatest one above 0 fires there, but for TopK, where it only may. */
  greatest: Float32Array
  mean: Float32Array
}

/**
 * The part of the margin that is the same on all rows, [dSae]: b_enc, of jumprelu b_enc − max(threshold, 0), of gated b_gate.
 * The margin is that and the product of the row with the encoder's column.
 */
export function offsets({ architecture, tensors }: Dictionary): Float32Array {
  if (architecture === 'gated') return tensors.b_gate.data
  if (architecture !== 'jumprelu') return tensors.b_enc.data
  return tensors.b_enc.data.map((bias, feature) => bias - Math.max(0, tensors.threshold.data[feature]))
}

/** Margins of these features on the rows of a batch, which has at least one. */
export async function margins(dictionary: Dictionary, features: Uint32Array, batch: Batch): Promise<Margins> {
  await startBackend()
  const result = { greatest: new Float32Array(features.length), mean: new Float32Array(features.length) }
  const own = offsets(dictionary)
  const step = Math.max(1, Math.floor(chunkNumbers / batch.count))
  const rows = tf.keep(tf.tidy(() => seenRows(dictionary, batch)))
  try {
    for (let from = 0; from < features.length; from += step) {
      const some = features.subarray(from, from + step)
      const offset = Float32Array.from(some, (feature) => own[feature])
      const found = scoped(() => {
        const all = tf.matMul(rows, columnsOf(dictionary, some)).add(offset)
        return { greatest: all.max(0).dataSync(), mean: all.mean(0).dataSync() }
      })
      result.greatest.set(found.greatest, from)
      result.mean.set(found.mean, from)
      await new Promise((resolve) => setImmediate(resolve))
    }
    return result
  } finally {
    rows.dispose()
  }
}

/** Rows as the encoder's product gets them. */
function seenRows({ applyBDecToInput, inputNorm, tensors, dIn }: Dictionary, { values, count }: Batch): Tensor2D {
  const raw: Tensor2D = tf.tensor2d(values.subarray(0, count * dIn), [count, dIn])
  const x = inputNorm ? normedRows(inputNorm, raw).rows : raw
  return applyBDecToInput ? x.sub(tf.tensor1d(tensors.b_dec.data) as Tensor1D) : x
}

/** [dIn, features] */
function columnsOf({ tensors, dIn, dSae }: Dictionary, features: Uint32Array): Tensor2D {
  const columns = new Float32Array(dIn * features.length)
  for (let i = 0, at = 0; i < dIn; i += 1) {
    for (const feature of features) {
      columns[at] = tensors.W_enc.data[i * dSae + feature]
      at += 1
    }
  }
  return tf.tensor2d(columns, [dIn, features.length])
}
