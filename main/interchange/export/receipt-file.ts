/**
 * receipt.json: the proof of an export, in its own folder.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Receipt } from '../../../contract/records/export'
import { LoupeError } from '../../../contract/wire/errors'
import { writeFileWhole } from '../files/file-writer'

const receiptFile = 'receipt.json'

export async function writeReceipt(folder: string, receipt: Receipt): Promise<void> {
  await writeFileWhole(join(folder, receiptFile), [`${JSON.stringify(Receipt.parse(receipt), undefined, 2)}\n`])
}

/** Throws not-found, malformed; also for a receipt that names files outside its folder. */
export async function readReceipt(folder: string): Promise<Receipt> {
  const path = join(folder, receiptFile)
  const text = await readFile(path, 'utf8')
  try {
    const receipt = Receipt.parse(JSON.parse(text))
    if (receipt.files.some(({ name }) => !/^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)*$/.test(name)))
      throw new Error('a file outside the folder')
    return receipt
  } catch (cause) {
    throw new LoupeError('malformed', `${path} is not a receipt that Loupe has written.`, {
      hint: 'The file was changed or cut off: export again.',
      place: path,
      cause
    })
  }
}
