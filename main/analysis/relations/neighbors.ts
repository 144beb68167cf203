/**
 * Nearest features by decoder cosine, feature by feature, from the two flat arrays that the dictionary gives.
 */
import type { NeighborFeatures } from '../ports'

/** Neighbors kept per feature. */
export const neighborCount = 10

/** The nearest features of all features: both arrays are [dSae, count] row-major, the nearest first. */
export interface NearestFeatures {
  features: Uint32Array
  cosines: Float32Array
}

/** The neighbors of one feature; copies, so that a block can travel without the whole table. */
export function neighborsOf(nearest: NearestFeatures, dSae: number, feature: number): NeighborFeatures {
  const count = nearest.features.length / dSae
  const from = feature * count
  return {
    features: nearest.features.slice(from, from + count),
    cosines: nearest.cosines.slice(from, from + count)
  }
}
