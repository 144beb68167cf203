/** Facts about activation values in words: each with what it means for training, and on which rows it was measured. Pure. */
import type { ActivationProfile, ActivationSummary } from '../../../contract/records/inspection'
import { formatCount, formatFixed, formatPercent, formatPlural } from '../../widgets/format'

export interface DataFact {
  label: string
  value: string
  /** What it means and how it was measured. */
  meaning: string
}

export function dataFacts(activations: ActivationSummary): DataFact[] {
  const { profile, duplicates, saturated } = activations
  return [
    notFinite(activations),
    ...(saturated && (saturated.count > 0 || activations.dtype === 'f16') ? [saturatedRows(saturated.count)] : []),
    allZero(activations),
    ...(duplicates ? [repeated(duplicates, activations.rows)] : []),
    constant(activations),
    ...(profile ? [outlierDimensions(profile), meanShare(profile)] : []),
    ...(profile?.effectiveRank ? [effectiveRank(profile, profile.effectiveRank, activations.dIn)] : [])
  ]
}

function notFinite({ notFinite: { count, infinite = 0 } }: ActivationSummary): DataFact {
  const value = infinite > 0 ? `${formatCount(count)}, ${formatCount(infinite)} of them infinite` : formatCount(count)
  return {
    label: 'Not finite',
    value,
    meaning: 'Rows that hold NaN or infinity. They neither train nor validate. All rows were read.'
  }
}

function saturatedRows(count: number): DataFact {
  const meaning = 'Rows that hold 65,504 or −65,504, where f16 ends: larger values were probably cut off. All rows were read.'
  return { label: 'At the end of f16', value: formatCount(count), meaning }
}

function allZero({ zero }: ActivationSummary): DataFact {
  const meaning = 'Rows of zeros, mostly padding. They train like all others and teach nothing but the bias. All rows were read.'
  return { label: 'All zero', value: formatCount(zero.count), meaning }
}

function repeated({ count, exact, lookedAt }: NonNullable<ActivationSummary['duplicates']>, rows: number): DataFact {
  const about = exact ? '' : 'about '
  const share = count > 0 ? `, ${formatPercent(count / Math.max(rows, 1), 1)}` : ''
  const how = exact ? 'Counted over all rows.' : `Estimated from ${formatPlural(lookedAt, 'row')} that a hash chose.`
  const meaning = `Rows that repeat an earlier row exactly. They weigh more than others, and copies on both sides of the split make validation look too good. ${how}`
  return { label: 'Duplicate rows', value: `${count > 0 ? about : ''}${formatCount(count)}${share}`, meaning }
}

function constant({ constantDimensions }: ActivationSummary): DataFact {
  const meaning = 'Dimensions with the same value in every finite row. The decoder bias takes them up. All rows were read.'
  return { label: 'Constant dimensions', value: formatCount(constantDimensions.length), meaning }
}

function outlierDimensions(profile: ActivationProfile): DataFact {
  const { count, squaredNormShare, dimensions } = profile.outlierDimensions
  const largest = dimensions
    .slice(0, 5)
    .map(({ dimension, timesMedian }) => `${formatCount(dimension)} (${formatFixed(timesMedian, 0)} ×)`)
  const which = largest.length > 0 ? ` The largest: ${largest.join(', ')}.` : ''
  const meaning = `Dimensions over ten times as large as the median one. Much of the error is counted there.${which} ${sampled(profile)}`
  const value = count === 0 ? '0' : `${formatCount(count)}, ${formatPercent(squaredNormShare, 0)} of ‖x‖²`
  return { label: 'Outlier dimensions', value, meaning }
}

function meanShare(profile: ActivationProfile): DataFact {
  const meaning = `How much of the squared norm is the mean row: 0 % for centered rows. Training begins with the decoder bias at the mean, so a large share does no harm. ${sampled(profile)}`
  return { label: 'Mean row’s share', value: formatPercent(profile.meanShare, 1), meaning }
}

function effectiveRank(
  profile: ActivationProfile,
  { entropy, componentsFor90, exact }: NonNullable<ActivationProfile['effectiveRank']>,
  dIn: number
): DataFact {
  const how = exact ? 'Exact' : 'Estimated by random vectors'
  const meaning = `In about how many directions the rows vary (the exponential of the entropy of the covariance’s eigenvalues). ${formatPlural(componentsFor90, 'component')} hold 90 % of the variance. A low rank needs few features. ${how}. ${sampled(profile)}`
  return { label: 'Effective rank', value: `${formatFixed(entropy, entropy < 100 ? 1 : 0)} of ${formatCount(dIn)}`, meaning }
}

function sampled({ rows, outlierRows }: ActivationProfile): string {
  const without = outlierRows > 0 ? `; ${formatPlural(outlierRows, 'outlier row')} left out` : ''
  return `Measured on ${formatPlural(rows, 'row')} spread evenly over the file${without}.`
}
