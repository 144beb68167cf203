/** The data of the one-file viewer: what its page holds as JSON and shows without asking anybody. */
import { z } from 'zod'
import { Confidence, LabelStatus } from './label'

/** Source, activation of the row itself, its index in the tokens, tokens, and pairs (index, activation) of active tokens. */
export const ViewerExample = z.tuple([z.string(), z.number(), z.number().int(), z.array(z.string()), z.array(z.number())])
export type ViewerExample = z.infer<typeof ViewerExample>

export const ViewerFeature = z.object({
  id: z.number().int(),
  label: z.string(),
  status: LabelStatus,
  confidence: Confidence.nullable(),
  tags: z.array(z.string()),
  notes: z.string(),
  /** Absent without an analysis, like all that follows. */
  facts: z
    .object({
      density: z.number(),
      rows: z.number(),
      mean: z.number(),
      max: z.number(),
      mass: z.number(),
      nearest: z.number()
    })
    .optional(),
  /** Counts in equal steps from 0 to the greatest activation. */
  histogram: z.array(z.number().int()).optional(),
  /** Feature and decoder cosine, the nearest first. */
  neighbors: z.array(z.tuple([z.number().int(), z.number()])).optional(),
  top: z.array(ViewerExample).optional(),
  /** The highest interval first. */
  intervals: z
    .array(z.object({ from: z.number(), to: z.number(), share: z.number(), examples: z.array(ViewerExample) }))
    .optional(),
  /** Mean activation over the rows of each category, by column of the data. */
  means: z.array(z.array(z.number())).optional()
})
export type ViewerFeature = z.infer<typeof ViewerFeature>

/** A label column of the data with the number of rows of each of its categories. */
export const ViewerColumn = z.object({ name: z.string(), categories: z.array(z.string()), rows: z.array(z.number().int()) })
export type ViewerColumn = z.infer<typeof ViewerColumn>

export const ViewerData = z.object({
  schema: z.literal('loupe.viewer'),
  version: z.literal(1),
  title: z.string(),
  /** Where it is from: names and values, shown as they are. */
  about: z.array(z.tuple([z.string(), z.string()])),
  /** Features of the dictionary, of which some may be left out. */
  total: z.number().int(),
  columns: z.array(ViewerColumn),
  features: z.array(ViewerFeature)
})
export type ViewerData = z.infer<typeof ViewerData>
