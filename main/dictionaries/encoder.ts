/**
 * A finished dictionary applied to raw rows: sparse activations and reconstructions, in chunks of bounded memory.
 * Same conventions as SAELens, so activations agree with what the exported file gives there.
 */
import type { Batch, SparseRows } from '../../contract/records/arrays'
import { LoupeError } from '../../contract/wire/errors'
import { joinSparseRows, sparseRowsFromDense, sparseRowsFromLargest } from '../maths/sparse-rows'
import { keepLargest } from './architectures/differentiable'
import { largestPerRow } from './backend/largest'
import type { Tensor1D, Tensor2D } from './backend/library'
import { scoped, tf } from './backend/library'
import { startBackend } from './backend/start'
import { checkDictionary, type Dictionary } from './dictionary'

/** Activations of one chunk at most, in numbers: 64 MB of f32. */
const chunkNumbers = 16 * 1024 * 1024

export interface Encoder {
  /** Activations > 0, feature ids ascending within a row. Throws wrong-shape when rows have another width. */
  encode(batch: Batch): SparseRows
  /** [count, dIn], raw units */
  reconstruct(batch: Batch): Float32Array
  dispose(): void
}

/** Loads a dictionary into the backend; `dispose` frees it. Throws wrong-shape, config. */
export async function createEncoder(dictionary: Dictionary): Promise<Encoder> {
  checkDictionary(dictionary)
  await startBackend()
  return new BackendEncoder(dictionary)
}

class BackendEncoder implements Encoder {
  private readonly encoder: Tensor2D
  private readonly encoderBias: Tensor1D
  private readonly decoder: Tensor2D
  private readonly decoderBias: Tensor1D

  constructor(private readonly dictionary: Dictionary) {
    const { W_enc, b_enc, W_dec, b_dec } = dictionary.tensors
    const { dIn, dSae } = dictionary
    this.encoder = tf.keep(tf.tensor2d(W_enc.data, [dIn, dSae]))
    this.encoderBias = tf.keep(tf.tensor1d(b_enc.data))
    this.decoder = tf.keep(tf.tensor2d(W_dec.data, [dSae, dIn]))
    this.decoderBias = tf.keep(tf.tensor1d(b_dec.data))
  }

  encode(batch: Batch): SparseRows {
    const parts = this.chunks(batch, (x) => this.encodeChunk(x))
    return joinSparseRows(parts, this.dictionary.dSae)
  }

  reconstruct(batch: Batch): Float32Array {
    const out = new Float32Array(batch.count * batch.dIn)
    let at = 0
    for (const part of this.chunks(batch, (x) => this.reconstructChunk(x))) {
      out.set(part, at)
      at += part.length
    }
    return out
  }

  dispose(): void {
    tf.dispose([this.encoder, this.encoderBias, this.decoder, this.decoderBias])
  }

  private encodeChunk(x: Tensor2D): SparseRows {
    const { architecture, dSae, k } = this.dictionary
    const [count] = x.shape
    const pre = this.preActivations(x)
    if (architecture === 'standard') return sparseRowsFromDense(pre.dataSync() as Float32Array, count, dSae)
    const { values, columns } = largestPerRow(pre, k as number)
    return sparseRowsFromLargest(columns.dataSync() as Int32Array, values.dataSync() as Float32Array, count, dSae)
  }

  private reconstructChunk(x: Tensor2D): Float32Array {
    const { architecture, k } = this.dictionary
    const pre = this.preActivations(x)
    const features: Tensor2D = (architecture === 'standard' ? pre : keepLargest(pre, k as number)).relu()
    return tf.matMul(features, this.decoder).add(this.decoderBias).dataSync() as Float32Array
  }

  private preActivations(x: Tensor2D): Tensor2D {
    const input = this.dictionary.applyBDecToInput ? (x.sub(this.decoderBias) as Tensor2D) : x
    return tf.matMul(input, this.encoder).add(this.encoderBias)
  }

  private chunks<T>({ values, count, dIn }: Batch, use: (x: Tensor2D) => T): T[] {
    if (dIn !== this.dictionary.dIn) throw wrongWidth(dIn, this.dictionary.dIn)
    const rows = Math.max(1, Math.floor(chunkNumbers / this.dictionary.dSae))
    const results: T[] = []
    for (let from = 0; from < count; from += rows) {
      const size = Math.min(rows, count - from)
      const chunk = values.subarray(from * dIn, (from + size) * dIn)
      results.push(scoped(() => use(tf.tensor2d(chunk, [size, dIn]))))
    }
    return results
  }
}

function wrongWidth(found: number, expected: number): LoupeError {
  return new LoupeError('wrong-shape', `These rows have ${found} dimensions, the dictionary ${expected}.`, {
    hint: 'Use activations of the layer that the dictionary was trained on.'
  })
}
