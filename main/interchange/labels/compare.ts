/**
 * Reads the label files back and compares their texts, with each other and with what should be in them.
 */
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type CsvLabel, csvLabelFrom, labelsCsvName, readLabelsCsv } from './csv'
import type { LabelEntry } from './entry'
import { labelsJsonName, readLabelsJson } from './json'

/** What an entry says, without numbers and examples. */
export type LabelText = Pick<LabelEntry, 'feature' | 'label' | 'status' | 'confidence' | 'tags' | 'notes'>

export function textOf(entry: LabelEntry): LabelText {
  const { feature, label, status, confidence, tags, notes } = entry
  return notes === undefined ? { feature, label, status, confidence, tags } : { feature, label, status, confidence, tags, notes }
}

/** True when both files hold the same labels, and those in `expected` where it is given. */
export async function labelFilesAgree(folder: string, expected?: LabelText[]): Promise<boolean> {
  const { entries } = await readLabelsJson(join(folder, labelsJsonName))
  const csv = readLabelsCsv(join(folder, labelsCsvName))
  let count = 0
  for await (const entry of entries) {
    const text = textOf(entry)
    if (expected && !isDeepStrictEqual(text, expected[count])) return false
    if (!isDeepStrictEqual(await nextOf(csv), csvLabelFrom(entry))) return false
    count += 1
  }
  return (await nextOf(csv)) === undefined && (expected === undefined || expected.length === count)
}

async function nextOf(labels: AsyncGenerator<CsvLabel>): Promise<CsvLabel | undefined> {
  const next = await labels.next()
  return next.done ? undefined : next.value
}
