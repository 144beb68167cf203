/**
 * receipt.json: the proof of an export, in its own folder.
 */
import { join } from 'node:path'
import { Receipt } from '../../../contract/records/export'
import { readRecord, writeRecord } from '../files/record-file'

export const receiptFile = 'receipt.json'

export async function writeReceipt(folder: string, receipt: Receipt): Promise<void> {
  await writeRecord(join(folder, receiptFile), Receipt.parse(receipt))
}

/** Throws not-found, malformed, changed; malformed also for a receipt that names files outside its folder. */
export function readReceipt(folder: string): Promise<Receipt> {
  return readRecord(join(folder, receiptFile), receiptFrom, 'a receipt', 'export again')
}

function receiptFrom(value: unknown): Receipt {
  const receipt = Receipt.parse(value)
  if (receipt.files.some(({ name }) => !/^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)*$/.test(name)))
    throw new Error('a file outside the folder')
  return receipt
}
