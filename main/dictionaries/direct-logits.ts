/** Products of decoder rows with an unembedding: the greatest and the least of every feature. */
import type { Progress } from '../../contract/records/basics'
import { LoupeError } from '../../contract/wire/errors'
import { largestPerRow } from './backend/largest'
import type { Tensor2D } from './backend/library'
import { scoped, tf } from './backend/library'
import { startBackend } from './backend/start'
import type { Directions } from './neighbors'

/** Logits of one chunk at most, in numbers: 64 MB of f32. */
const chunkNumbers = 16 * 1024 * 1024

export interface Unembedding {
  /** [d, tokens], or [tokens, d] where `isTurned`. */
  data: Float32Array
  tokens: number
  isTurned: boolean
}

/** One end of the logits of each feature, both [features, count], the outermost first. */
interface LogitEnd {
  tokens: Uint32Array
  logits: Float32Array
}

export interface DirectLogits {
  count: number
  top: LogitEnd
  bottom: LogitEnd
  /** [features] over all tokens; the deviation by n. */
  mean: Float32Array
  deviation: Float32Array
}

/** `directions` are as wide as the unembedding's d. Throws cancelled. */
export async function directLogits(
  directions: Directions,
  unembedding: Unembedding,
  most: number,
  { signal, onProgress }: { signal: AbortSignal; onProgress(progress: Progress): void }
): Promise<DirectLogits> {
  await startBackend()
  const { data, features, width } = directions
  const { tokens, isTurned } = unembedding
  const result = emptyLogits(features, Math.min(most, tokens))
  const matrix = tf.keep(tf.tensor2d(unembedding.data, isTurned ? [tokens, width] : [width, tokens]))
  const rows = Math.max(1, Math.floor(chunkNumbers / tokens))
  try {
    for (let from = 0; from < features; from += rows) {
      if (signal.aborted) throw new LoupeError('cancelled', 'The logits were cancelled.')
      const size = Math.min(rows, features - from)
      const chunk = data.subarray(from * width, (from + size) * width)
      scoped(() => addChunk(result, tf.matMul(tf.tensor2d(chunk, [size, width]), matrix, false, isTurned), from))
      onProgress({ done: from + size, total: features, unit: 'features', note: 'Multiplying with the unembedding' })
      await new Promise((resolve) => setImmediate(resolve))
    }
    return result
  } finally {
    matrix.dispose()
  }
}

function emptyLogits(features: number, count: number): DirectLogits {
  const end = (): LogitEnd => ({ tokens: new Uint32Array(features * count), logits: new Float32Array(features * count) })
  return { count, top: end(), bottom: end(), mean: new Float32Array(features), deviation: new Float32Array(features) }
}

function addChunk(result: DirectLogits, logits: Tensor2D, from: number): void {
  const { mean, variance } = tf.moments(logits, 1)
  result.mean.set(mean.dataSync(), from)
  result.deviation.set(variance.sqrt().dataSync(), from)
  addEnd(result.top, largestPerRow(logits, result.count), { from, count: result.count, sign: 1 })
  addEnd(result.bottom, largestPerRow(logits.neg(), result.count), { from, count: result.count, sign: -1 })
}

/** `found` in no order; of equal logits the lower token comes first. */
function addEnd(
  end: LogitEnd,
  found: ReturnType<typeof largestPerRow>,
  { from, count, sign }: { from: number; count: number; sign: 1 | -1 }
): void {
  const [ids, values] = [found.columns.dataSync(), found.values.dataSync()]
  for (let row = 0; row < found.values.shape[0]; row += 1) {
    const order = Array.from({ length: count }, (_, i) => row * count + i)
    order.sort((a, b) => values[b] - values[a] || ids[a] - ids[b])
    order.forEach((at, place) => {
      end.tokens[(from + row) * count + place] = ids[at]
      end.logits[(from + row) * count + place] = sign * values[at]
    })
  }
}
