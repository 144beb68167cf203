/**
 * What a dictionary computes of a few rows, without all of it in memory: the encoder is passed over once, a block at a time, and of
 * the decoder what active features need.
 * The formulas are those of the plain encoder (../reference), f64 inside.
 */
import type { Batch, SparseRows, Tensors } from '../../../contract/records/arrays'
import type { Dictionary } from '../../dictionaries/dictionary'
import type { RowResults } from '../export/compare'
import type { About } from '../formats/reading'
import { type ActiveFeature, activeFeatures } from '../reference/activations'
import { seenRow } from '../reference/seen-row'
import { lyingBlocks, type Part, whole } from '../tensors/part'

export async function storedResults(
  { about, parts }: { about: About; parts: Record<string, Part> },
  batch: Batch
): Promise<RowResults> {
  const dictionary: Dictionary = { ...about, tensors: await smallTensors(parts) }
  const seen = Array.from({ length: batch.count }, (_, row) => seenRow(dictionary, rowOf(batch, row)))
  const pre = await preActivations(
    dictionary,
    parts.W_enc,
    seen.map(({ input }) => input)
  )
  const active = pre.map((sums) => activeFeatures(dictionary, sums))
  const sums = await decoded(dictionary, parts.W_dec, active)
  const { dIn, dOut = dIn } = about
  const recon = new Float32Array(batch.count * dOut)
  for (const [row, own] of sums.entries()) {
    if (dictionary.tensors.W_skip) addSkip(own, dictionary.tensors.W_skip.data, seen[row].input)
    recon.set(seen[row].undo(own), row * dOut)
  }
  return { acts: sparse(active, about.dSae), recon }
}

/** All but the two large matrices. */
async function smallTensors(parts: Record<string, Part>): Promise<Tensors> {
  const tensors: Tensors = {}
  for (const [name, part] of Object.entries(parts)) if (name !== 'W_enc' && name !== 'W_dec') tensors[name] = await whole(part)
  return tensors
}

async function preActivations(
  { dSae, architecture, tensors }: Dictionary,
  encoder: Part,
  inputs: Float64Array[]
): Promise<Float64Array[]> {
  const bias = architecture === 'gated' ? tensors.b_gate.data : tensors.b_enc.data
  const sums = inputs.map(() => Float64Array.from(bias))
  for await (const { byColumn, from, count, values } of lyingBlocks(encoder)) {
    for (const [row, input] of inputs.entries()) {
      const own = sums[row]
      for (let i = 0; i < count; i += 1) {
        if (byColumn) own[from + i] += dot(input, values, i * input.length)
        else addTimes(own, input[from + i], values, i * dSae)
      }
    }
  }
  return sums
}

async function decoded(
  { dIn, dOut = dIn, dSae, tensors }: Dictionary,
  decoder: Part,
  active: ActiveFeature[][]
): Promise<Float64Array[]> {
  const sums = active.map(() => Float64Array.from(tensors.b_dec.data))
  const blocks = decoder.isTurned ? lyingBlocks(decoder) : neededRows(decoder, active)
  for await (const { byColumn, from, count, values } of blocks) {
    for (const [row, features] of active.entries()) {
      for (const { feature, value } of features) {
        if (byColumn) for (let i = 0; i < count; i += 1) sums[row][from + i] += value * values[i * dSae + feature]
        else if (feature >= from && feature < from + count) addTimes(sums[row], value, values, (feature - from) * dOut)
      }
    }
  }
  return sums
}

/** Rows of the decoder that are not needed cost less than another call, as long as they are no more than these. */
const passedOver = 16
const mostRows = 2048

/** The rows of active features only: with few of them that is far less than the matrix. */
async function* neededRows(decoder: Part, active: ActiveFeature[][]) {
  const wanted = [...new Set(active.flat().map(({ feature }) => feature))].sort((a, b) => a - b)
  for (let at = 0; at < wanted.length; ) {
    const from = wanted[at]
    let to = from
    while (at < wanted.length && wanted[at] - to <= passedOver && wanted[at] - from < mostRows) to = wanted[at++]
    yield { byColumn: false, from, count: to - from + 1, values: await decoder.read(from, to - from + 1) }
  }
}

/** Σ vector · the stretch of `values` from `at` on. */
function dot(vector: Float64Array, values: Float32Array, at: number): number {
  let sum = 0
  for (let i = 0; i < vector.length; i += 1) sum += vector[i] * values[at + i]
  return sum
}

/** sums += factor times the stretch of `values` from `at` on. */
function addTimes(sums: Float64Array, factor: number, values: Float32Array, at: number): void {
  for (let j = 0; j < sums.length; j += 1) sums[j] += factor * values[at + j]
}

function addSkip(sums: Float64Array, matrix: Float32Array, input: Float64Array): void {
  const width = input.length
  for (let i = 0; i < sums.length; i += 1) for (let j = 0; j < width; j += 1) sums[i] += matrix[i * width + j] * input[j]
}

function sparse(active: ActiveFeature[][], dSae: number): SparseRows {
  const starts = new Uint32Array(active.length + 1)
  for (const [row, features] of active.entries()) starts[row + 1] = starts[row] + features.length
  const all = active.flat()
  const features = Uint32Array.from(all, ({ feature }) => feature)
  return { count: active.length, dSae, starts, features, values: Float32Array.from(all, ({ value }) => value) }
}

function rowOf({ values, dIn }: Batch, row: number): Float32Array {
  return values.subarray(row * dIn, (row + 1) * dIn)
}
