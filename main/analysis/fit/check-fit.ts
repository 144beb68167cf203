/**
 * Looks at rows that a dictionary was not trained on: do they fit, and if not, why? A likely cause is not guessed but tried:
 * the rows are changed in the way that would undo it, and the error is measured again.
 */
import type { Batch } from '../../../contract/records/arrays'
import type { FitNumbers, FitReport } from '../../../contract/records/fit'
import { LoupeError } from '../../../contract/wire/errors'
import type { Dictionary } from '../../dictionaries/index'
import { activity, type FitEncoder, rowNumbers, unexplained } from './measure'
import { causeOf } from './verdict'

/** What is known of the training data. */
export interface Trained extends FitNumbers {
  /** Mean of the raw training rows [dIn], where it is known. */
  mean: Float32Array | undefined
  /** Of the dictionary. */
  kind?: Dictionary['kind']
}

export type Fit = Omit<FitReport, 'run' | 'step' | 'leftOut'>
type Tried = FitReport['tried'][number]
/** FVU of these rows, changed or not. */
type Unexplained = (rows: Batch) => number | undefined

/** Norms this near to those of the training data are not scaled. */
const sameScale = 1.25
/** A mean below the first share of the squared norm is none; one above the second is missed. */
const noMean = 0.02
const someMean = 0.05

/**
 * `batch`: finite rows of the other file, as wide as the dictionary, with targets for a transcoder. Throws empty without rows,
 * unsupported where targets are missing.
 */
export function checkFit(encoder: FitEncoder, batch: Batch, { mean, kind, ...trained }: Trained): Fit {
  if (batch.count === 0) {
    throw new LoupeError('empty', 'None of these rows can be compared', {
      hint: 'Choose a file with finite rows that are not zero.'
    })
  }
  const rows = rowNumbers(batch)
  const fvuOf: Unexplained = (some) => unexplained(encoder, some, kind)
  const fvu = fvuOf(batch)
  const here: FitNumbers = {
    rows: batch.count,
    meanNorm: rows.meanNorm,
    ...(fvu === undefined ? {} : { fvu }),
    ...activity(encoder, batch)
  }
  const normRatio = trained.meanNorm > 0 ? rows.meanNorm / trained.meanNorm : 1
  const tried = [scaled(fvuOf, batch, normRatio), withMean(fvuOf, batch, rows.meanShare, mean, trained.meanNorm)].filter(
    (one) => one !== undefined
  )
  const limit = fitting(trained.fvu)
  const isNormalized = rows.greatestNorm - rows.leastNorm <= 0.02 * rows.meanNorm && batch.count > 1
  return { here, trained, normRatio, tried, limit, ...causeOf({ here, trained, normRatio, tried, limit, isNormalized }) }
}

/** Other text of the same kind is up to half as bad again, and a tenth of the variance is never a mismatch. */
function fitting(fvu: number | undefined): number {
  return fvu === undefined ? 0.5 : Math.min(0.95, Math.max(1.5 * fvu, fvu + 0.1))
}

function scaled(fvuOf: Unexplained, batch: Batch, ratio: number): Tried | undefined {
  if (!(ratio > 0) || (ratio < sameScale && ratio > 1 / sameScale)) return undefined
  const fvu = fvuOf(changed(batch, (value) => value / ratio))
  return fvu === undefined ? undefined : { change: 'scaled', fvu }
}

/** Centered rows with the mean of the training data put back. */
function withMean(
  fvuOf: Unexplained,
  batch: Batch,
  share: number,
  mean: Float32Array | undefined,
  meanNorm: number
): Tried | undefined {
  if (!mean || share > noMean) return undefined
  const square = mean.reduce((sum, value) => sum + value * value, 0)
  if (square < someMean * meanNorm * meanNorm) return undefined
  const fvu = fvuOf(changed(batch, (value, i) => value + mean[i]))
  return fvu === undefined ? undefined : { change: 'mean-added', fvu }
}

function changed(batch: Batch, change: (value: number, dimension: number) => number): Batch {
  const { dIn } = batch
  return { ...batch, values: batch.values.map((value, i) => change(value, i % dIn)) }
}
