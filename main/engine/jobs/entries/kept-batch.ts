/**
 * The rows of a step that was not finite, beside the checkpoints of its run, for a person to look at:
 * runs/<run>/not-finite/<step>/values.npy [rows, dIn] f32, targets.npy, and rows.npy [rows] u32 with their indices in the data.
 */
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Batch } from '../../../../contract/records/arrays'
import type { Dtype } from '../../../../contract/records/basics'
import { npyHeader } from '../../../codecs/npy'
import { writeFolderAtomically } from '../../../store/files/write-atomically'
import { failedWrite } from './failed-write'

/** Whole or not at all; throws disk-full, unwritable with the folder. */
export async function writeKeptBatch(checkpointsFolder: string, step: number, batch: Batch): Promise<void> {
  const folder = join(dirname(checkpointsFolder), 'not-finite', String(step))
  const { values, targets, rows, count, dIn, dOut } = batch
  const write = (into: string) => {
    writeArray(join(into, 'values.npy'), 'f32', values.subarray(0, count * dIn), [count, dIn])
    writeArray(join(into, 'rows.npy'), 'u32', rows.subarray(0, count), [count])
    if (targets && dOut) writeArray(join(into, 'targets.npy'), 'f32', targets.subarray(0, count * dOut), [count, dOut])
  }
  try {
    await writeFolderAtomically(folder, write)
  } catch (thrown) {
    throw failedWrite(thrown, `The batch of step ${step}`, folder)
  }
}

function writeArray(path: string, dtype: Dtype, values: Float32Array | Uint32Array, shape: number[]): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  writeFileSync(path, Buffer.concat([npyHeader(dtype, shape), bytes]))
}
