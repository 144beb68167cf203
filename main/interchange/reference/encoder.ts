/**
 * A dictionary's own formula in plain TypeScript, f64 inside: what an export is compared with.
 * It shares no code with the training backend, so agreement of the two says something. Slow on purpose: a few rows only.
 */
import type { Batch, SparseRows } from '../../../contract/records/arrays'
import type { Dictionary } from '../../dictionaries/dictionary'
import { greatestIndexes } from './greatest'

/** What both the backend's encoder and this one can do; see Encoder in main/dictionaries. */
export interface RowEncoder {
  encode(batch: Batch): SparseRows
  /** [count, dIn] f32, raw units. */
  reconstruct(batch: Batch): Float32Array
}

export interface ReferenceEncoder extends RowEncoder {
  /** (x − b_dec) W_enc + b_enc of one row, [dSae] f64, before any selection; b_dec only where the dictionary subtracts it. */
  preActivations(row: Float32Array): Float64Array
}

export function referenceEncoder(dictionary: Dictionary): ReferenceEncoder {
  const preActivations = (row: Float32Array): Float64Array => preActivationsOf(dictionary, row)
  const encode = (batch: Batch): SparseRows => sparseRows(dictionary, batch, preActivations)
  return { preActivations, encode, reconstruct: (batch) => decode(dictionary, encode(batch)) }
}

function preActivationsOf(dictionary: Dictionary, row: Float32Array): Float64Array {
  const { dIn, dSae, tensors } = dictionary
  const sums = Float64Array.from(tensors.b_enc.data)
  const weights = tensors.W_enc.data
  for (let i = 0; i < dIn; i += 1) {
    const input = dictionary.applyBDecToInput ? row[i] - tensors.b_dec.data[i] : row[i]
    const from = i * dSae
    for (let j = 0; j < dSae; j += 1) sums[j] += input * weights[from + j]
  }
  return sums
}

function sparseRows(dictionary: Dictionary, batch: Batch, preActivations: (row: Float32Array) => Float64Array): SparseRows {
  const starts = new Uint32Array(batch.count + 1)
  const features: number[] = []
  const values: number[] = []
  for (let row = 0; row < batch.count; row += 1) {
    const sums = preActivations(batch.values.subarray(row * batch.dIn, (row + 1) * batch.dIn))
    for (const feature of selected(dictionary, sums)) {
      const value = Math.fround(sums[feature])
      if (!(value > 0)) continue
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

/** Features that may be active, ascending: all for ReLU, the k greatest for TopK. */
function selected(dictionary: Dictionary, sums: Float64Array): Iterable<number> {
  if (dictionary.architecture === 'standard') return sums.keys()
  return greatestIndexes(sums, dictionary.k ?? dictionary.dSae).sort((a, b) => a - b)
}

/** Σ_j f_j W_dec[j] + b_dec, [count, dIn] f32. */
function decode(dictionary: Dictionary, rows: SparseRows): Float32Array {
  const { dIn, tensors } = dictionary
  const result = new Float32Array(rows.count * dIn)
  for (let row = 0; row < rows.count; row += 1) {
    const sums = Float64Array.from(tensors.b_dec.data)
    for (let entry = rows.starts[row]; entry < rows.starts[row + 1]; entry += 1) {
      const from = rows.features[entry] * dIn
      const value = rows.values[entry]
      for (let i = 0; i < dIn; i += 1) sums[i] += value * tensors.W_dec.data[from + i]
    }
    result.set(sums, row * dIn)
  }
  return result
}
