/**
 * The rows of a step that was not finite, beside the checkpoints of its run, for a person to look at:
 * runs/<run>/not-finite/<step>/values.npy [rows, dIn] f32, targets.npy, and rows.npy [rows] u32 with their indices in the data.
 */
import { dirname, join } from 'node:path'
import type { Batch } from '../../../../contract/records/arrays'
import { npyPieces } from '../../../codecs/npy'
import { writeFolderAtomically } from '../../../store/files/write-atomically'
import { failedWrite } from './failed-write'
import { writePieces } from './tensor-files'

/** Whole or not at all; throws disk-full, unwritable with the folder. */
export async function writeKeptBatch(checkpointsFolder: string, step: number, batch: Batch): Promise<void> {
  const folder = join(dirname(checkpointsFolder), 'not-finite', String(step))
  const { values, targets, rows, count, dIn, dOut } = batch
  const write = (into: string) => {
    writePieces(join(into, 'values.npy'), npyPieces(values.subarray(0, count * dIn), [count, dIn]))
    writePieces(join(into, 'rows.npy'), npyPieces(rows.subarray(0, count), [count]))
    if (targets && dOut) writePieces(join(into, 'targets.npy'), npyPieces(targets.subarray(0, count * dOut), [count, dOut]))
  }
  try {
    await writeFolderAtomically(folder, write)
  } catch (thrown) {
    throw failedWrite(thrown, `The batch of step ${step}`, folder)
  }
}
