/** How a reconstruction moves when features are set to other activations: the decoder is linear, so the move is exact. */
import type { ReconstructionMove } from '../../../contract/records/row'
import { cosineOf, norm } from '../../maths/vectors'
import { addScaled } from './decode'
import { greatestBy } from './greatest'

/** A feature set to another activation; `before` is 0 for one that does not fire on the row. */
export interface FeatureChange {
  feature: number
  before: number
  after: number
}

/** How the output of a dictionary becomes raw: y·scale + shift. */
export interface OutputUnits {
  scale: number
  shift: number
}

/** Σ (after − before) W_dec; `decoder` [n, dOut] of the changed features in their order. */
export function moveBy(changes: readonly FeatureChange[], decoder: Float32Array, dOut: number): Float64Array {
  const move = new Float64Array(dOut)
  changes.forEach(({ before, after }, n) => {
    addScaled(move, decoder, n * dOut, after - before)
  })
  return move
}

/**
 * `sum` [dOut] is the reconstruction without b_dec before the change, `move` as moveBy gives it, `bias` b_dec; norms and dimensions
 * are told in raw units where `units` says how to come there.
 */
export function moveRecord(
  changes: FeatureChange[],
  { sum, move, bias, units }: { sum: Float64Array; move: Float64Array; bias: ArrayLike<number>; units: OutputUnits },
  dimensions: number
): ReconstructionMove {
  const before = rawOutput(sum, bias, units)
  const after = rawOutput(
    sum.map((value, i) => value + move[i]),
    bias,
    units
  )
  const [size, whole] = [norm(move), norm(sum)]
  const cosine = cosineOf(before, after)
  return {
    features: changes,
    norm: size * units.scale,
    ...(whole > 0 ? { relative: size / whole } : {}),
    ...(cosine === undefined ? {} : { cosine }),
    dimensions: greatestBy(move.length, dimensions, (i) => Math.abs(move[i]))
      .filter((i) => move[i] !== 0)
      .map((dimension) => ({ dimension, before: before[dimension], after: after[dimension] }))
  }
}

/** (sum + b_dec)·scale + shift */
export function rawOutput(sum: Float64Array, bias: ArrayLike<number>, { scale, shift }: OutputUnits): Float64Array {
  return sum.map((value, i) => (value + bias[i]) * scale + shift)
}
