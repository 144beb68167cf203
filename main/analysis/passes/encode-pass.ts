/**
 * The one pass over the data: batches are encoded, counted, and appended to the activation index, then forgotten.
 * What the features' panels show is computed afterwards from the index (facts-pass.ts).
 */
import type { Batch } from '../../../contract/records/arrays'
import { LoupeError } from '../../../contract/wire/errors'
import type { Encoder, ReconstructionShares } from '../../dictionaries'
import type { ActivationIndexWriter } from '../ports'
import { breathe } from './breathe'
import { addToTotals, createFeatureTotals, type FeatureTotals } from './feature-totals'

export interface EncodePass {
  encoder: Encoder
  dSae: number
  batches: AsyncIterable<Batch>
  index: ActivationIndexWriter
  shares: Pick<ReconstructionShares, 'add'>
  signal: AbortSignal
  /** Called after each batch with the rows passed so far. */
  onRows(rows: number): void
}

/** Totals of all features; throws empty when no row passed, cancelled, not-finite. */
export async function encodePass(pass: EncodePass): Promise<FeatureTotals> {
  const totals = createFeatureTotals(pass.dSae)
  for await (const batch of pass.batches) {
    await breathe(pass.signal)
    const rows = pass.encoder.encode(batch)
    const rowIds = batch.rows.subarray(0, rows.count)
    addToTotals(totals, rows, rowIds)
    await pass.index.append(rows, rowIds)
    pass.shares.add(rows)
    pass.onRows(totals.rows)
  }
  await breathe(pass.signal)
  if (totals.rows === 0) throw noRows()
  return totals
}

function noRows(): LoupeError {
  return new LoupeError('empty', 'There is no row to analyze: all rows of the data set are left out.', {
    hint: 'Look at the data set: rows that are not finite or outliers under the rule “drop” are left out.'
  })
}
