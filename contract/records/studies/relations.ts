/** How the features of one dictionary relate: which fire together, which point the same way, and why the dead ones are dead. */
import { z } from 'zod'
import { Count, Index } from '../basics'

export const RelationsQuestion = z.object({
  kind: z.literal('relations'),
  /** Neighbors of each feature by each measure. */
  most: z.number().int().min(1).max(100).default(10),
  /** Rows (or documents) on which two features have to fire together to count as neighbors: chance is loud in fewer. */
  least: z.number().int().min(1).max(1_000_000).default(5),
  /** Decides which rows are counted where not all are. */
  seed: z.number().int().default(0)
})
export type RelationsQuestion = z.infer<typeof RelationsQuestion>

/** `counted` rows or documents of the `of` there are, drawn at random where counting all would take too long. */
const Counted = z.object({ counted: Count, of: Count })

/** Two features that nearly are one: decoder cosine and Jaccard (rows on which both fire ÷ rows on which one does). */
export const DuplicatePair = z.object({ a: Index, b: Index, cosine: z.number(), jaccard: z.number() })
export type DuplicatePair = z.infer<typeof DuplicatePair>

/**
 * The likely cause that a feature fires on no row, the first that holds. Its margin on a row is its pre-activation less what it
 * needs to fire (JumpReLU's threshold, else 0; of gated the gate's); its offset is the part that is the same on all rows
 * (b_enc, b_enc − threshold, or b_gate).
 * - `weak-encoder`: its encoder column is shorter than a tenth of the median of features that fire
 * - `outcompeted`: its margin is above 0 on rows of the sample, but others are larger (TopK)
 * - `offset`: with the median offset of features that fire it would fire on rows of the sample
 * - `away-from-data`: no row of the sample points its way
 * - `not-looked-at`: the rows could not be read
 */
export const DeathCause = z.enum(['weak-encoder', 'outcompeted', 'offset', 'away-from-data', 'not-looked-at'])
export type DeathCause = z.infer<typeof DeathCause>
export const deathCauses = DeathCause.options

export const DeadFeature = z.object({
  feature: Index,
  cause: DeathCause,
  offset: z.number(),
  encoderNorm: z.number(),
  /** Greatest margin on rows of the sample, and its mean there: the margin on the mean row, where rows are not normed one by one. */
  margin: z.number().optional(),
  meanMargin: z.number().optional(),
  /** The feature that fires and points the most alike, by decoder cosine. */
  nearest: Index.optional(),
  cosine: z.number().optional(),
  /** Steps of training since it last fired; at least all steps so far for one that never did. */
  idleSteps: Count.optional()
})
export type DeadFeature = z.infer<typeof DeadFeature>

/**
 * Arrays, [features, most], features that are not there as 4294967295 with the value 0:
 * - `pmi` f32 with `pmiFeatures` u32: the highest pointwise mutual information log₂ n·n_ab ÷ (n_a·n_b), n_ab rows on which both
 *   fire; `pmiRows` u32 those rows
 * - `jaccard` f32 with `jaccardFeatures`: n_ab ÷ (n_a + n_b − n_ab)
 * - `documentPmi`, `documentPmiFeatures`, `documentPmiRows`, `documentJaccard`, `documentJaccardFeatures`: the same with documents
 *   in place of rows, where the data set has some
 * - `decoderCosine` with `decoderFeatures`, `encoderCosine` with `encoderFeatures`: cosines of rows of W_dec, of columns of W_enc
 * Of the dead ones [dead]: `dead` u32 ids, `deathCause` u32 place in deathCauses, `deathMargin` f32 (NaN: not known).
 */
export const RelationsAnswer = z.object({
  kind: z.literal('relations'),
  features: Count,
  most: Count,
  least: Count,
  rows: Counted,
  /** Absent where the rows have no documents. */
  documents: Counted.optional(),
  duplicates: z.object({
    /** Pairs are above both; they are sought among the nearest `sought` features by decoder cosine of each. */
    cosineAbove: z.number(),
    jaccardAbove: z.number(),
    sought: Count,
    count: Count,
    /** The first ones, the highest cosine first. */
    pairs: z.array(DuplicatePair)
  }),
  dead: z.object({
    count: Count,
    causes: z.partialRecord(DeathCause, Count),
    /** Dead ones that never fired in training; absent where that is not known. */
    neverFired: Count.optional(),
    /** Dead ones whose direction a feature that fires has too, with a decoder cosine from `coveredFrom`. */
    covered: Count,
    coveredFrom: z.number(),
    /** Rows, spread evenly, that margins were computed on. */
    sampleRows: Count,
    /** Why there are none. */
    problem: z.string().optional(),
    /** The first ones. */
    features: z.array(DeadFeature)
  }),
  /** Features that fire on training rows but on no validation row; absent without validation rows. */
  onlyTraining: Count.optional()
})
export type RelationsAnswer = z.infer<typeof RelationsAnswer>
