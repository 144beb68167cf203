/**
 * Opens the row table behind a source: a table of its own, the columns beside activations in their file, or an array of token
 * ids. Text comes from a vocabulary where the table has ids only.
 */
import type { ArraySource } from '../../contract/records/basics'
import { columnRoles } from './column-roles'
import type { OpenedFile, TableSource } from './formats/format'
import { openSource } from './open-source'
import { tableInRange } from './row-range'
import { noTable, tableIn, tokenArray } from './token-array'
import { type Vocabulary, withTokens } from './vocabulary'

export interface OpenTable extends TableSource {
  /** Its text is from the vocabulary. */
  usesVocabulary: boolean
  /** Arrays of the file that are its columns. */
  arrays: string[]
  close(): Promise<void>
}

export interface TableOptions {
  /** Rows of the activations, where they are known: among several arrays of ids the one that fits is taken. */
  rows?: number
  vocabulary?: Vocabulary | undefined
  signal?: AbortSignal | undefined
}

/** Throws what opening a file throws, and unsupported when it holds no table. One of other rows is for the caller to refuse. */
export async function openTable(source: ArraySource, o: TableOptions = {}): Promise<OpenTable> {
  const { rows: _, ...ofAnyRows } = o
  const table = (await openOwnTable(source, o)) ?? (await openOwnTable(source, ofAnyRows))
  if (table) return table
  throw noTable(source)
}

/** The table inside the file of the activations itself; undefined where its format has none. */
export async function openOwnTable(source: ArraySource, o: TableOptions = {}): Promise<OpenTable | undefined> {
  const opened = await openSource(source, o.signal)
  try {
    // Of a range it is the whole table that is looked for, which has another number of rows.
    const whole = tableIn(opened, source, source.range ? undefined : o.rows)
    const table = whole && tableInRange(whole, source)
    const read = table && withText(table, o.vocabulary)
    if (read) return { ...read, usesVocabulary: read !== table, arrays: arraysOf(opened, whole), close: () => opened.close() }
  } catch (thrown) {
    await opened.close()
    throw thrown
  }
  await opened.close()
  return undefined
}

/** Columns of arrays have their names, but for token ids: those are of the array that no column is named after. */
function arraysOf(opened: OpenedFile, table: TableSource): string[] {
  if (opened.table === table) return []
  const ids = tokenArray(opened.arrays, undefined, table.rows)?.name
  return opened.arrays.map(({ name }) => name).filter((name) => name !== '' && (name === ids || table.columns.includes(name)))
}

/** With text for its token ids, where it has ids and no text of its own. */
function withText(table: TableSource, vocabulary: Vocabulary | undefined): TableSource {
  const roles = [...columnRoles(table.columns)]
  const ids = roles.find(([, role]) => role === 'token-id')?.[0]
  const hasText = roles.some(([, role]) => role === 'token')
  return vocabulary && ids !== undefined && !hasText ? withTokens(table, ids, vocabulary) : table
}
