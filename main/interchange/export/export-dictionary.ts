/**
 * A whole export: written beside its target under a temporary name, synced, read back and compared, then renamed.
 * It appears whole, with a receipt that says what was proven, or not at all.
 */
import type { Receipt, WrittenFile } from '../../../contract/records/export'
import { LoupeError } from '../../../contract/wire/errors'
import { writeError } from '../files/system-errors'
import { labelFilesAgree } from '../labels/compare'
import { saelensName } from '../saelens/naming'
import { readSaelens } from '../saelens/read'
import { checkFile, chooseCheckRows, writeCheckRows } from './check-rows'
import { resultsOf } from './compare'
import { knownGaps } from './gaps'
import { receiptLabels } from './label-counts'
import type { ExportMaterial } from './material'
import { changedFile, checkWeights, compareOnRows, notTheSame, type Verified } from './read-back'
import { writeReceipt } from './receipt-file'
import { createTarget } from './target'
import { type WrittenLabels, writeContents, writtenFile } from './write-files'

/** Throws exists, unwritable, disk-full, not-finite, wrong-shape, cancelled; nothing is left behind then. */
export async function exportDictionary(material: ExportMaterial): Promise<Receipt> {
  try {
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
  const files: WrittenFile[] = []
  const labels = await writeContents(folder, material, files)
  material.onProgress({ done: 0, total: 1, unit: 'checks', note: 'Reading back and comparing' })
  const proof = await prove(folder, material, labels, files)
  const { origin, scope, analysisStep, metadata = {} } = material
  const form = saelensName(material.dictionary).loupe
  const receipt: Receipt = {
    ...origin,
    labels: receiptLabels(labels.counts),
    files,
    verified: proof.verified,
    gaps: knownGaps({ origin, scope, metadata, analysisStep, form, counts: labels.counts, ...proof })
  }
  await writeReceipt(folder, receipt)
  return receipt
}

interface Proof {
  verified: Verified
  tied: number
  relativeDifference: number
}

async function prove(folder: string, material: ExportMaterial, labels: WrittenLabels, files: WrittenFile[]): Promise<Proof> {
  const started = performance.now()
  const read = await readSaelens(folder)
  checkWeights(read, material.dictionary)
  material.signal.throwIfAborted()
  const { batch, tied } = chooseCheckRows(read, material.check.rows)
  const own = resultsOf(material.check.encoder, batch)
  const found = compareOnRows(read, batch, own)
  files.push(writtenFile(checkFile, await writeCheckRows(folder, batch, own)))
  material.signal.throwIfAborted()
  if (!(await labelFilesAgree(folder, labels.texts))) throw notTheSame('the labels')
  const changed = await changedFile(folder, files, material.signal)
  if (changed) throw notTheSame(`the bytes of ${changed}`)
  const verified = {
    rows: batch.count,
    maxDifferenceActs: found.acts,
    maxDifferenceRecon: found.recon,
    labelsEqual: true,
    seconds: (performance.now() - started) / 1000
  }
  return { verified, tied, relativeDifference: found.relative }
}
