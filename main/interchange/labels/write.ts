/**
 * Writes labels.json and labels.csv side by side in one pass over the features.
 */
import { join } from 'node:path'
import { createFileWriter, type FileFacts } from '../files/file-writer'
import { csvHead, csvLine, labelsCsvName } from './csv'
import type { LabelEntry, LabelsHead } from './entry'
import { jsonEnd, jsonLine, jsonStart, labelsJsonName } from './json'

export interface LabelFiles {
  write(entry: LabelEntry): Promise<void>
  /** Closes both files; facts by name. */
  finish(): Promise<Record<string, FileFacts>>
  abandon(): Promise<void>
}

export async function createLabelFiles(
  folder: string,
  head: Omit<LabelsHead, 'schema' | 'version'>,
  scope: { notes: boolean; examples: boolean }
): Promise<LabelFiles> {
  const json = await createFileWriter(join(folder, labelsJsonName))
  const csv = await createFileWriter(join(folder, labelsCsvName))
  let first = true
  await json.write(jsonStart(head))
  await csv.write(csvHead(scope))
  return {
    async write(entry) {
      await json.write(jsonLine(entry, first))
      await csv.write(csvLine(entry, scope))
      first = false
    },
    async finish() {
      await json.write(jsonEnd)
      return { [labelsJsonName]: await json.finish(), [labelsCsvName]: await csv.finish() }
    },
    async abandon() {
      await json.abandon()
      await csv.abandon()
    }
  }
}
