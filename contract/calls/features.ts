/** Calls about the features of an analyzed run. */
import { z } from 'zod'
import { Blind } from '../records/annotator'
import { Count, Id, Index } from '../records/basics'
import { Example, FeaturePage, FeatureRow, FeatureSort } from '../records/feature'
import { LabelStatus } from '../records/label'
import { CategoryScore } from '../records/studies/columns'
import { read } from './call'

/** Which features, in which order. Blind: as one's own labels say, with checks of those only; `suggestion:` is refused. `filter` is the filter text: `density<1e-4 f1(domain=news)>0.8 status:pending tag:x dead:no words "a phrase"`. */
export const FeatureQuery = Blind.extend({
  project: Id,
  run: Id,
  filter: z.string().max(2_000).default(''),
  statuses: z.array(LabelStatus).optional(),
  sort: FeatureSort.default('mass'),
  /** In place of `sort`: how well features tell a category. */
  sortScore: CategoryScore.optional(),
  descending: z.boolean().default(true)
})
export type FeatureQuery = z.infer<typeof FeatureQuery>

/** Rows of one part, and examples of them. */
const ContrastPart = z.object({ count: Count, examples: z.array(Example) })

export const featureCalls = {
  /** Ids of all matching features in order, for exact virtual tables. */
  'features.ids': read(FeatureQuery, z.object({ ids: z.instanceof(Uint32Array), total: Count })),
  /** Rows for these features, in this order. Blind: with what the annotator says of them, checks of that text only. */
  'features.rows': read(Blind.extend({ project: Id, run: Id, features: z.array(Index).max(1_000) }), z.array(FeatureRow)),
  /** The page of one feature; `context` tokens to either side of a peak. */
  'features.page': read(
    z.object({ project: Id, run: Id, feature: Index, context: z.number().int().min(0).max(500).default(32) }),
    FeaturePage
  ),
  /**
   * Rows on which a feature's activation lies in (from, to], with how many there are: the greatest first, or a random choice that
   * `seed` decides, from different documents while there are enough. `to` left out: no upper end.
   */
  'features.between': read(
    z.object({
      project: Id,
      run: Id,
      feature: Index,
      from: z.number().default(0),
      to: z.number().optional(),
      order: z.enum(['highest', 'random']).default('highest'),
      seed: z.number().int().default(0),
      most: z.number().int().min(1).max(200).default(20),
      context: z.number().int().min(0).max(500).default(32)
    }),
    z.object({ count: Count, examples: z.array(Example) })
  ),
  /**
   * Rows on which only feature a fires, both, and only feature b: how many, and the strongest of each, one per document while there
   * are enough. Values are those of a, of b where only b fires; rows of both are ordered by the smaller activation ÷ its maximum.
   */
  'features.contrast': read(
    z.object({
      project: Id,
      run: Id,
      a: Index,
      b: Index,
      most: z.number().int().min(1).max(100).default(8),
      context: z.number().int().min(0).max(500).default(32)
    }),
    z.object({ onlyA: ContrastPart, both: ContrastPart, onlyB: ContrastPart })
  )
}
