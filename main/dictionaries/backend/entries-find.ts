/**
 * Where a large matrix is above a threshold, on the native backend; what is done there is in entries.ts.
 * TensorFlow's Where goes through its input element by element. Eight comparisons, seen as one i64 word, are eight times fewer
 * elements; only words that are not 0 are opened. 2,048 × 12,288 with 32 entries per row: 8 ms, by single comparisons 18 ms.
 */
import type { Tensor, Tensor1D, Tensor2D } from './library'
import { scoped, tf } from './library'
import { attribute, deleteHandle, runRaw, runTensor } from './native'
import type { Places } from './places'

/** Comparisons per word. */
const word = 8

/** Where `matrix` [rows, columns] is above `above`, a number or one per column [columns]. Row by row. */
export function placesAbove(matrix: Tensor2D, above: Tensor1D | number): Places {
  return unflattened(flatPlacesAbove(matrix, above), matrix.shape[1])
}

/** Where `mask` (bool [rows, columns]) holds. Row by row. */
export function placesWhere(mask: Tensor2D): Places {
  return scoped(() => unflattened(flatPlacesWhere(mask), mask.shape[1]))
}

function unflattened(flat: Int32Array, columns: number): Places {
  return {
    rows: flat.map((place) => Math.floor(place / columns)),
    columns: flat.map((place) => place % columns)
  }
}

/** The same as places in the flattened matrix, ascending: row · columns + column; matrices have fewer than 2^31 numbers. */
export function flatPlacesAbove(matrix: Tensor2D, above: Tensor1D | number): Int32Array {
  return scoped(() => flatPlacesWhere(matrix.greater(above)))
}

/** Flat places where `mask` (bool [rows, columns]) holds. */
export function flatPlacesWhere(mask: Tensor2D): Int32Array {
  return mask.size % word === 0 ? byWords(mask, mask.size / word) : byElements(mask)
}

/** What is at `places`, [n]. */
export function valuesAt(matrix: Tensor2D, { rows, columns }: Places): Float32Array {
  const width = matrix.shape[1]
  return valuesAtFlat(
    matrix,
    rows.map((row, i) => row * width + columns[i])
  )
}

/** What is at places in the flattened matrix, [n]. */
export function valuesAtFlat(matrix: Tensor2D, places: Int32Array): Float32Array {
  return scoped(() => {
    const attributes = [attribute.float('Tparams'), attribute.int32('Tindices'), attribute.int32('Taxis')]
    const inputs = [matrix.flatten(), tf.tensor1d(places, 'int32'), tf.scalar(0, 'int32')]
    return runTensor('GatherV2', [...attributes, attribute.int('batch_dims', 0)], inputs).dataSync() as Float32Array
  })
}

/** The share of the first rows that is above: a cheap estimate where rows come in no order. 0–1. */
export function shareAbove(matrix: Tensor2D, above: Tensor1D | number): number {
  const [rows, columns] = matrix.shape
  const some = matrix.slice([0, 0], [Math.min(rows, 32), columns])
  return some.greater(above).cast('float32').mean().dataSync()[0]
}

function byElements(mask: Tensor): Int32Array {
  const [found] = runRaw('Where', [attribute.boolean('T')], [mask.flatten()], 1)
  return smallIntegers(found)
}

function byWords(mask: Tensor, words: number): Int32Array {
  const [bytes] = runRaw(
    'Cast',
    [attribute.boolean('SrcT'), attribute.uint8('DstT'), attribute.bool('Truncate', false)],
    [mask],
    1
  )
  const shape = tf.tensor1d([words, word], 'int32')
  const [rows] = runRaw('Reshape', [attribute.uint8('T'), attribute.int32('Tshape')], [bytes, shape], 1)
  const [all] = runRaw('Bitcast', [attribute.uint8('T'), attribute.int64('type')], [rows], 1)
  const [found] = runRaw('Where', [attribute.int64('T')], [all], 1)
  const [chosen] = runRaw('GatherNd', [attribute.int64('Tparams'), attribute.int64('Tindices')], [all, found], 1)
  const halves: Tensor = runTensor('Bitcast', [attribute.int64('T'), attribute.int32('type')], [chosen])
  const opened = new Uint8Array((halves.dataSync() as Int32Array).slice().buffer)
  for (const handle of [bytes, rows, all, chosen]) deleteHandle(handle)
  return flatPlaces(smallIntegers(found), opened)
}

/** The flat places of the comparisons that hold; `opened`: the bytes of each word. */
function flatPlaces(words: Int32Array, opened: Uint8Array): Int32Array {
  const places = new Int32Array(opened.length)
  let count = 0
  for (let byte = 0; byte < opened.length; byte += 1) {
    if (opened[byte] === 0) continue
    places[count] = words[byte >> 3] * word + (byte & 7)
    count += 1
  }
  return places.slice(0, count)
}

/** The values of an i64 handle, which is deleted. */
function smallIntegers(handle: number): Int32Array {
  const values: Tensor = runTensor(
    'Cast',
    [attribute.int64('SrcT'), attribute.int32('DstT'), attribute.bool('Truncate', false)],
    [handle]
  )
  deleteHandle(handle)
  return values.dataSync() as Int32Array
}
