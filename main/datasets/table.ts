/** Opens the row table of a file: a table of its own, or the text columns beside activations in a csv. */
import type { ArraySource } from '../../contract/records/basics'
import { fileError, InputFile, namedError } from './files/input-file'
import type { TableSource } from './formats/format'
import { openFormat } from './formats/registry'

export interface OpenTable extends TableSource {
  close(): Promise<void>
}

/** Throws what opening a file throws, and unsupported when it holds no table. */
export async function openTable(source: ArraySource, signal?: AbortSignal): Promise<OpenTable> {
  const file = await InputFile.open(source.path)
  try {
    const { table } = (await openFormat(file, signal)).opened
    if (!table)
      throw namedError('unsupported', source.path, 'holds no row table', 'A row table is a .parquet, .jsonl or .csv file.')
    return { ...table, close: () => file.close() }
  } catch (thrown) {
    await file.close()
    throw fileError(thrown, source.path)
  }
}

/** The table inside the file of the activations itself; undefined where its format has none. */
export async function openOwnTable(source: ArraySource, signal?: AbortSignal): Promise<OpenTable | undefined> {
  const file = await InputFile.open(source.path)
  try {
    const { table } = (await openFormat(file, signal)).opened
    if (table) return { ...table, close: () => file.close() }
    await file.close()
    return undefined
  } catch (thrown) {
    await file.close()
    throw fileError(thrown, source.path)
  }
}
