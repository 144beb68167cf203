/** What the training station reads in a job process: shuffled batches, validation rows, and what was measured of them. */
import type { RunConfig } from '../../../../contract/records/run'
import { blockSizes } from '../../../datasets/index'
import type { InputFacts } from '../../../dictionaries/index'
import type { TrainingData } from '../../../training/index'
import type { DataPlace } from '../protocol/data-place'
import { readDictionary } from './checkpoint-files'
import { inputMeasure, type MeasuredData, type MeasureOptions } from './input-measure'
import type { OpenData, ShuffleOptions } from './open-data'

const validationBatchRows = 2048

export function trainingData(data: OpenData, facts: InputFacts, { trainRows }: MeasuredData, config: RunConfig): TrainingData {
  return {
    trainRows,
    facts,
    batches: (firstBatch) => data.shuffled(shuffleOptions(config, firstBatch)),
    validation: () => data.inOrder(['validation'], validationBatchRows)
  }
}

/** The order of a run's batches from one on. */
export function shuffleOptions(config: RunConfig, firstBatch: number): ShuffleOptions {
  return { batchRows: config.batchRows, seed: config.seed, firstBatch, sizes: blockSizes(config) }
}

/** Facts of what a run reads: of the rows kept beside their index, of a hybrid's features beside their dictionary. */
export async function measuredInputs(data: OpenData, place: DataPlace, options: MeasureOptions): Promise<InputFacts> {
  return inputMeasure(data, place.featuresFolder ?? place.indexFolder, await readData(place), options)
}

/** The data set as a run sees it: a hybrid's rows are as wide as the dictionary that it reads. */
export async function readData({ dataset, featuresFolder }: DataPlace): Promise<MeasuredData> {
  if (featuresFolder === undefined) return dataset
  const { streams: _streams, ...rest } = dataset
  return { ...rest, dIn: (await readDictionary(featuresFolder)).dSae }
}
