/** Where more than f32 or less than its fast form is wanted: float64 products and eigenvectors, products never done in bf16. */
import { type EigenPairs, symmetricEigen } from '../../maths/symmetric-eigen'
import type { Tensor, Tensor2D } from './library'
import { isNative, scoped, tf } from './library'
import { attribute, deleteHandle, runRaw, runTensor } from './native'

/** Columns of a float64 product at once: its copies stay small beside the weights. */
const blockColumns = 8192

/** a × b in f32, also where `fast` lets products be done in bf16: MatMul does not go to oneDNN, as tf.matMul does. */
export function f32Product(a: Tensor2D, b: Tensor2D): Tensor2D {
  if (!isNative()) return tf.matMul(a, b)
  const attributes = [attribute.bool('transpose_a', false), attribute.bool('transpose_b', false), attribute.float('T')]
  return runTensor('MatMul', attributes, [a, b])
}

/** a [m, k] × b [k, n] with float64 sums, [m, n]. */
export function f64Product(a: Float32Array, b: Float32Array, m: number, k: number, n: number): Float32Array {
  const product = new Float32Array(m * n)
  for (let from = 0; from < n; from += blockColumns) {
    const width = Math.min(blockColumns, n - from)
    const block = width === n ? b : columnsOf(b, k, n, from, width)
    const part = isNative() ? nativeProduct(a, block, m, k, width) : plainProduct(a, block, m, k, width)
    for (let row = 0; row < m; row += 1) product.set(part.subarray(row * width, (row + 1) * width), row * n + from)
  }
  return product
}

/** Of `matrix` [n, n], symmetric; rounded to f32. */
export function f64Eigen(matrix: Float32Array, n: number): EigenPairs {
  if (!isNative()) return symmetricEigen(Float64Array.from(matrix), n)
  const [values, vectors] = scoped(() => {
    const input = toFloat64(tf.tensor2d(matrix, [n, n]))
    const attributes = [attribute.bool('compute_v', true), attribute.float64('T')]
    return downloaded(runRaw('SelfAdjointEigV2', attributes, [input], 2), [input])
  })
  return descending(values, vectors, n)
}

function nativeProduct(a: Float32Array, b: Float32Array, m: number, k: number, n: number): Float32Array {
  return scoped(() => {
    const inputs = [toFloat64(tf.tensor2d(a, [m, k])), toFloat64(tf.tensor2d(b, [k, n]))]
    const attributes = [attribute.bool('transpose_a', false), attribute.bool('transpose_b', false), attribute.float64('T')]
    return downloaded(runRaw('MatMul', attributes, inputs, 1), inputs)[0]
  })
}

function plainProduct(a: Float32Array, b: Float32Array, m: number, k: number, n: number): Float32Array {
  const product = new Float32Array(m * n)
  const sums = new Float64Array(n)
  for (let row = 0; row < m; row += 1) {
    sums.fill(0)
    for (let i = 0; i < k; i += 1) {
      const factor = a[row * k + i]
      for (let column = 0; column < n; column += 1) sums[column] += factor * b[i * n + column]
    }
    product.set(sums, row * n)
  }
  return product
}

function toFloat64(tensor: Tensor): number {
  return runRaw('Cast', [attribute.float('SrcT'), attribute.float64('DstT'), attribute.bool('Truncate', false)], [tensor], 1)[0]
}

/** The outputs as f32; frees them and the inputs. */
function downloaded(outputs: number[], inputs: number[]): Float32Array[] {
  const attributes = [attribute.float64('SrcT'), attribute.float('DstT'), attribute.bool('Truncate', false)]
  const arrays = outputs.map((output) => runTensor('Cast', attributes, [output]).dataSync().slice() as Float32Array)
  for (const handle of [...outputs, ...inputs]) deleteHandle(handle)
  return arrays
}

/** From TensorFlow's order: values ascending, vectors as columns. */
function descending(values: Float32Array, vectors: Float32Array, n: number): EigenPairs {
  const rows = new Float64Array(n * n)
  for (let i = 0; i < n; i += 1) for (let at = 0; at < n; at += 1) rows[i * n + at] = vectors[at * n + (n - 1 - i)]
  return { values: Float64Array.from(values).reverse(), vectors: rows }
}

function columnsOf(matrix: Float32Array, rows: number, columns: number, from: number, width: number): Float32Array {
  const block = new Float32Array(rows * width)
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns + from
    block.set(matrix.subarray(start, start + width), row * width)
  }
  return block
}
