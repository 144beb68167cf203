/**
 * How the rows lie in their space, worked out on a sample of them after the pass: share of the mean, dimensions far out,
 * effective rank, a first picture. Outlier rows are left out of it: a few of them would decide every number.
 */
import { outlierFactor } from '../../../contract/records/dataset'
import type { ActivationProfile } from '../../../contract/records/inspection'
import { meanOfRows, subtractMean } from '../../maths/covariance'
import { quantileOfSorted } from '../../maths/quantiles'
import { type Spectrum, spectrumOf } from '../../maths/spectrum'
import { throwIfCancelled } from '../cancel'
import { type RowSample, sampleSeed } from './row-sample'

/** A dimension is far out when its root mean square is over this many times the median one. */
const outlierDimension = 10
const listedDimensions = 32
const projectedRows = 2000

/** Centers the sample in place. Undefined when no row is left. Throws `cancelled`. */
export async function activationProfile(
  sample: RowSample,
  medianNorm: number,
  signal?: AbortSignal
): Promise<ActivationProfile | undefined> {
  const outliers = medianNorm > 0 ? sample.dropAbove(medianNorm * outlierFactor) : 0
  const { count, dIn, values } = sample
  if (count === 0) return undefined
  const mean = meanOfRows(values, dIn, count)
  const squares = meanSquares(values, dIn, count)
  const wholeNumbers = areWhole(values, count * dIn)
  const total = sumOf(squares)
  subtractMean(values, mean, count)
  const pause = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    throwIfCancelled(signal)
  }
  const spectrum = count > 1 ? await spectrumOf(values, count, dIn, sampleSeed, pause) : undefined
  return {
    rows: count,
    outlierRows: outliers,
    wholeNumbers,
    meanShare: total > 0 ? Math.min(1, sumOf(mean.map((value) => value * value)) / total) : 0,
    outlierDimensions: outlierDimensions(mean, squares, total),
    ...(spectrum ? { effectiveRank: rankOf(spectrum), projection: projection(sample, spectrum) } : {})
  }
}

function meanSquares(values: Float32Array, dIn: number, count: number): Float64Array {
  const squares = new Float64Array(dIn)
  for (let row = 0, at = 0; row < count; row += 1)
    for (let i = 0; i < dIn; i += 1, at += 1) squares[i] += (values[at] * values[at]) / count
  return squares
}

/** Zeros alone say nothing. */
function areWhole(values: Float32Array, length: number): boolean {
  let some = false
  for (let i = 0; i < length; i += 1) {
    if (values[i] !== Math.round(values[i])) return false
    if (values[i] !== 0) some = true
  }
  return some
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function outlierDimensions(mean: Float64Array, squares: Float64Array, total: number): ActivationProfile['outlierDimensions'] {
  const median = Math.sqrt(quantileOfSorted(Float32Array.from(squares).sort(), 0.5))
  const found = Array.from(squares.keys())
    .filter((i) => median > 0 && Math.sqrt(squares[i]) > outlierDimension * median)
    .sort((a, b) => squares[b] - squares[a])
  return {
    count: found.length,
    squaredNormShare: found.reduce((sum, i) => sum + squares[i] / total, 0),
    dimensions: found.slice(0, listedDimensions).map((dimension) => ({
      dimension,
      rms: Math.sqrt(squares[dimension]),
      timesMedian: Math.sqrt(squares[dimension]) / median,
      share: squares[dimension] / total,
      meanShare: Math.min(1, mean[dimension] ** 2 / squares[dimension])
    }))
  }
}

function rankOf({ entropyRank, participationRatio, componentsFor90, exact }: Spectrum): ActivationProfile['effectiveRank'] {
  return { entropy: entropyRank, participation: participationRatio, componentsFor90, exact }
}

/** Every so many rows of the sample, which is in file order. */
function projection(
  { rows, values, dIn, count }: RowSample,
  { directions }: Spectrum
): NonNullable<ActivationProfile['projection']> {
  const shown = Math.min(count, projectedRows)
  const chosen = Array.from({ length: shown }, (_, i) => Math.floor((i * count) / shown))
  const [x, y] = [0, 1].map((axis) => {
    const vector = directions[axis] && signed(directions[axis].vector)
    return chosen.map((i) => (vector ? along(values, i * dIn, vector) : 0))
  })
  return { rows: chosen.map((i) => rows[i]), x, y, shares: directions.map(({ share }) => Math.min(1, share)) }
}

/** A direction has no sign of its own: its largest component is made positive. */
function signed(vector: Float64Array): Float64Array {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0)
  return largest < 0 ? vector.map((value) => -value) : vector
}

/** Six digits are enough for a picture. */
function along(values: Float32Array, at: number, vector: Float64Array): number {
  let sum = 0
  for (let i = 0; i < vector.length; i += 1) sum += values[at + i] * vector[i]
  return Number(sum.toPrecision(6))
}
