/** Why features are dead: what each would need to fire, from its weights and some rows. Causes are defined in the contract. */
import type { Batch } from '../../../../contract/records/arrays'
import {
  type DeadFeature,
  type DeathCause,
  deathCauses,
  type RelationsAnswer
} from '../../../../contract/records/studies/relations'
import {
  type Dictionary,
  type Directions,
  decoderDirections,
  encoderDirections,
  type Margins,
  margins,
  nearestBetween,
  offsets
} from '../../../dictionaries/index'
import { squaredNorms } from '../../../maths/norms'
import { quantileOfSorted } from '../../../maths/quantiles'
import type { StudyResult } from '../material'

/** A feature that fires covers a dead one from this decoder cosine on. */
const coveredFrom = 0.9
/** An encoder column below this share of the median is weak. */
const weakShare = 0.1
/** Features named. */
const mostTold = 500

export interface Autopsy {
  dictionary: Dictionary
  /** [dSae] rows on which each feature fires. */
  active: Uint32Array
  /** Rows to look at, or why there are none. */
  sample: Batch | { problem: string }
  /** [dSae] steps since each feature last fired in training, and the steps so far. */
  idle?: { steps: Float32Array; of: number } | undefined
  signal: AbortSignal
}

export async function autopsy(o: Autopsy): Promise<StudyResult<RelationsAnswer['dead']>> {
  const ids = Uint32Array.from(o.active.keys())
  const [dead, alive] = [ids.filter((feature) => o.active[feature] === 0), ids.filter((feature) => o.active[feature] > 0)]
  const found = dead.length === 0 || 'problem' in o.sample ? undefined : await margins(o.dictionary, dead, o.sample)
  const features = await describe(o, dead, alive, found)
  const causes: Partial<Record<DeathCause, number>> = {}
  for (const { cause } of features) causes[cause] = (causes[cause] ?? 0) + 1
  const neverFired = o.idle && features.filter(({ feature }) => o.idle!.steps[feature] >= o.idle!.of).length
  const answer = {
    count: dead.length,
    causes,
    ...(neverFired === undefined ? {} : { neverFired }),
    covered: features.filter(({ cosine }) => cosine !== undefined && cosine >= coveredFrom).length,
    coveredFrom,
    ...('problem' in o.sample ? { sampleRows: 0, problem: o.sample.problem } : { sampleRows: o.sample.count }),
    features: features.slice(0, mostTold)
  }
  const shape = [dead.length]
  const deathCause = Uint32Array.from(features, ({ cause }) => deathCauses.indexOf(cause))
  const deathMargin = Float32Array.from(features, ({ margin = Number.NaN }) => margin)
  return {
    answer,
    arrays: { dead: { shape, data: dead }, deathCause: { shape, data: deathCause }, deathMargin: { shape, data: deathMargin } }
  }
}

async function describe(
  { dictionary, idle, signal }: Autopsy,
  dead: Uint32Array,
  alive: Uint32Array,
  found: Margins | undefined
): Promise<DeadFeature[]> {
  const offset = offsets(dictionary)
  const norms = encoderNorms(dictionary)
  const usual = { offset: medianOf(offset, alive), norm: medianOf(norms, alive) }
  const directions = decoderDirections(dictionary)
  const near = await nearestBetween(someOf(directions, dead), someOf(directions, alive), 1, { signal })
  return Array.from(dead, (feature, i): DeadFeature => {
    const own = { offset: offset[feature], encoderNorm: norms[feature], margin: found?.greatest[i] }
    return {
      feature,
      cause: causeOf(own, usual),
      offset: own.offset,
      encoderNorm: own.encoderNorm,
      ...(found ? { margin: found.greatest[i], meanMargin: found.mean[i] } : {}),
      ...(near.count > 0 ? { nearest: alive[near.features[i]], cosine: near.cosines[i] } : {}),
      ...(idle ? { idleSteps: idle.steps[feature] } : {})
    }
  })
}

/** `usual`: medians of the features that fire, NaN where none does. */
function causeOf(
  own: { offset: number; encoderNorm: number; margin: number | undefined },
  usual: { offset: number; norm: number }
): DeathCause {
  if (own.encoderNorm < weakShare * usual.norm) return 'weak-encoder'
  if (own.margin === undefined) return 'not-looked-at'
  if (own.margin > 0) return 'outcompeted'
  return own.margin - own.offset + usual.offset > 0 ? 'offset' : 'away-from-data'
}

function encoderNorms(dictionary: Dictionary): Float64Array {
  const { data, features, width } = encoderDirections(dictionary)
  return squaredNorms(data, width, features).map(Math.sqrt)
}

function medianOf(values: Float32Array | Float64Array, features: Uint32Array): number {
  return quantileOfSorted(Float64Array.from(features, (feature) => values[feature]).sort(), 0.5)
}

function someOf({ data, width }: Directions, features: Uint32Array): Directions {
  const some = new Float32Array(features.length * width)
  features.forEach((feature, i) => {
    some.set(data.subarray(feature * width, (feature + 1) * width), i * width)
  })
  return { data: some, features: features.length, width }
}
