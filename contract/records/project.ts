/**
 * A project as the browser of projects and the shell show it.
 */
import { z } from 'zod'
import { Count, Id, TimeMs } from './basics'
import { Dataset } from './dataset'

/** An open project. `id` is the handle that all other calls take; it lives as long as the engine. */
export const Project = z.object({
  id: Id,
  name: z.string(),
  folder: z.string(),
  createdAt: TimeMs,
  /** True when the folder can not be written: everything opens, nothing can be changed. */
  readOnly: z.boolean(),
  /** True when another Loupe of this user has it open and this one works through it: both see what either does. */
  joined: z.literal(true).optional(),
  /** The moment whose labels are shown; left out for the present. */
  asOf: TimeMs.optional(),
  datasets: z.array(Dataset)
})
export type Project = z.infer<typeof Project>

/** What a card shows; read from the project without opening it for writing. */
export const ProjectCard = z.object({
  folder: z.string(),
  name: z.string(),
  openedAt: TimeMs,
  /** `missing` when the folder is gone, `unusable` when it can not be read (why in `problem`). */
  state: z.enum(['ready', 'missing', 'unusable']),
  problem: z.string().optional(),
  data: z.object({ name: z.string(), rows: Count, dIn: Count }).optional(),
  run: z
    .object({
      id: Id,
      name: z.string(),
      state: z.string(),
      architecture: z.string(),
      step: Count,
      steps: Count,
      dSae: Count,
      l0: z.number().optional(),
      explainedVariance: z.number().optional(),
      /** Loss curve for the spark line, at most 60 points. */
      loss: z.array(z.number())
    })
    .optional(),
  runs: Count,
  /** Of the shown run's features. */
  labeled: Count,
  notInterpretable: Count
})
export type ProjectCard = z.infer<typeof ProjectCard>

/** A sample that ships with Loupe. */
export const Sample = z.object({
  id: z.enum(['smollm2', 'toy', 'planted']),
  name: z.string(),
  description: z.string(),
  rows: Count,
  dIn: Count
})
export type Sample = z.infer<typeof Sample>
