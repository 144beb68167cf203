/** Transposes a matrix; in blocks, so that both sides stay in cache. */
export function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const block = 32
  const out = new Float32Array(matrix.length)
  for (let top = 0; top < rows; top += block) {
    const bottom = Math.min(rows, top + block)
    for (let left = 0; left < columns; left += block) {
      const right = Math.min(columns, left + block)
      for (let row = top; row < bottom; row += 1) {
        for (let column = left; column < right; column += 1) out[column * rows + row] = matrix[row * columns + column]
      }
    }
  }
  return out
}
