/** Repeats the check of a folder that Loupe has written, from what lies in it: an export by its receipt, a conversion by its record. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Conversion } from '../../../contract/records/conversion'
import type { ExportAs } from '../../../contract/records/export'
import { LoupeError } from '../../../contract/wire/errors'
import { readCheckRows } from '../export/check-rows'
import { changedFile } from '../export/read-back'
import { readReceipt, receiptFile } from '../export/receipt-file'
import { verifyExport } from '../export/verify-export'
import { readRecord } from '../files/record-file'
import { readError } from '../files/system-errors'
import { openDictionary } from '../formats/open'
import { writerOf } from '../writers/registry'
import { compared } from './check-conversion'
import { conversionFile } from './convert'
import { storedResults } from './stored-results'

export interface VerifiedFolder {
  /** What it was exported as; a conversion has none. */
  as?: ExportAs
  /** Rows, or features where an export has no weights. */
  rows: number
  maxDifferenceActs: number
  maxDifferenceRecon: number
  seconds: number
  /** Files whose bytes were compared with their sums. */
  files: number
}

/** Throws not-found, malformed, truncated, changed with the file in the message. */
export async function verifyFolder(folder: string, signal?: AbortSignal): Promise<VerifiedFolder> {
  try {
    if (existsSync(join(folder, conversionFile))) return await verifyConversion(folder, signal)
    if (!existsSync(join(folder, receiptFile))) throw notOfLoupe(folder)
    const { files, as } = await readReceipt(folder)
    return { ...(await verifyExport(folder, signal)), files: files.length, as }
  } catch (thrown) {
    throw readError(thrown, folder)
  }
}

async function verifyConversion(folder: string, signal?: AbortSignal): Promise<VerifiedFolder> {
  const started = performance.now()
  const { files, format, type } = await readRecord(
    join(folder, conversionFile),
    conversionFrom,
    'a record of a conversion',
    'convert again'
  )
  const changed = await changedFile(folder, files, signal)
  if (changed) throw notAsWritten(join(folder, changed))
  const opened = await openDictionary(join(folder, writerOf(format).weights))
  try {
    const { batch, results } = await readCheckRows(folder, { ...opened.about, tensors: {} })
    const { rows, maxDifferenceActs, maxDifferenceRecon } = compared(results, await storedResults(opened, batch), type)
    return { rows, maxDifferenceActs, maxDifferenceRecon, seconds: (performance.now() - started) / 1000, files: files.length }
  } finally {
    await opened.close()
  }
}

function conversionFrom(value: unknown): Conversion {
  const conversion = Conversion.parse(value)
  if (conversion.files.some(({ name }) => !/^[A-Za-z0-9][\w.-]*$/.test(name))) throw new Error('a file outside the folder')
  return conversion
}

function notOfLoupe(folder: string): LoupeError {
  if (!existsSync(folder)) {
    const hint = 'Check the path; the folder may have been moved or renamed.'
    return new LoupeError('not-found', `There is no folder ${folder}.`, { hint, place: folder })
  }
  return new LoupeError('not-found', `${folder} holds no proof of what it is: neither ${receiptFile} nor ${conversionFile}.`, {
    hint: 'Name a folder that Loupe has exported or converted; where the proof was lost, take the folder from a backup or write it again.',
    place: folder
  })
}

function notAsWritten(path: string): LoupeError {
  return new LoupeError('changed', `${path} is not the file that ${conversionFile} describes.`, {
    hint: 'It was changed or damaged after it was written: convert again, or take the folder from a backup.',
    place: path
  })
}
