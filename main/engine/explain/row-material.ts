/** What an explanation of a row is made of: its features, the row itself where its file can be read, and the mean of the data. */

import type { Run } from '../../../contract/records/run'
import type { ErrorRecord } from '../../../contract/wire/errors'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { hasOwnTargets } from '../../dictionaries/dictionary'
import { encodedRow } from '../../dictionaries/encoding/one-row'
import type { DictionaryFile } from '../../dictionaries/weights/dictionary-file'
import type { ActivationIndex } from '../../store/files/activation-index/reader'
import type { ProjectStore } from '../../store/project-store'
import { withFeaturesOf } from './checkpoint-dictionary'
import type { RawRow } from './raw-rows'

/** A row that the dictionary encodes, and what it should make of it; `problem` says why there is none. */
export interface RowMaterial {
  /** What the dictionary reads: the row, or for a hybrid what another dictionary makes of it. */
  input: Float32Array | undefined
  /** What the reconstruction is compared with. */
  wanted: Float32Array | undefined
  problem: ErrorRecord | undefined
}

/** Never throws for a file that can not be read, but when the call is cancelled. */
export async function rowMaterial(
  read: () => Promise<RawRow>,
  { store, run, file }: { store: ProjectStore; run: Run; file: DictionaryFile }
): Promise<RowMaterial> {
  try {
    const { values, target } = await read()
    const isHybrid = run.config.featuresOf !== undefined
    const input = isHybrid ? await withFeaturesOf(store, run.id, (its) => encodedRow(its, values)) : values
    return { input, wanted: hasOwnTargets(file.about) ? target : input, problem: undefined }
  } catch (thrown) {
    const problem = errorRecordFrom(thrown)
    if (problem.code === 'cancelled' || problem.code === 'internal') throw thrown
    return { input: undefined, wanted: undefined, problem }
  }
}

/** The features of a row. Throws not-found for a row that was not analyzed. */
export async function activeOn(activations: ActivationIndex, row: number, use: string) {
  const active = await activations.row(row)
  if (active.features.length === 0 && use === 'left-out')
    throw new LoupeError('not-found', `Row ${row} is left out of the data set, so it was not analyzed`, {
      hint: 'It is not finite, an outlier, or left out by the filter or the split of the data set.'
    })
  return active
}
