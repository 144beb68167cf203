/**
 * Some entries of a product left · rightᵀ, without the rest of it (what autograd libraries call a sampled dense–dense product).
 * Two ways: gather the rows of `right` that each row of `left` needs, in chunks that stay in cache, and multiply them as one batch;
 * or the whole product and a gather from it, which is cheaper once entries are many. Measured on 2 cores, CPU ms, f32 and bf16:
 *
 *   2,048 × 12,288, width 768, 32 entries per row: gathered 32 and 24; whole 364 and 200
 *   1,024 × 4,608, width 576, 32 entries per row: gathered 10 and 7; whole 54 and 30
 *
 * One entry costs about as much as 40 elements of a whole product, at both widths and precisions. Chunks of 2,048 entries were
 * the best of 512 to 4,096. Gathering rows of both sides, then multiplying and summing them, takes 57 and 21 ms in f32.
 */
import { castHandle, type NumberType, transposedProduct, usesBf16, withBf16 } from './bf16'
import { entriesByRow, type RowPart } from './entries-by-row'
import { withHandles } from './handles'
import type { Tensor1D, Tensor2D } from './library'
import { tf } from './library'
import { attribute, int32Handle, type RawInput, runRaw, runTensor } from './native'

/** Entries gathered at once. */
const chunk = 2048

/** What one entry costs, in elements of a whole product. */
const elementsPerEntry = 40

export interface EntryProducts {
  /** [rows, m] and [columns, m] */
  left: Tensor2D
  right: Tensor2D
  /** [n] */
  rows: Int32Array
  columns: Int32Array
  /** The entries of a dense [rows, columns] matrix. */
  valuesOf(matrix: Tensor2D): Tensor1D
}

/** left_row · right_column for each entry, [n]. */
export function entryProducts(inputs: EntryProducts): Tensor1D {
  const { left, right, rows, valuesOf } = inputs
  if (rows.length === 0) return tf.zeros([0])
  return tf.tidy(() => {
    if (rows.length * elementsPerEntry > left.shape[0] * right.shape[0]) return valuesOf(transposedProduct(left, right))
    if (!usesBf16()) return gathered(inputs, [left, right], 'float')
    return withBf16([left, right], (both) => gathered(inputs, both, 'bfloat16'))
  })
}

function gathered({ left, rows, columns }: EntryProducts, both: RawInput[], type: NumberType): Tensor1D {
  const { parts, places } = entriesByRow(rows, columns, left.shape[0], chunk)
  return withHandles((own) => {
    const axis = own(int32Handle(Int32Array.of(0), []))
    const products = parts.map((part) => own(partProducts(part, both, type, axis)))
    const all = own(joined(products, type, axis))
    const f32 = type === 'bfloat16' ? own(castHandle(all, 'bfloat16', 'float')) : all
    return runTensor('GatherV2', gatherAttributes('float'), [f32, own(int32Handle(places, [places.length])), axis])
  })
}

/** [c, 1, m] × [c, width, m]ᵀ of a part, as [c · width] */
function partProducts({ rows, columns, width }: RowPart, [a, b]: RawInput[], type: NumberType, axis: number): number {
  const count = rows.length
  return withHandles((own) => {
    // tfjs's own gather would read all ids back to check them.
    const left = own(gather(a, own(int32Handle(rows, [count, 1])), type, axis))
    const right = own(gather(b, own(int32Handle(columns, [count, width])), type, axis))
    const attributes = [attribute[type]('T'), attribute.bool('adj_x', false), attribute.bool('adj_y', true)]
    const products = own(runRaw('BatchMatMulV2', attributes, [left, right], 1)[0])
    const flat = own(int32Handle(Int32Array.of(count * width), [1]))
    return runRaw('Reshape', [attribute[type]('T'), attribute.int32('Tshape')], [products, flat], 1)[0]
  })
}

/** Rows of a matrix by ids [c, width], [c, width, m] */
function gather(matrix: RawInput, ids: number, type: NumberType, axis: number): number {
  return runRaw('GatherV2', gatherAttributes(type), [matrix, ids, axis], 1)[0]
}

function gatherAttributes(type: NumberType) {
  const types = [attribute[type]('Tparams'), attribute.int32('Tindices'), attribute.int32('Taxis')]
  return [...types, attribute.int('batch_dims', 0)]
}

function joined(vectors: number[], type: NumberType, axis: number): number {
  if (vectors.length === 1) return runRaw('Identity', [attribute[type]('T')], vectors, 1)[0]
  const attributes = [attribute.int('N', vectors.length), attribute[type]('T'), attribute.int32('Tidx')]
  return runRaw('ConcatV2', attributes, [...vectors, axis], 1)[0]
}
