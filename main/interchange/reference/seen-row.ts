/** A row as a dictionary's encoder gets it, f64: normalized where the dictionary carries a norm, less b_dec where it says so. */
import type { Dictionary } from '../../dictionaries/dictionary'

export interface SeenRow {
  input: Float64Array
  /** Outputs as raw ones. Transcoders' outputs are other vectors, which nothing is undone of. */
  undo(output: Float64Array): Float64Array
}

/** Formulas: main/dictionaries/dictionary.ts, as SAELens `normalize_activations`. */
export function seenRow({ inputNorm, kind = 'sae', applyBDecToInput, tensors }: Dictionary, row: Float32Array): SeenRow {
  const { factor, shift, back } = normOf(inputNorm, row)
  const bias = applyBDecToInput ? tensors.b_dec.data : undefined
  return {
    input: Float64Array.from(row, (value, i) => (value - shift) * factor - (bias?.[i] ?? 0)),
    undo: (output) => (kind === 'sae' ? output.map((value) => value * back + shift) : output)
  }
}

/** input = (x − shift) · factor, back y · back + shift */
function normOf(norm: Dictionary['inputNorm'], row: Float32Array): { factor: number; shift: number; back: number } {
  if (!norm) return { factor: 1, shift: 0, back: 1 }
  if (norm === 'constant-norm') {
    const size = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0) / row.length)
    return { factor: size > 0 ? 1 / size : 0, shift: 0, back: size }
  }
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length
  const squares = row.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const deviation = Math.sqrt(squares / Math.max(1, row.length - 1))
  return { factor: 1 / (deviation + 1e-5), shift: mean, back: deviation }
}
