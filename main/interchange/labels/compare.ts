/**
 * Reads the label files back and compares their texts, with each other and with what should be in them.
 */
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { readParquetRows } from '../files/parquet-file'
import { csvLabelFrom, featuresCsvName, readLabelsCsv } from './csv'
import type { LabelEntry } from './entry'
import { labelsName, readLabels } from './jsonl'
import { featuresParquetName, parquetRecord } from './parquet'

/** What an entry says, without numbers and examples. */
export type LabelText = Pick<LabelEntry, 'feature' | 'label' | 'status' | 'confidence' | 'tags' | 'notes'>

export function textOf(entry: LabelEntry): LabelText {
  const { feature, label, status, confidence, tags, notes } = entry
  return notes === undefined ? { feature, label, status, confidence, tags } : { feature, label, status, confidence, tags, notes }
}

/** True when all three files hold the same labels (the tables also the same facts), and those in `expected` where it is given. */
export async function labelFilesAgree(folder: string, expected?: LabelText[]): Promise<boolean> {
  const csv = readLabelsCsv(join(folder, featuresCsvName))
  const parquet = readParquetRows(join(folder, featuresParquetName))
  try {
    let count = 0
    for await (const entry of readLabels(join(folder, labelsName))) {
      if (expected && !isDeepStrictEqual(textOf(entry), expected[count])) return false
      if (!isDeepStrictEqual(await nextOf(csv), csvLabelFrom(entry))) return false
      if (!isDeepStrictEqual({ ...(await nextOf(parquet)) }, parquetRecord(entry))) return false
      count += 1
    }
    const areOver = (await nextOf(csv)) === undefined && (await nextOf(parquet)) === undefined
    return areOver && (expected === undefined || expected.length === count)
  } finally {
    // Where they differ the tables are not read to their ends.
    await csv.return(undefined)
    await parquet.return(undefined)
  }
}

async function nextOf<T>(items: AsyncGenerator<T>): Promise<T | undefined> {
  const next = await items.next()
  return next.done ? undefined : next.value
}
