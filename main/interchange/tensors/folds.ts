/** Sums over the parts of a dictionary that are needed to fold one thing into another; each is one pass, f64 inside. */
import { lyingBlocks, type Part, partOf, whole } from './part'

/** Norm of each row of a matrix. */
export async function rowNorms(part: Part): Promise<Float64Array> {
  const [rows, width] = part.shape
  const squares = new Float64Array(rows)
  for await (const { byColumn, from, count, values } of lyingBlocks(part)) {
    for (let i = 0; i < count; i += 1) {
      if (byColumn) for (let row = 0; row < rows; row += 1) squares[row] += values[i * rows + row] ** 2
      else for (let j = 0; j < width; j += 1) squares[from + i] += values[i * width + j] ** 2
    }
  }
  return squares.map(Math.sqrt)
}

/** vector [rows] · matrix [rows, columns], [columns] */
async function product(vector: Float32Array, matrix: Part): Promise<Float64Array> {
  const [rows, columns] = matrix.shape
  const sums = new Float64Array(columns)
  for await (const { byColumn, from, count, values } of lyingBlocks(matrix)) {
    for (let i = 0; i < count; i += 1) {
      if (byColumn) {
        for (let row = 0; row < rows; row += 1) sums[from + i] += vector[row] * values[i * rows + row]
        continue
      }
      const weight = vector[from + i]
      if (weight !== 0) for (let j = 0; j < columns; j += 1) sums[j] += weight * values[i * columns + j]
    }
  }
  return sums
}

/**
 * The bias of an encoder that does not subtract `shift` from its inputs, where `bias` is that of one that does, or with
 * `sign` 1 the other way round: (x − s) W + b = x W + (b − s W).
 */
export async function shiftedBias(bias: Part, shift: Part, encoder: Part, sign: 1 | -1): Promise<Part> {
  const [{ data, shape }, { data: moved }] = await Promise.all([whole(bias), whole(shift)])
  const sums = await product(moved, encoder)
  return partOf({ shape, data: data.map((value, j) => value + sign * sums[j]) })
}
