/** A view: a filter, states and an order of the features under a name, kept with the project. */
import { z } from 'zod'
import { FeatureSort } from './feature'
import { LabelStatus } from './label'

export const viewLimits = { name: 60, views: 500 } as const

export const ViewName = z.string().trim().min(1).max(viewLimits.name)

export const SavedView = z.object({
  /** There once in a project. */
  name: ViewName,
  /** Filter text; empty for all features. */
  filter: z.string().max(2_000),
  /** Only these states; left out for all. */
  statuses: z.array(LabelStatus).optional(),
  sort: FeatureSort,
  descending: z.boolean()
})
export type SavedView = z.infer<typeof SavedView>
