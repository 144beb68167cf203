/** The norms of input-norm.ts for a single row, in float64 and without the tensor library. */
import type { Dictionary } from '../dictionary'

/** Equal to the one of input-norm.ts, which brings the tensor library along. */
const layerNormEpsilon = 1e-5

/** What a dictionary sees of a raw row, and how its reconstructions become raw: y·scale + shift. */
export interface NormedRow {
  seen: Float64Array
  scale: number
  shift: number
}

/** `raw` [dIn]; formulas are in input-norm.ts. Rows of zeros stay zeros. */
export function normedRow(norm: Dictionary['inputNorm'], raw: ArrayLike<number>): NormedRow {
  const values = Float64Array.from(raw)
  if (norm === undefined) return { seen: values, scale: 1, shift: 0 }
  const shift = norm === 'layer-norm' ? values.reduce((sum, value) => sum + value, 0) / values.length : 0
  const square = values.reduce((sum, value) => sum + (value - shift) ** 2, 0)
  if (norm === 'constant-norm') {
    const scale = Math.sqrt(square / values.length)
    return { seen: scale > 0 ? values.map((value) => value / scale) : values, scale, shift }
  }
  const scale = Math.sqrt(square / Math.max(1, values.length - 1))
  return { seen: values.map((value) => (value - shift) / (scale + layerNormEpsilon)), scale, shift }
}
