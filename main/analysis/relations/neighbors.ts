/**
 * Nearest features by decoder cosine, from the two flat arrays that the dictionary gives.
 */
import type { FeatureRange, NearestFeatures } from '../ports'

/** Neighbors kept per feature. */
export const neighborCount = 10

/** Those of a range of features; copies, so that they can travel without the whole table. */
export function neighborsOf(nearest: NearestFeatures, dSae: number, { first, next }: FeatureRange): NearestFeatures {
  const count = nearest.features.length / dSae
  return {
    features: nearest.features.slice(first * count, next * count),
    cosines: nearest.cosines.slice(first * count, next * count)
  }
}
