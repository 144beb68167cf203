/**
 * The pattern table: what features answer on average to groups of rows. A pattern is such a group: the rows of one category, of
 * one document, of one text, or rows that a person chose.
 */
import { z } from 'zod'
import { Count, Index } from '../basics'

/** Patterns and features that one table can have, and how many means altogether: many of the one need few of the other. */
export const mostPatterns = 10_000
export const mostPatternFeatures = 10_000
export const mostMeans = 5_000_000
/** Patterns and features of a table that nobody asked to be another. */
export const usualPatterns = 500
export const usualPatternFeatures = 10_000

/** Rows that a person chose as one pattern. */
const ChosenRows = z.object({ name: z.string().max(200), rows: z.array(Index).min(1).max(100_000) })

/** How rows are grouped: by a label column, by document, by the text of their token, or as chosen. */
export const PatternSource = z.union([
  z.object({ column: z.string().max(512) }),
  z.object({ documents: z.literal(true) }),
  z.object({ phrases: z.literal(true) }),
  z.object({ groups: z.array(ChosenRows).min(1).max(mostPatterns) })
])
export type PatternSource = z.infer<typeof PatternSource>

export const PatternsQuestion = z
  .object({
    kind: z.literal('patterns'),
    by: PatternSource,
    /** All where left out. */
    features: z.array(Index).min(1).max(mostPatternFeatures).optional(),
    /** Of more features those that tell the patterns apart best. */
    most: z.number().int().min(1).max(mostPatternFeatures).default(usualPatternFeatures),
    /** Of more patterns those with the most rows. */
    mostPatterns: z.number().int().min(1).max(mostPatterns).default(usualPatterns),
    /** Whether the dense layer is to stand beside the features: reads all activations. */
    dense: z.boolean().default(true)
  })
  .refine(({ features, most, mostPatterns: patterns }) => Math.min(features?.length ?? most, most) * patterns <= mostMeans, {
    message: `a table has at most ${mostMeans.toLocaleString('en')} means: ask for fewer features or fewer patterns`
  })
export type PatternsQuestion = z.infer<typeof PatternsQuestion>

/**
 * Arrays, patterns in the order of `patterns`, in f32 where nothing else is said:
 * - `features` [n] u32: ids in the order of the table
 * - `means` [n, patterns]: mean activation over all rows of the pattern, rows on which the feature is silent counted as 0
 * - `eta` [n]: how well the feature tells the patterns apart (η²), 0–1
 * - `dimensions` [dIn] u32, `dense` [dIn, patterns]: the same of the raw activations, where they could be read
 */
export const PatternsAnswer = z.object({
  kind: z.literal('patterns'),
  /** In the order of the clustering; `at` is the place it had in the data. */
  patterns: z.array(z.object({ name: z.string(), rows: Count, at: Index })),
  /** Patterns that there are altogether. */
  found: Count,
  features: Count,
  /** Features, from the first of the table on, whose order is that of a clustering; the rest is sorted. */
  clustered: Count,
  /** The same of the patterns; all of them where it is left out. */
  clusteredPatterns: Count.optional(),
  /** Input dimensions of the dense layer; absent where it was not asked for or could not be read. */
  dIn: Count.optional(),
  /** Why the dense layer could not be read. */
  denseProblem: z.string().optional()
})
export type PatternsAnswer = z.infer<typeof PatternsAnswer>
