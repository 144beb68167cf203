/**
 * A dictionary's own formula in plain TypeScript, f64 inside: what an export is compared with.
 * It shares no code with the training backend, so agreement of the two says something. Slow on purpose: a few rows only.
 */
import type { Batch, SparseRows } from '../../../contract/records/arrays'
import type { Dictionary } from '../../dictionaries/dictionary'
import { activeFeatures } from './activations'
import { seenRow } from './seen-row'

/** What both the backend's encoder and this one can do; see Encoder in main/dictionaries. */
export interface RowEncoder {
  encode(batch: Batch): SparseRows
  /** [count, dOut] f32, raw units. */
  reconstruct(batch: Batch): Float32Array
}

export interface ReferenceEncoder extends RowEncoder {
  /**
   * What the choice of features hangs on, of one raw row, [dSae] f64: x W_enc + b_enc, of a gated dictionary + b_gate;
   * x less b_dec and normalized as the dictionary says.
   */
  preActivations(row: Float32Array): Float64Array
}

export function referenceEncoder(dictionary: Dictionary): ReferenceEncoder {
  const preActivations = (row: Float32Array): Float64Array => preActivationsOf(dictionary, seenRow(dictionary, row).input)
  const encode = (batch: Batch): SparseRows => sparseRows(dictionary, batch, preActivations)
  return { preActivations, encode, reconstruct: (batch) => decode(dictionary, batch, encode(batch)) }
}

function preActivationsOf({ dIn, dSae, architecture, tensors }: Dictionary, input: Float64Array): Float64Array {
  const sums = Float64Array.from(architecture === 'gated' ? tensors.b_gate.data : tensors.b_enc.data)
  const weights = tensors.W_enc.data
  for (let i = 0; i < dIn; i += 1) {
    const from = i * dSae
    for (let j = 0; j < dSae; j += 1) sums[j] += input[i] * weights[from + j]
  }
  return sums
}

function sparseRows(dictionary: Dictionary, batch: Batch, preActivations: (row: Float32Array) => Float64Array): SparseRows {
  const starts = new Uint32Array(batch.count + 1)
  const features: number[] = []
  const values: number[] = []
  for (let row = 0; row < batch.count; row += 1) {
    for (const { feature, value } of activeFeatures(dictionary, preActivations(rowOf(batch, row)))) {
      features.push(feature)
      values.push(value)
    }
    starts[row + 1] = features.length
  }
  return {
    count: batch.count,
    dSae: dictionary.dSae,
    starts,
    features: Uint32Array.from(features),
    values: Float32Array.from(values)
  }
}

/** Σ_j f_j W_dec[j] + b_dec, with skip path and norm where the dictionary has them, [count, dOut] f32. */
function decode(dictionary: Dictionary, batch: Batch, rows: SparseRows): Float32Array {
  const { dIn, dOut = dIn, tensors } = dictionary
  const result = new Float32Array(rows.count * dOut)
  for (let row = 0; row < rows.count; row += 1) {
    const sums = Float64Array.from(tensors.b_dec.data)
    for (let entry = rows.starts[row]; entry < rows.starts[row + 1]; entry += 1) {
      const from = rows.features[entry] * dOut
      const value = rows.values[entry]
      for (let i = 0; i < dOut; i += 1) sums[i] += value * tensors.W_dec.data[from + i]
    }
    const { input, undo } = seenRow(dictionary, rowOf(batch, row))
    if (tensors.W_skip) addProduct(sums, tensors.W_skip.data, input)
    result.set(undo(sums), row * dOut)
  }
  return result
}

/** sums += matrix [n, d] · vector [d] */
function addProduct(sums: Float64Array, matrix: Float32Array, vector: Float64Array): void {
  const width = vector.length
  for (let i = 0; i < sums.length; i += 1) {
    for (let at = 0; at < width; at += 1) sums[i] += matrix[i * width + at] * vector[at]
  }
}

function rowOf({ values, dIn }: Batch, row: number): Float32Array {
  return values.subarray(row * dIn, (row + 1) * dIn)
}
