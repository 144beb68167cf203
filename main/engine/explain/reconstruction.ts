/** The reconstruction of one row put together from the decoder rows of its features, its path beside them, and its units. */
import { type ActiveRows, decoded } from '../../analysis/explain/decode'
import { type OutputUnits, rawOutput } from '../../analysis/explain/move'
import { hasOwnTargets } from '../../dictionaries/dictionary'
import { normedRow } from '../../dictionaries/normalization/one-row'
import type { DictionaryFile } from '../../dictionaries/weights/dictionary-file'
import { dotAt } from '../../maths/vectors'

export interface Reconstruction {
  active: ActiveRows
  /** x̂ − b_dec in the units of the dictionary, [dOut]. */
  sum: Float64Array
  /** Part of the affine path beside the features; undefined where there is none, or its input is not known. */
  skip: Float64Array | undefined
  /** b_dec */
  bias: Float32Array
  units: OutputUnits
  /** What the encoder reads: normed, without b_dec; undefined where it is not known. */
  seen: Float64Array | undefined
  /** x̂ in raw units, or in those of the dictionary where the row that says them is not known. */
  output: Float64Array
}

/** `input` [dIn]: what the dictionary reads, where that is known. */
export async function reconstruct(
  file: DictionaryFile,
  { features, values }: { features: Uint32Array; values: Float32Array },
  input: Float32Array | undefined
): Promise<Reconstruction> {
  const { dIn, dOut = dIn, kind, inputNorm } = file.about
  const [decoder, bias] = await Promise.all([file.rows('W_dec', features), file.tensor('b_dec')])
  const row = input && normedRow(inputNorm, input)
  const skip = kind === 'skip-transcoder' && row ? skipOutput(await file.tensor('W_skip'), row.seen, dOut) : undefined
  const active = { features, values, decoder }
  const sum = decoded(active, dOut, skip)
  const units = row && !hasOwnTargets(file.about) ? { scale: row.scale, shift: row.shift } : { scale: 1, shift: 0 }
  const seen = row && (file.about.applyBDecToInput ? row.seen.map((value, i) => value - bias[i]) : row.seen)
  return { active, sum, skip, bias, units, seen, output: rawOutput(sum, bias, units) }
}

/** x W_skipᵀ; W_skip [dOut, dIn] */
function skipOutput(weights: Float32Array, seen: Float64Array, dOut: number): Float64Array {
  return Float64Array.from({ length: dOut }, (_, i) => dotAt(weights, i * seen.length, seen))
}

/** The output after the reconstruction moved by `move` [dOut], in the same units as before. */
export function movedOutput({ sum, bias, units }: Reconstruction, move: Float64Array): Float64Array {
  return rawOutput(
    sum.map((value, i) => value + move[i]),
    bias,
    units
  )
}
