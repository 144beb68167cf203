/** What a dictionary makes of some rows: norms, unexplained variance, active and dead features. */
import type { Batch } from '../../../contract/records/arrays'
import { LoupeError } from '../../../contract/wire/errors'
import type { Dictionary, Encoder } from '../../dictionaries/index'
import { emptyVarianceSums, fractionUnexplained, type VarianceSums } from '../../maths/explained-variance'
import { squaredNorm } from '../../maths/norms'

/** What is needed of an encoder. */
export type FitEncoder = Pick<Encoder, 'encode' | 'reconstruct'>

export interface RowNumbers {
  rows: number
  meanNorm: number
  leastNorm: number
  greatestNorm: number
  /** ‖mean row‖² / mean of ‖row‖² */
  meanShare: number
}

/** Numbers of the rows alone. */
export function rowNumbers({ values, count, dIn }: Batch): RowNumbers {
  const sums = emptyVarianceSums(dIn)
  let norms = 0
  let least = Number.POSITIVE_INFINITY
  let greatest = 0
  for (let row = 0; row < count; row += 1) {
    const square = squaredNorm(values, row * dIn, dIn)
    const norm = Math.sqrt(square)
    norms += norm
    least = Math.min(least, norm)
    greatest = Math.max(greatest, norm)
    sums.squaredInput += square
    for (let i = 0; i < dIn; i += 1) sums.inputSum[i] += values[row * dIn + i]
  }
  const meanSquare = sums.inputSum.reduce((sum, value) => sum + (value / count) ** 2, 0)
  const meanShare = sums.squaredInput > 0 ? meanSquare / (sums.squaredInput / count) : 0
  return { rows: count, meanNorm: count > 0 ? norms / count : 0, leastNorm: least, greatestNorm: greatest, meanShare }
}

/** FVU of the reconstructions; undefined where what is to be reconstructed does not vary. Throws as wantedOf. */
export function unexplained(encoder: FitEncoder, batch: Batch, kind: Dictionary['kind']): number | undefined {
  const { count } = batch
  const wanted = wantedOf(batch, kind)
  const width = wanted.length / Math.max(1, count)
  const sums: VarianceSums = emptyVarianceSums(width)
  const reconstruction = encoder.reconstruct(batch)
  for (let row = 0, at = 0; row < count; row += 1) {
    for (let i = 0; i < width; i += 1, at += 1) {
      sums.inputSum[i] += wanted[at]
      sums.squaredInput += wanted[at] * wanted[at]
      sums.squaredError += (wanted[at] - reconstruction[at]) ** 2
    }
  }
  sums.rows = count
  return fractionUnexplained(sums)
}

/**
 * What a dictionary should make of these rows: the rows themselves, or for a transcoder the targets beside them. Throws
 * unsupported where it has none to be compared with.
 */
export function wantedOf({ count, dIn, dOut = 0, values, targets }: Batch, kind: Dictionary['kind']): Float32Array {
  if (kind !== 'transcoder' && kind !== 'skip-transcoder') return values.subarray(0, count * dIn)
  if (targets) return targets.subarray(0, count * dOut)
  throw new LoupeError(
    'unsupported',
    'A transcoder predicts other vectors than its inputs, so these rows alone do not say whether it fits',
    {
      hint: 'Make a project or data set of these inputs together with their targets, and compare runs there.'
    }
  )
}

/** Mean number of active features per row, and the share of features that are active on none. */
export function activity(encoder: FitEncoder, batch: Batch): { l0: number; deadShare: number } {
  const { starts, features, dSae } = encoder.encode(batch)
  const fired = new Uint8Array(dSae)
  for (const feature of features) fired[feature] = 1
  const alive = fired.reduce((sum, one) => sum + one, 0)
  return { l0: starts[batch.count] / Math.max(1, batch.count), deadShare: 1 - alive / dSae }
}
