/** Rows of a matrix seen from where they spread the most: their first two principal components, by orthogonal iteration. */
import { createRandom } from './random'
import { permutation } from './shuffle'

type Axis = Float64Array<ArrayBufferLike>

const iterations = 30
/** Rows that decide the plane; of more, a random part. */
const mostRows = 4096

/** Coordinates [rows, 2] of the rows of `data` [rows, width], around their mean; the same for the same seed. */
export function principalPlane(data: Float32Array, rows: number, width: number, seed: number): Float32Array {
  const random = createRandom(seed)
  const some = permutation(rows, random).subarray(0, mostRows).sort()
  const mean = meanOf(data, some, width)
  let axes: Axis[] = [0, 1].map(() => Float64Array.from({ length: width }, () => random.normal()))
  for (let i = 0; i < iterations; i += 1) axes = orthonormal(applied(data, some, mean, orthonormal(axes)))
  const plane = new Float32Array(2 * rows)
  for (let row = 0; row < rows; row += 1) {
    axes.forEach((axis, i) => {
      plane[2 * row + i] = along(data, row * width, mean, axis)
    })
  }
  return plane
}

function meanOf(data: Float32Array, rows: Uint32Array, width: number): Float64Array {
  const mean = new Float64Array(width)
  for (const row of rows) for (let i = 0; i < width; i += 1) mean[i] += data[row * width + i] / rows.length
  return mean
}

/** Σ over rows of (row − mean) ((row − mean) · axis), for each axis. */
function applied(data: Float32Array, rows: Uint32Array, mean: Float64Array, axes: Axis[]): Axis[] {
  const width = mean.length
  const images = axes.map(() => new Float64Array(width))
  for (const row of rows) {
    axes.forEach((axis, a) => {
      const length = along(data, row * width, mean, axis)
      const image = images[a]
      for (let i = 0; i < width; i += 1) image[i] += length * (data[row * width + i] - mean[i])
    })
  }
  return images
}

function along(data: Float32Array, at: number, mean: Float64Array, axis: Axis): number {
  let sum = 0
  for (let i = 0; i < mean.length; i += 1) sum += (data[at + i] - mean[i]) * axis[i]
  return sum
}

/** The first of length 1, the second of length 1 and at a right angle to it; of length 0 where nothing is left. */
function orthonormal([first, second]: Axis[]): Axis[] {
  const one = scaled(first, lengthOf(first))
  const shared = one.reduce((sum, value, i) => sum + value * second[i], 0)
  const rest = second.map((value, i) => value - shared * one[i])
  const length = lengthOf(rest)
  // What rounding leaves is no direction.
  return [one, scaled(rest, length > 1e-12 * lengthOf(first) ? length : 0)]
}

function scaled(vector: Axis, length: number): Axis {
  return vector.map((value) => (length > 0 ? value / length : 0))
}

function lengthOf(vector: Axis): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
}
