/**
 * Compares two dictionaries over the same rows: both are measured in one pass, their features are matched, and the activations
 * of matched features are correlated. Definitions of what comes out are in contract/records/studies/compare.ts.
 */
import type { Batch } from '../../../../contract/records/arrays'
import type { CompareAnswer, ComparedBy, CompareQuestion } from '../../../../contract/records/studies/compare'
import { LoupeError } from '../../../../contract/wire/errors'
import { type Dictionary, decoderDirections, hasOwnTargets } from '../../../dictionaries/index'
import { breathe } from '../../passes/breathe'
import { phaseProgress } from '../../progress'
import type { StudyResult } from '../material'
import { comparison } from './answer'
import { type Matching, matched } from './matching'
import { type PairActivity, pairActivity } from './pair-activity'
import { pairCosines } from './pair-cosines'
import { type PairedRows, RowSample } from './row-sample'
import { MeasuredSide, type Side } from './side'
import { correlationSimilarities, cosineSimilarities, type Similarities } from './similarities'
import type { Watched } from './watched'

/** The same rows for both; `a` and `b` are one object where both dictionaries read the same data. */
export interface PairedBatch {
  a: Batch
  b: Batch
}

export interface CompareInput extends Watched {
  question: Pick<CompareQuestion, 'by' | 'matchedFrom' | 'most'>
  a: Side
  b: Side
  batches: AsyncIterable<PairedBatch>
  reading: CompareAnswer['reading']
  /** Rows expected, for progress. */
  totalRows: number
}

export type CompareResult = StudyResult<CompareAnswer>

/** What was found, before it is told. */
export interface Found {
  reading: CompareAnswer['reading']
  a: MeasuredSide
  b: MeasuredSide
  sample: PairedRows
  similarity: ComparedBy
  similarities: Similarities
  matching: Matching
  activity: PairActivity
  /** [features of A] cosine of the decoder rows of each pair; undefined where the decoders are not alike. */
  cosine: Float32Array | undefined
}

/** Throws empty without rows, cancelled, unsupported for a transcoder without targets, wrong-shape, not-finite. */
export async function compareDictionaries(input: CompareInput): Promise<CompareResult> {
  const [a, b] = [new MeasuredSide(input.a), new MeasuredSide(input.b)]
  const sample = await measured(input, a, b)
  const { similarity, similarities } = await similaritiesOf(input, sample)
  const matching = await matched(similarities, input)
  const activity = pairActivity(sample, matching.partnerOf)
  const cosine = cosinesOf(input, matching, similarity)
  return comparison(
    { reading: input.reading, a, b, sample, similarity, similarities, matching, activity, cosine },
    input.question
  )
}

function cosinesOf({ a, b }: CompareInput, { similarity, partnerOf }: Matching, by: ComparedBy): Float32Array | undefined {
  if (by === 'decoder-cosine') return similarity
  if (usualSimilarity(a.dictionary, b.dictionary) !== 'decoder-cosine') return undefined
  return pairCosines(decoderDirections(a.dictionary), decoderDirections(b.dictionary), partnerOf)
}

async function measured(input: CompareInput, a: MeasuredSide, b: MeasuredSide): Promise<PairedRows> {
  const sample = new RowSample(input.a.dictionary.dSae, input.b.dictionary.dSae)
  const tell = phaseProgress({ total: input.totalRows, unit: 'rows', note: 'Measuring both dictionaries' }, input.onProgress)
  for await (const batch of input.batches) {
    await breathe(input.signal)
    sample.add(a.add(batch.a), b.add(batch.b))
    tell(a.totals.rows)
  }
  if (a.totals.rows > 0) return sample.rows()
  throw new LoupeError('empty', 'There is no row that both dictionaries can be compared on', {
    hint: 'Compare runs of one data set, or of data sets with the same rows.'
  })
}

/** Throws unsupported for decoder cosines of dictionaries that reconstruct vectors of different widths. */
async function similaritiesOf(input: CompareInput, sample: PairedRows): Promise<Pick<Found, 'similarity' | 'similarities'>> {
  const [a, b] = [decoderDirections(input.a.dictionary), decoderDirections(input.b.dictionary)]
  const similarity = input.question.by ?? usualSimilarity(input.a.dictionary, input.b.dictionary)
  if (similarity === 'activation-correlation') return { similarity, similarities: await correlationSimilarities(sample, input) }
  if (a.width === b.width) return { similarity, similarities: await cosineSimilarities(a, b, input) }
  throw new LoupeError('unsupported', `Decoder rows of ${a.width} and ${b.width} dimensions have no cosine`, {
    hint: 'Match the features by the correlation of their activations.'
  })
}

/** Decoder rows are compared where they are equally wide and both or neither are those of a transcoder. */
function usualSimilarity(a: Dictionary, b: Dictionary): ComparedBy {
  const isAlike = decoderDirections(a).width === decoderDirections(b).width && hasOwnTargets(a) === hasOwnTargets(b)
  return isAlike ? 'decoder-cosine' : 'activation-correlation'
}
