/** Calls about the features of an analyzed run. */
import { z } from 'zod'
import { Count, Id, Index } from '../records/basics'
import { FeaturePage, FeatureRow, FeatureSort } from '../records/feature'
import { LabelStatus } from '../records/label'
import { CategoryScore } from '../records/studies/columns'
import { call } from './call'

/** Which features, in which order. `filter` is the filter text: `density<1e-4 f1(domain=news)>0.8 status:pending tag:x dead:no words "a phrase"`. */
export const FeatureQuery = z.object({
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

export const featureCalls = {
  /** Ids of all matching features in order, for exact virtual tables. */
  'features.ids': call(FeatureQuery, z.object({ ids: z.instanceof(Uint32Array), total: Count })),
  /** Rows for these features, in this order. */
  'features.rows': call(z.object({ project: Id, run: Id, features: z.array(Index).max(1_000) }), z.array(FeatureRow)),
  /** The page of one feature; `context` tokens to either side of a peak. */
  'features.page': call(
    z.object({ project: Id, run: Id, feature: Index, context: z.number().int().min(0).max(500).default(32) }),
    FeaturePage
  )
}
