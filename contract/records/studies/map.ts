/** A map of the features of a dictionary: a picture of which decoder directions are near, and groups of them. */
import { z } from 'zod'
import { Count, Index } from '../basics'

export const MapQuestion = z.object({
  kind: z.literal('map'),
  /** Another seed is another picture of the same. */
  seed: z.number().int().default(0)
})
export type MapQuestion = z.infer<typeof MapQuestion>

/**
 * A picture only: near on the map mostly means near in the dictionary, but distances, sizes and empty space mean nothing.
 * UMAP (arXiv 1802.03426) of decoder rows by cosine distance; groups by the Louvain method on the same graph of neighbors,
 * so that they do not depend on the picture.
 * Arrays: `positions` [features, 2] f32, `groups` [features] u32 (0 is the largest).
 */
export const MapAnswer = z.object({
  kind: z.literal('map'),
  features: Count,
  /** Nearest features that the graph is made of, and epochs of the layout. */
  neighbors: Count,
  epochs: Count,
  /** Groups that there are, and the largest ones: where their middle lies, and the feature that points the most like all of it. */
  groupCount: Count,
  groups: z.array(z.object({ group: Index, features: Count, x: z.number(), y: z.number(), middle: Index }))
})
export type MapAnswer = z.infer<typeof MapAnswer>
