/** What repeated rows and the shape of the data mean for training, in words. */
import type { Finding } from '../../../contract/records/inspection'
import { counted, grouped, listed, percent } from '../numbers-in-text'
import type { ActivationFacts } from './activation-facts'
import { finding } from './finding'

/** Below this share copies do not matter; above the second they decide what is learned. */
const someCopies = 0.01
const manyCopies = 0.2
const largeMean = 0.5
/** Of so few rows mean and rank say little. */
const fewRows = 100
/** Dimensions that carry more than this of the squared norm decide the error. */
const decisive = 0.5
/** A rank below this share of the dimensions is low; with fewer dimensions it says little. */
const lowRank = 0.1
const fewDimensions = 32
/** Norms this near to one another were made equal. */
const equalNorms = 0.01

export function profileFindings(facts: ActivationFacts): (Finding | undefined)[] {
  return [
    duplicates(facts),
    outlierDimensions(facts),
    largeMeanShare(facts),
    lowEffectiveRank(facts),
    equalRows(facts),
    whole(facts)
  ]
}

function duplicates({ duplicates: found, rows }: ActivationFacts): Finding | undefined {
  if (!found || found.count <= someCopies * rows) return undefined
  const share = found.count / rows
  const about = found.exact ? '' : 'About '
  const title = `${about}${counted(found.count, 'row')} repeat${found.count === 1 ? 's' : ''} an earlier one exactly (${percent(share)})`
  const detail =
    `Rows ${listed(found.rows, found.count)}. Contexts that begin alike have such rows. Training works, but copies weigh more than other rows, ` +
    'and copies on both sides of the split make validation look better than it is: leave them out when the file is written, or split by document.'
  return finding('duplicates', share > manyCopies ? 'warning' : 'information', title, detail)
}

function outlierDimensions({ profile }: ActivationFacts): Finding | undefined {
  const found = profile?.outlierDimensions
  if (!found || found.count === 0) return undefined
  const one = found.count === 1
  const title = `${counted(found.count, 'dimension')} ${one ? 'is' : 'are'} over ten times as large as the median one`
  const steady = found.dimensions.reduce((sum, { share, meanShare }) => sum + share * meanShare, 0)
  const restless = found.squaredNormShare - steady
  const which = `Dimension${one ? '' : 's'} ${listed(
    found.dimensions.map(({ dimension }) => dimension),
    found.count
  )} ${one ? 'carries' : 'carry'} ${percent(found.squaredNormShare)} of the squared norm`
  if (restless < decisive * found.squaredNormShare) {
    const detail = `${which}, most of it the same in every row. Nothing to do: the decoder bias takes it up.`
    return finding('outlier-dimensions', 'information', title, detail)
  }
  const detail = `${which}. Training works, but the error is mostly counted there: divide ${one ? 'it' : 'them'} by ${one ? 'its' : 'their'} size or leave ${one ? 'it' : 'them'} out when the file is written, if features should tell of the rest.`
  return finding('outlier-dimensions', found.squaredNormShare > decisive ? 'warning' : 'information', title, detail)
}

function largeMeanShare({ profile }: ActivationFacts): Finding | undefined {
  if (!profile || profile.rows < fewRows || profile.meanShare < largeMean) return undefined
  const title = `The mean row carries ${percent(profile.meanShare)} of the squared norm`
  const detail =
    'Nothing to do: training centers by itself. The decoder bias starts at the mean, so that features learn how rows differ, and explained variance is counted around it.'
  return finding('large-mean', 'information', title, detail)
}

function lowEffectiveRank({ profile, dIn }: ActivationFacts): Finding | undefined {
  const rank = profile?.effectiveRank
  if (!rank || dIn < fewDimensions || rank.entropy >= lowRank * dIn || rank.entropy > profile.rows / 4) return undefined
  const title = `The rows vary in about ${grouped(Math.max(1, Math.round(rank.entropy)))} of ${counted(dIn, 'dimension')}`
  const detail = `${counted(rank.componentsFor90, 'component')} hold${rank.componentsFor90 === 1 ? 's' : ''} 90 % of the variance. Training works, and fewer features suffice: begin with a small dictionary, and widen it while validation improves.`
  return finding('low-rank', 'information', title, detail)
}

function equalRows({ norms, dIn, rows }: ActivationFacts): Finding | undefined {
  if (rows < 3 || !(norms.median > 0) || norms.p99 - norms.p01 > equalNorms * norms.median) return undefined
  const isNear = (value: number) => Math.abs(norms.median - value) <= 0.02 * value
  const how = isNear(1) ? 'scaled to unit length' : isNear(Math.sqrt(dIn)) ? 'layer-normed' : 'normalized'
  const detail = 'Training works. The dictionary then expects inputs that went through the same; it does not fit raw activations.'
  return finding('equal-norms', 'information', `All rows have about the same norm: they look ${how}`, detail)
}

function whole({ profile, dtype }: ActivationFacts): Finding | undefined {
  if (!profile?.wholeNumbers) return undefined
  const detail = `They look like ${dtype.startsWith('i') || dtype.startsWith('u') ? 'quantized activations' : 'counts, ids or quantized activations'}. Training works on them as they are; check that this is the right array, and multiply by the scale of the quantization where dimensions have scales of their own.`
  return finding('whole-numbers', 'information', 'All values are whole numbers', detail)
}
