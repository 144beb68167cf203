/** What is told of each group of a map. */
import type { MapAnswer } from '../../../../contract/records/studies/map'
import type { Directions } from '../../../dictionaries/index'

/** Groups told. */
const mostGroups = 200

/** `groupOf` [features], 0 the largest; `positions` [features, 2]. */
export function groupsOf(groupOf: Uint32Array, positions: Float32Array, directions: Directions): MapAnswer['groups'] {
  const members: number[][] = []
  groupOf.forEach((group, feature) => {
    members[group] ??= []
    members[group].push(feature)
  })
  return members.slice(0, mostGroups).map((features, group) => ({
    group,
    features: features.length,
    x: mean(features.map((feature) => positions[2 * feature])),
    y: mean(features.map((feature) => positions[2 * feature + 1])),
    middle: middleOf(features, directions)
  }))
}

/** The feature with the greatest cosine with the sum of all directions, each of length 1. */
function middleOf(features: number[], { data, width }: Directions): number {
  const unit = (feature: number): Float32Array => {
    const direction = data.subarray(feature * width, (feature + 1) * width)
    const length = Math.sqrt(direction.reduce((sum, value) => sum + value * value, 0))
    return length > 0 ? direction.map((value) => value / length) : direction
  }
  const sum = new Float64Array(width)
  for (const feature of features) {
    unit(feature).forEach((value, i) => {
      sum[i] += value
    })
  }
  let best = { feature: features[0], cosine: Number.NEGATIVE_INFINITY }
  for (const feature of features) {
    const cosine = unit(feature).reduce((total, value, i) => total + value * sum[i], 0)
    if (cosine > best.cosine) best = { feature, cosine }
  }
  return best.feature
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
