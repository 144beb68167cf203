/**
 * Writes labels.jsonl, features.csv and features.parquet side by side in one pass over the features.
 */
import { join } from 'node:path'
import type { ParquetCell } from '../../codecs/parquet/write'
import { createFileWriter, type FileFacts, writeFileWhole } from '../files/file-writer'
import { createParquetWriter } from '../files/parquet-file'
import { csvHead, csvLine, featuresCsvName } from './csv'
import type { LabelEntry } from './entry'
import { jsonLine, labelsJsonSchema, labelsName, labelsSchemaName } from './jsonl'
import { featuresParquetName, parquetCells, parquetColumns } from './parquet'

export interface LabelFiles {
  write(entry: LabelEntry): Promise<void>
  /** Closes all files; facts by name. */
  finish(): Promise<Record<string, FileFacts>>
  abandon(): Promise<void>
}

/** Rows of one group of the Parquet file. */
const groupRows = 10_000

export async function createLabelFiles(folder: string, scope: { notes: boolean; examples: boolean }): Promise<LabelFiles> {
  const lines = await createFileWriter(join(folder, labelsName))
  const csv = await createFileWriter(join(folder, featuresCsvName))
  const parquet = await createParquetWriter(join(folder, featuresParquetName), parquetColumns)
  let waiting: ParquetCell[][] = []
  const flush = async (): Promise<void> => {
    await parquet.write(parquetColumns.map((_, column) => waiting.map((cells) => cells[column])))
    waiting = []
  }
  await csv.write(csvHead(scope))
  return {
    async write(entry) {
      await lines.write(jsonLine(entry))
      await csv.write(csvLine(entry, scope))
      waiting.push(parquetCells(entry))
      if (waiting.length >= groupRows) await flush()
    },
    async finish() {
      await flush()
      return {
        [labelsName]: await lines.finish(),
        [labelsSchemaName]: await writeFileWhole(join(folder, labelsSchemaName), [labelsJsonSchema()]),
        [featuresCsvName]: await csv.finish(),
        [featuresParquetName]: await parquet.finish()
      }
    },
    async abandon() {
      await lines.abandon()
      await csv.abandon()
      await parquet.abandon()
    }
  }
}
