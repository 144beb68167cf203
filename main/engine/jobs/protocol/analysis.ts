/** What is said of an analysis, of pinned features, and of how a dictionary fits other rows. */
import type { ArraySource, Id } from '../../../../contract/records/basics'
import type { Dataset } from '../../../../contract/records/dataset'
import type { FitNumbers } from '../../../../contract/records/fit'
import type { PinMeasure } from '../../../../contract/records/pin'
import type { FactsRecord } from '../facts-record'
import type { DataPlace } from './data-place'

/** Features of a run to be measured at checkpoints of it. */
export interface PinsSpec {
  data: DataPlace
  checkpoints: { step: number; folder: string; features: number[] }[]
}

export interface AnalyzeSpec {
  data: DataPlace
  seed: number
  /** Folder of the checkpoint. */
  checkpoint: string
  /** Folder for the activation index. */
  indexFolder: string
  /** Folder of a pass to go on with, which is that for the index or stays as it is. */
  begunFolder: string | undefined
  /** Whose pass this is, to be kept with it. */
  whose: { key: string; step: number }
}

export type AnalyzeRecord = { about: 'facts'; facts: FactsRecord } | { about: 'goes on'; row: number }

/** Does the dictionary of a checkpoint fit the rows of `source`? `trained`: what is known of the run's own data. */
export interface FitSpec {
  run: Id
  step: number
  checkpoint: string
  /** Row index of the data set: the mean of its rows lies there. */
  indexFolder: string
  featuresFolder: string | undefined
  source: ArraySource
  outliers: Dataset['outliers']
  trained: FitNumbers
}

/** Told for each checkpoint when all of it is measured. */
export type PinsRecord = { step: number; measures: PinMeasure[] }
