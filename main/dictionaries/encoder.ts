/**
 * A finished dictionary applied to raw rows: sparse activations and reconstructions, in chunks of bounded memory.
 * Same conventions as SAELens, so activations agree with what the exported file gives there; formulas are in dictionary.ts.
 */
import type { Batch, SparseRows } from '../../contract/records/arrays'
import { LoupeError } from '../../contract/wire/errors'
import { decodedRows, denseRows, joinSparseRows, someRows, sparseRowsFromDense, sparseRowsFromPlaces } from '../maths/sparse-rows'
import { keepLargest } from './architectures/differentiable'
import { flatPlacesAbove, shareAbove, valuesAtFlat } from './backend/entries-find'
import type { Tensor, Tensor2D } from './backend/library'
import { isNative, scoped, tf } from './backend/library'
import { startBackend } from './backend/start'
import { checkDictionary, type Dictionary, hasOwnTargets } from './dictionary'
import { activeAbove, denseActivations } from './encoding/activations'
import { type EncoderProduct, encoderProduct } from './encoding/encoder-product'
import { largestRows } from './encoding/largest-rows'
import { normedRows } from './normalization/input-norm'

/** Activations of one chunk at most, in numbers: 64 MB of f32. */
const chunkNumbers = 16 * 1024 * 1024
/** With more of the activations above 0 than this, copying all of them costs less than finding those. */
const mostSparse = 1 / 16

/** Activations with a smaller share of entries above 0 are decoded one by one: a whole product costs as much as this share of it. */
const sparseShare = 0.04

export interface Encoder {
  /** Activations > 0, feature ids ascending within a row. Throws wrong-shape when rows have another width. */
  encode(batch: Batch): SparseRows
  /** [count, dOut], raw units: of the inputs, or for a transcoder of its targets. */
  reconstruct(batch: Batch): Float32Array
  /** The same from activations that are known, of the rows of `batch`; they may have been changed. */
  reconstructFrom(rows: SparseRows, batch: Batch): Float32Array
  dispose(): void
}

/** Loads a dictionary into the backend; `dispose` frees it. Throws wrong-shape, config. */
export async function createEncoder(dictionary: Dictionary): Promise<Encoder> {
  checkDictionary(dictionary)
  await startBackend()
  return new BackendEncoder(dictionary)
}

class BackendEncoder implements Encoder {
  private readonly weights: Record<string, Tensor>
  private readonly encoder: EncoderProduct

  constructor(private readonly dictionary: Dictionary) {
    // The product has these.
    const { W_enc: _matrix, b_enc: _bias, ...others } = dictionary.tensors
    const entries = Object.entries(others)
    this.weights = Object.fromEntries(entries.map(([name, { data, shape }]) => [name, tf.keep(tf.tensor(data, shape))]))
    this.encoder = encoderProduct(dictionary)
  }

  encode(batch: Batch): SparseRows {
    const parts = this.chunks(batch, (x) => this.encodeChunk(x))
    return joinSparseRows(parts, this.dictionary.dSae)
  }

  reconstruct(batch: Batch): Float32Array {
    const { dIn, dOut = dIn } = this.dictionary
    const out = new Float32Array(batch.count * dOut)
    let at = 0
    for (const part of this.chunks(batch, (x) => this.reconstructChunk(x))) {
      out.set(part, at)
      at += part.length
    }
    return out
  }

  reconstructFrom(rows: SparseRows, batch: Batch): Float32Array {
    const { dIn, dOut = dIn } = this.dictionary
    const out = new Float32Array(batch.count * dOut)
    let at = 0
    for (const part of this.chunks(batch, (x, from) => this.decodeChunk(x, someRows(rows, from, from + x.shape[0])))) {
      out.set(part, at)
      at += part.length
    }
    return out
  }

  dispose(): void {
    tf.dispose(this.weights)
    this.encoder.dispose()
  }

  private decodeChunk(raw: Tensor2D, rows: SparseRows): Float32Array {
    const { tensors } = this.dictionary
    const { W_dec, b_dec, W_skip } = this.weights
    const isSparse = rows.values.length < sparseShare * rows.count * rows.dSae
    const decoded = isSparse
      ? tf.tensor2d(decodedRows(rows, tensors.W_dec.data, tensors.b_dec.data), [rows.count, tensors.b_dec.data.length])
      : (tf.matMul(tf.tensor2d(denseRows(rows), [rows.count, rows.dSae]), W_dec as Tensor2D).add(b_dec) as Tensor2D)
    const { rows: x, undo } = this.seen(raw)
    const output: Tensor2D = W_skip ? decoded.add(tf.matMul(x, W_skip as Tensor2D, false, true)) : decoded
    return (hasOwnTargets(this.dictionary) ? output : undo(output)).dataSync() as Float32Array
  }

  private encodeChunk(raw: Tensor2D): SparseRows {
    const { architecture, k } = this.dictionary
    const x = this.seen(raw).rows
    if (architecture !== 'topk') return this.activeRows(x, x.shape[0])
    return largestRows(this.encoder.of(x), k as number)
  }

  /** All that is active; where it is little, only that leaves the backend. */
  private activeRows(x: Tensor2D, count: number): SparseRows {
    const { architecture, dSae } = this.dictionary
    const { values, above } = activeAbove(architecture as Exclude<typeof architecture, 'topk'>, this.encoder.of(x), this.weights)
    if (!isNative() || shareAbove(values, above) > mostSparse) {
      const dense: Tensor2D = values.where(values.greater(above), 0)
      return sparseRowsFromDense(dense.dataSync() as Float32Array, count, dSae)
    }
    const places = flatPlacesAbove(values, above)
    return sparseRowsFromPlaces(places, valuesAtFlat(values, places), count, dSae)
  }

  private reconstructChunk(raw: Tensor2D): Float32Array {
    const { W_dec, b_dec, W_skip } = this.weights
    const { rows: x, undo } = this.seen(raw)
    const decoded: Tensor2D = tf.matMul(this.activations(x), W_dec as Tensor2D).add(b_dec)
    const output: Tensor2D = W_skip ? decoded.add(tf.matMul(x, W_skip as Tensor2D, false, true)) : decoded
    return (hasOwnTargets(this.dictionary) ? output : undo(output)).dataSync() as Float32Array
  }

  /** Rows as the weights want them, and the way back. */
  private seen(raw: Tensor2D): { rows: Tensor2D; undo(output: Tensor2D): Tensor2D } {
    const { inputNorm } = this.dictionary
    return inputNorm ? normedRows(inputNorm, raw) : { rows: raw, undo: (output) => output }
  }

  private activations(x: Tensor2D): Tensor2D {
    const { architecture, k } = this.dictionary
    const pre = this.encoder.of(x)
    if (architecture === 'topk') return keepLargest(pre, k as number).relu()
    return denseActivations(architecture, pre, this.weights)
  }

  private chunks<T>({ values, count, dIn }: Batch, use: (x: Tensor2D, from: number) => T): T[] {
    if (dIn !== this.dictionary.dIn) throw wrongWidth(dIn, this.dictionary.dIn)
    const rows = Math.max(1, Math.floor(chunkNumbers / this.dictionary.dSae))
    const results: T[] = []
    for (let from = 0; from < count; from += rows) {
      const size = Math.min(rows, count - from)
      const chunk = values.subarray(from * dIn, (from + size) * dIn)
      results.push(scoped(() => use(tf.tensor2d(chunk, [size, dIn]), from)))
    }
    return results
  }
}

function wrongWidth(found: number, expected: number): LoupeError {
  return new LoupeError('wrong-shape', `These rows have ${found} dimensions, the dictionary ${expected}.`, {
    hint: 'Use activations of the layer that the dictionary was trained on.'
  })
}
