/** Rows of random direction, evenly over the sphere: first decoders, planted dictionaries. */
import { createRandom } from './random'

/** [rows, columns], each row of norm `norm`; the same for the same seed. */
export function randomRows(rows: number, columns: number, norm: number, seed: number): Float32Array {
  const random = createRandom(seed)
  const values = new Float32Array(rows * columns)
  for (let row = 0; row < rows; row += 1) {
    const part = values.subarray(row * columns, (row + 1) * columns)
    let squares = 0
    for (let i = 0; i < columns; i += 1) {
      part[i] = random.normal()
      squares += part[i] * part[i]
    }
    const factor = norm / Math.sqrt(squares)
    for (let i = 0; i < columns; i += 1) part[i] *= factor
  }
  return values
}
