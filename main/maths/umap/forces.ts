/**
 * The forces of UMAP's layout by squared distance d², from tables: a power for each of the millions of steps would be most of the
 * work. The curve 1 ÷ (1 + a·d^2b) is 1 near a point and exp(−(d − 0.1)) beyond 0.1: umap-learn's find_ab_params(spread 1, min_dist 0.1).
 */

const a = 1.5769434603
const b = 0.8950608779

/** Factors on the difference of two positions. */
export interface Forces {
  /** −2ab·d^(2b−2) ÷ (1 + a·d^2b), 0 at distance 0; of two neighbors. */
  pull(square: number): number
  /** 2b ÷ ((0.001 + d²)(1 + a·d^2b)); of any two points. */
  push(square: number): number
}

/** Bits of an f32 that a table goes by: the exponent and 8 of the mantissa, so that a factor errs by less than 0.4 %. */
const shift = 15

let tables: { pull: Float32Array; push: Float32Array } | undefined

export function forceTables(): Forces {
  tables ??= { pull: tableOf(exactPull), push: tableOf(exactPush) }
  const { pull, push } = tables
  const value = new Float32Array(1)
  const bits = new Uint32Array(value.buffer)
  const read = (table: Float32Array, square: number): number => {
    value[0] = square
    return table[bits[0] >>> shift]
  }
  return { pull: (square) => (square === 0 ? 0 : read(pull, square)), push: (square) => read(push, square) }
}

/** Values in the middle of what shares its bits, for all numbers ≥ 0. */
function tableOf(force: (square: number) => number): Float32Array {
  const table = new Float32Array(2 ** (31 - shift))
  const bits = new Uint32Array(1)
  const value = new Float32Array(bits.buffer)
  for (let i = 0; i < table.length; i += 1) {
    bits[0] = (i << shift) + 2 ** (shift - 1)
    table[i] = Number.isFinite(value[0]) ? force(value[0]) : 0
  }
  return table
}

export function exactPull(square: number): number {
  return (-2 * a * b * square ** (b - 1)) / (1 + a * square ** b)
}

export function exactPush(square: number): number {
  return (2 * b) / ((0.001 + square) * (1 + a * square ** b))
}
