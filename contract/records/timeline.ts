/** How labeling goes on, day by day and person by person, told from the log of edits. */
import { z } from 'zod'
import { Count } from './basics'

/** What one person did in a time. */
export const PersonCount = z.object({
  author: z.string(),
  /** Edits that stand. */
  edits: Count,
  /** Features that they set to labeled or not interpretable. */
  decided: Count
})
export type PersonCount = z.infer<typeof PersonCount>

export const TimelineDay = z.object({
  /** YYYY-MM-DD. */
  day: z.string(),
  /** At the end of the day. */
  labeled: Count,
  notInterpretable: Count,
  draft: Count,
  flagged: Count,
  /** Share of the activation mass that labeled features carry at the end of the day, 0–1; absent without an analysis. */
  massLabeled: z.number().optional(),
  /** The same of the variance of the reconstructions; absent also for an analysis of an older Loupe. */
  explainedLabeled: z.number().optional(),
  people: z.array(PersonCount)
})
export type TimelineDay = z.infer<typeof TimelineDay>

export const Timeline = z.object({ days: z.array(TimelineDay), people: z.array(PersonCount) })
export type Timeline = z.infer<typeof Timeline>
