/** Opens a project's data set in a job process: its activations and its row index, with the batches that jobs take from them. */
import type { Batch } from '../../../../contract/records/arrays'
import {
  type ActivationReader,
  openActivations,
  openRowIndex,
  type RowIndex,
  type RowUse,
  resolveReference,
  sequentialBatches,
  trainingBatches
} from '../../../datasets/index'
import type { DataPlace } from '../protocol'

export interface OpenData {
  readonly reader: ActivationReader
  readonly index: RowIndex
  /** Endless shuffled training batches; batch n is for step n. */
  shuffled(options: { batchRows: number; seed: number; firstBatch: number }): AsyncIterable<Batch>
  /** Each row of these uses once. */
  inOrder(uses: RowUse[], batchRows: number): AsyncIterable<Batch>
  close(): Promise<void>
}

/** Throws not-found or changed when the activation file is not the one the project was made from. */
export async function openData(place: DataPlace, signal: AbortSignal): Promise<OpenData> {
  const { activations, outliers, norms } = place.dataset
  const path = await resolveReference(activations, place.project)
  const source = activations.array === undefined ? { path } : { path, array: activations.array }
  const index = await openRowIndex(place.indexFolder)
  const reader = await openActivations(source, signal).catch(async (error) => {
    await index.close()
    throw error
  })
  const shared = { reader, index, outliers, medianNorm: norms.median, signal }
  return {
    reader,
    index,
    shuffled: (options) => trainingBatches({ ...shared, ...options }),
    inOrder: (uses, batchRows) => sequentialBatches({ ...shared, uses, batchRows }),
    async close() {
      await reader.close()
      await index.close()
    }
  }
}
