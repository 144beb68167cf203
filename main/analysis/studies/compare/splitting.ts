/**
 * Feature splitting across dictionaries (Bricken et al. 2023): a feature of one is split in the other when at least two features
 * there have it as their nearest, each with at least a certain similarity.
 */
import type { SplitFeature } from '../../../../contract/records/studies/compare'
import type { Nearest } from './nearest'

/** From here on a feature counts as a part of another. */
export const splitFrom = 0.5

/** Parts named of one feature. */
const mostParts = 20

/** `nearest`: of each feature of the other dictionary, the nearest one here. Those with the most parts first; the first `most`. */
export function splitFeatures(nearest: Nearest, most: number): { count: number; features: SplitFeature[] } {
  const parts = new Map<number, SplitFeature['into']>()
  nearest.features.forEach((feature, other) => {
    if (nearest.values[other] < splitFrom) return
    const into = parts.get(feature) ?? []
    into.push({ feature: other, similarity: nearest.values[other] })
    parts.set(feature, into)
  })
  const split = [...parts].filter(([, into]) => into.length > 1).sort((a, b) => b[1].length - a[1].length || a[0] - b[0])
  const features = split.slice(0, most).map(([feature, into]) => ({ feature, into: mostSimilar(into) }))
  return { count: split.length, features }
}

function mostSimilar(into: SplitFeature['into']): SplitFeature['into'] {
  return into.sort((a, b) => b.similarity - a.similarity || a.feature - b.feature).slice(0, mostParts)
}
