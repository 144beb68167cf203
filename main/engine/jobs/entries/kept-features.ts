/** A hybrid's own copy of the dictionary whose features it reads: it goes on, and can be analyzed, when that run is gone. */
import { existsSync } from 'node:fs'
import { LoupeError } from '../../../../contract/wire/errors'
import { writeFolderAtomically } from '../../../store/files/write-atomically'
import type { TrainSpec } from '../protocol/training'
import { copyDictionary } from './checkpoint-files'
import { failedWrite } from './failed-write'

/** Nothing where the run reads rows, or has its copy. Throws not-found where there is nothing to copy, disk-full, unwritable. */
export async function keepFeatures({ data, featuresOf }: Pick<TrainSpec, 'data' | 'featuresOf'>): Promise<void> {
  const { featuresFolder } = data
  if (featuresFolder === undefined || existsSync(featuresFolder)) return
  if (featuresOf === undefined) {
    throw new LoupeError('not-found', 'The dictionary whose features this run reads is gone', {
      hint: 'Start the run again from another one.',
      place: featuresFolder
    })
  }
  try {
    await writeFolderAtomically(featuresFolder, (folder) => copyDictionary(featuresOf, folder))
  } catch (thrown) {
    throw failedWrite(thrown, 'The dictionary whose features this run reads', featuresFolder)
  }
}
