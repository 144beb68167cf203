/** Opens a project's data set in a job process: its activations and its row index, with the batches that jobs take from them. */
import type { Batch } from '../../../../contract/records/arrays'
import {
  type ActivationReader,
  fixedSample,
  openDataset,
  openRowIndex,
  type RowIndex,
  type RowUse,
  rowsWithIds,
  sequentialBatches,
  trainingBatches
} from '../../../datasets/index'
import { createEncoder } from '../../../dictionaries/index'
import type { DataPlace } from '../protocol/data-place'
import { readDictionary } from './checkpoint-files'
import { withFeatures } from './feature-batches'

export interface OpenData {
  readonly reader: ActivationReader
  readonly index: RowIndex
  /** Endless shuffled training batches; batch n is for step n. With targets where the data set has them. */
  shuffled(options: ShuffleOptions): AsyncIterable<Batch>
  /** Each row of these uses once, from row `fromRow` on. */
  inOrder(uses: RowUse[], batchRows: number, fromRow?: number): AsyncIterable<Batch>
  /** At most `rows` rows, the same ones each time: fixed-sample.ts. Without targets. */
  sample(rows: number): Promise<Batch>
  close(): Promise<void>
}

export type ShuffleOptions = Pick<Parameters<typeof trainingBatches>[0], 'batchRows' | 'seed' | 'firstBatch' | 'sizes'>

/** Batches are what the run of this place reads. Throws not-found or changed when a file is not the one the project was made from. */
export async function openData(place: DataPlace, signal: AbortSignal): Promise<OpenData> {
  const data = await openRows(place, signal)
  if (place.featuresFolder === undefined) return data
  try {
    return withFeatures(data, await createEncoder(await readDictionary(place.featuresFolder)))
  } catch (thrown) {
    await data.close()
    throw thrown
  }
}

async function openRows(place: DataPlace, signal: AbortSignal): Promise<OpenData> {
  const { outliers, norms } = place.dataset
  const { reader, targets, close } = await openDataset(place.dataset, place.project, signal)
  const index = await openRowIndex(place.indexFolder).catch(async (error) => {
    await close()
    throw error
  })
  const shared = { reader, targets, index, outliers, medianNorm: norms.median, signal }
  return {
    reader,
    index,
    shuffled: (options) => trainingBatches({ ...shared, ...options }),
    inOrder: (uses, batchRows, fromRow) => sequentialBatches({ ...shared, uses, batchRows, fromRow }),
    sample: async (rows) => rowsWithIds(await fixedSample(index, rows), shared),
    async close() {
      await close()
      await index.close()
    }
  }
}
