/**
 * A whole export: written beside its target under a temporary name, synced, read back and compared, then renamed.
 * It appears whole, with a receipt that says what was proven, or not at all. What is written is up to the room (../rooms).
 */
import type { Receipt, WrittenFile } from '../../../contract/records/export'
import { LoupeError } from '../../../contract/wire/errors'
import { writeError } from '../files/system-errors'
import { roomOf } from '../rooms/registry'
import { knownGaps } from './gaps'
import { receiptLabels } from './label-counts'
import type { ExportMaterial } from './material'
import { changedFile, notTheSame } from './read-back'
import { writeReceipt } from './receipt-file'
import { createTarget } from './target'

/** Throws exists, unwritable, disk-full, not-finite, wrong-shape, unsupported, usage, cancelled; nothing is left behind then. */
export async function exportDictionary(material: ExportMaterial): Promise<Receipt> {
  try {
    roomOf(material.origin.as).check?.(material)
    const target = await createTarget(material.folder)
    try {
      const receipt = await writeAndProve(target.temporary, material)
      await target.publish()
      return receipt
    } catch (thrown) {
      await target.discard()
      throw thrown
    }
  } catch (thrown) {
    if (material.signal.aborted) throw new LoupeError('cancelled', 'The export was cancelled. Nothing was written.')
    throw writeError(thrown, material.folder)
  }
}

async function writeAndProve(folder: string, material: ExportMaterial): Promise<Receipt> {
  const { origin, scope, analysisStep, metadata, signal } = material
  const files: WrittenFile[] = []
  const written = await roomOf(origin.as).write(folder, material, files)
  material.onProgress({ done: 0, total: 1, unit: 'checks', note: 'Reading back and comparing' })
  const started = performance.now()
  const proven = await written.prove()
  const changed = await changedFile(folder, files, signal)
  if (changed) throw notTheSame(`the bytes of ${changed}`)
  const receipt: Receipt = {
    ...origin,
    labels: receiptLabels(written.counts),
    files,
    verified: { ...proven, seconds: (performance.now() - started) / 1000 },
    gaps: [...knownGaps({ origin, scope, metadata, analysisStep, counts: written.counts }), ...written.gaps]
  }
  await writeReceipt(folder, receipt)
  return receipt
}
