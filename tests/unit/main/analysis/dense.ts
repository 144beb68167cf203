/**
 * The analysis computed directly: a dense matrix of activations and plain loops over it.
 * Written from the definitions in contract/records/feature.ts, sharing nothing with main/analysis.
 */
import type { Batch, SparseRows, Tensors } from '../../../../contract/records/arrays'
import type { Dictionary, Encoder } from '../../../../main/dictionaries'
import { createRandom } from '../../../../main/maths/random'

export interface Problem {
  dictionary: Dictionary
  rows: number
  /** [rows, dIn] */
  inputs: Float32Array
  documents: Int32Array
}

/** Seeded random weights, inputs and documents of uneven length; `silent` features never fire. */
export function randomProblem(o: {
  seed: number
  rows: number
  dIn: number
  dSae: number
  k?: number
  silent?: number
}): Problem {
  const random = createRandom(o.seed)
  const normals = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.normal())
  const bias = normals(o.dSae)
  bias.fill(-1e6, 0, o.silent ?? 0)
  const tensors: Tensors = {
    W_enc: { shape: [o.dIn, o.dSae], data: normals(o.dIn * o.dSae) },
    b_enc: { shape: [o.dSae], data: bias },
    W_dec: { shape: [o.dSae, o.dIn], data: normals(o.dIn * o.dSae) },
    b_dec: { shape: [o.dIn], data: normals(o.dIn) }
  }
  const base = { dIn: o.dIn, dSae: o.dSae, applyBDecToInput: true, tensors }
  let document = 0
  const documents = Int32Array.from({ length: o.rows }, () => {
    if (random.next() < 0.1) document += 1
    return document
  })
  const dictionary: Dictionary =
    o.k === undefined ? { architecture: 'standard', ...base } : { architecture: 'topk', ...base, k: o.k }
  return { dictionary, rows: o.rows, inputs: normals(o.rows * o.dIn), documents }
}

/** All activations of all rows, [rows, dSae] f32, by the dictionary's own formula. */
export function denseActivations({ dictionary, inputs, rows }: Problem): Float32Array[] {
  return Array.from({ length: rows }, (_, row) =>
    denseRow(dictionary, inputs.subarray(row * dictionary.dIn, (row + 1) * dictionary.dIn))
  )
}

function denseRow(dictionary: Dictionary, x: Float32Array): Float32Array {
  const { dIn, dSae, tensors } = dictionary
  const pre = Float32Array.from({ length: dSae }, (_, j) => {
    let sum = tensors.b_enc.data[j]
    for (let i = 0; i < dIn; i += 1) sum += (x[i] - tensors.b_dec.data[i]) * tensors.W_enc.data[i * dSae + j]
    return sum
  })
  const order = Array.from(pre.keys()).sort((a, b) => pre[b] - pre[a] || a - b)
  const kept = new Set(order.slice(0, dictionary.k ?? dSae))
  return pre.map((value, j) => (kept.has(j) && value > 0 ? value : 0))
}

/** Of each feature, Σ over rows of f·⟨W_dec, y − ȳ⟩ ÷ Σ‖y − ȳ‖² with y = f W_dec, from the dense activations of these rows. */
export function explainedShares({ dictionary }: Problem, acts: Float32Array[]): number[] {
  const { dIn, dSae, tensors } = dictionary
  const decoder = (feature: number, at: number): number => tensors.W_dec.data[feature * dIn + at]
  const dimensions = Array.from({ length: dIn }, (_, at) => at)
  const written = acts.map((row) => dimensions.map((at) => row.reduce((sum, f, feature) => sum + f * decoder(feature, at), 0)))
  const mean = dimensions.map((at) => written.reduce((sum, y) => sum + y[at], 0) / written.length)
  const centered = written.map((y) => y.map((value, at) => value - mean[at]))
  const total = centered.flat().reduce((sum, value) => sum + value * value, 0)
  return Array.from({ length: dSae }, (_, feature) => {
    const along = centered.map((y) => dimensions.reduce((sum, at) => sum + y[at] * decoder(feature, at), 0))
    return along.reduce((sum, value, row) => sum + acts[row][feature] * value, 0) / total
  })
}

/** An encoder that looks rows up in the dense matrix by their ids. */
export function denseEncoder(acts: Float32Array[], dSae: number): Encoder {
  return {
    encode(batch: Batch): SparseRows {
      const starts = new Uint32Array(batch.count + 1)
      const features: number[] = []
      const values: number[] = []
      for (let i = 0; i < batch.count; i += 1) {
        acts[batch.rows[i]].forEach((value, feature) => {
          if (value > 0) {
            features.push(feature)
            values.push(value)
          }
        })
        starts[i + 1] = features.length
      }
      return { count: batch.count, dSae, starts, features: Uint32Array.from(features), values: Float32Array.from(values) }
    },
    reconstruct: () => new Float32Array(0),
    reconstructFrom: () => new Float32Array(0),
    dispose: () => undefined
  }
}

/** Batches of the given row ids. */
export async function* batchesOf(problem: Problem, rowIds: number[], batchRows: number): AsyncGenerator<Batch> {
  const { dIn } = problem.dictionary
  for (let from = 0; from < rowIds.length; from += batchRows) {
    const rows = Uint32Array.from(rowIds.slice(from, from + batchRows))
    const values = new Float32Array(rows.length * dIn)
    rows.forEach((row, i) => {
      values.set(problem.inputs.subarray(row * dIn, (row + 1) * dIn), i * dIn)
    })
    yield { count: rows.length, dIn, values, rows }
  }
}
