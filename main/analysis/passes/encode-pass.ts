/**
 * The one pass over the data: batches are encoded, counted, and appended to the activation index, then forgotten.
 * At block boundaries its state is offered to be kept, so that a pass that was cut off goes on from there with the same result.
 * What the features' panels show is computed afterwards from the index (facts-pass.ts).
 */
import type { Batch, PassState } from '../../../contract/records/arrays'
import { LoupeError } from '../../../contract/wire/errors'
import type { Encoder, ReconstructionShares } from '../../dictionaries'
import type { ActivationIndexWriter, PassKeeper } from '../ports'
import { breathe } from './breathe'
import { addToTotals, type FeatureTotals } from './feature-totals'
import { beginTotals, passState } from './pass-state'

/**
 * Rows of a block, a multiple of the rows of a batch. What is summed in f32 is summed within a block only, kept or not: so the
 * numbers do not depend on where a pass was cut off, and rows that are added later change nothing before the last boundary.
 */
export const blockRows = 8_192

export interface EncodePass {
  encoder: Encoder
  dSae: number
  batches: AsyncIterable<Batch>
  index: ActivationIndexWriter
  shares: Pick<ReconstructionShares, 'add' | 'state'>
  /** The pass goes on from here; `batches` and `index` do too. */
  begun?: PassState | undefined
  keeper?: PassKeeper | undefined
  signal: AbortSignal
  /** Called after each batch with the rows passed so far. */
  onRows(rows: number): void
}

/** Totals of all features; throws empty when no row passed, cancelled, not-finite. */
export async function encodePass(pass: EncodePass): Promise<FeatureTotals> {
  const totals = beginTotals(pass.dSae, pass.begun)
  for await (const batch of pass.batches) {
    await breathe(pass.signal)
    const rows = pass.encoder.encode(batch)
    const rowIds = batch.rows.subarray(0, rows.count)
    addToTotals(totals, rows, rowIds)
    await pass.index.append(rows, rowIds)
    pass.shares.add(rows)
    if (totals.rows % blockRows === 0) {
      const state = passState(totals, pass.shares.state(), rowIds[rows.count - 1])
      pass.keeper?.offer(state)
    }
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
