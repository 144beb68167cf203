/**
 * Repeats the check of an export from what lies in its folder: no project, no data set, no backend.
 */
import { join } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'
import { readError } from '../files/system-errors'
import { roomOf } from '../rooms/registry'
import { changedFile, type Verified } from './read-back'
import { readReceipt } from './receipt-file'

/** Throws not-found, malformed, truncated, changed (the file in the message); what it returns was computed anew. */
export async function verifyExport(folder: string, signal?: AbortSignal): Promise<Verified> {
  try {
    return await verify(folder, signal)
  } catch (thrown) {
    throw readError(thrown, folder)
  }
}

async function verify(folder: string, signal?: AbortSignal): Promise<Verified> {
  const started = performance.now()
  const receipt = await readReceipt(folder)
  const changed = await changedFile(folder, receipt.files, signal)
  if (changed) throw notAsWritten(join(folder, changed))
  const proven = await roomOf(receipt.as).verify(folder, receipt)
  return { ...proven, seconds: (performance.now() - started) / 1000 }
}

function notAsWritten(path: string): LoupeError {
  return new LoupeError('changed', `${path} is not the file that the receipt describes.`, {
    hint: 'It was changed or damaged after the export: export again, or take the folder from a backup.',
    place: path
  })
}
