/** For every feature, the others whose decoder rows point the most alike. */
import type { Progress } from '../../contract/records/basics'
import { LoupeError } from '../../contract/wire/errors'
import { largestPerRow } from './backend/largest'
import type { Tensor2D } from './backend/library'
import { tf } from './backend/library'
import { unitRows } from './backend/rows'
import { startBackend } from './backend/start'
import type { Dictionary } from './dictionary'

/** Cosines of one chunk at most, in numbers: 64 MB of f32. */
const chunkNumbers = 16 * 1024 * 1024

export interface Neighbors {
  /** Neighbors per feature: as asked, or all others where there are fewer. */
  count: number
  /** [dSae, count], the nearest first, never the feature itself. */
  features: Uint32Array
  /** [dSae, count], −1…1, descending; 0 for a decoder row of norm 0. */
  cosines: Float32Array
}

/** Cosines of decoder rows, by chunks; the event loop runs between them. Throws cancelled. */
export async function nearestByDecoder(
  dictionary: Dictionary,
  count: number,
  onProgress: (progress: Progress) => void = () => undefined,
  signal?: AbortSignal
): Promise<Neighbors> {
  await startBackend()
  const { dSae } = dictionary
  const kept = Math.max(0, Math.min(count, dSae - 1))
  const result: Neighbors = { count: kept, features: new Uint32Array(dSae * kept), cosines: new Float32Array(dSae * kept) }
  const directions = tf.keep(unitDecoder(dictionary))
  const rows = Math.max(1, Math.floor(chunkNumbers / dSae))
  try {
    for (let from = 0; kept > 0 && from < dSae; from += rows) {
      if (signal?.aborted) throw new LoupeError('cancelled', 'The search for near features was cancelled.')
      const size = Math.min(rows, dSae - from)
      tf.tidy(() => addChunk(result, directions, from, size))
      onProgress({ done: from + size, total: dSae, unit: 'features' })
      await new Promise((resolve) => setImmediate(resolve))
    }
    return result
  } finally {
    directions.dispose()
  }
}

function unitDecoder({ tensors, dSae, dIn, dOut = dIn }: Dictionary): Tensor2D {
  return tf.tidy(() => unitRows(tf.tensor2d(tensors.W_dec.data, [dSae, dOut])))
}

function addChunk(result: Neighbors, directions: Tensor2D, from: number, size: number): void {
  const chunk: Tensor2D = directions.slice([from, 0], [size, directions.shape[1]])
  const cosines: Tensor2D = tf.matMul(chunk, directions, false, true)
  // One more than asked: the feature itself is among them.
  const { values, columns } = largestPerRow(cosines, result.count + 1)
  const ids = columns.dataSync()
  const found = values.dataSync()
  for (let row = 0; row < size; row += 1) addFeature(result, from + row, ids, found, row * (result.count + 1))
}

function addFeature(result: Neighbors, feature: number, ids: ArrayLike<number>, cosines: ArrayLike<number>, at: number): void {
  const order = Array.from({ length: result.count + 1 }, (_, i) => at + i)
    .filter((i) => ids[i] !== feature)
    .sort((a, b) => cosines[b] - cosines[a] || ids[a] - ids[b])
    .slice(0, result.count)
  order.forEach((i, place) => {
    result.features[feature * result.count + place] = ids[i]
    result.cosines[feature * result.count + place] = Math.max(-1, Math.min(1, cosines[i]))
  })
}
