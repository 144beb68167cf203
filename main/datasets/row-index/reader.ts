/** Reads a row index: what is known of each row of a data set, a window at a time, without the row table. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { LoupeError } from '../../../contract/wire/errors'
import { OpenFiles } from '../files/open-files'
import { damaged, NumberColumn, TextColumn } from './index-files'
import { type CategoryColumn, type LabelReader, openLabel } from './label-reader'
import { indexFiles, RowIndexRecord } from './layout'

/** What is known of each row. `from` … `to` − 1 are clipped to the rows there are; memory is that of the window. */
export interface RowIndex {
  readonly rows: number
  readonly hasTokens: boolean
  readonly hasDocuments: boolean
  readonly hasPositions: boolean
  /** Number of documents. */
  readonly documentCount: number
  readonly labelColumns: string[]
  /** Token text, '' where missing. */
  tokens(from: number, to: number): Promise<string[]>
  /** Ordinal of the document, −1 where there is none. */
  documents(from: number, to: number): Promise<Int32Array>
  /** Position in the document, −1 where there is none. */
  positions(from: number, to: number): Promise<Int32Array>
  /** 0 train, 1 validation, 2 left out. */
  uses(from: number, to: number): Promise<Uint8Array>
  /** How often each row is drawn per epoch; undefined where every row is drawn once. */
  weights?(from: number, to: number): Promise<Float32Array>
  /** As in the row table. */
  documentName(ordinal: number): string
  /** Label columns of a row; those without a value are left out. */
  labels(row: number): Promise<Record<string, string>>
  /** A whole label column as categories; throws not-found with the columns there are, unsupported for one with too many values. */
  categories(column: string): Promise<CategoryColumn>
  close(): Promise<void>
}

/** Throws `damaged` when the folder is not a whole row index. */
export async function openRowIndex(folder: string): Promise<RowIndex> {
  const record = await readRecord(folder)
  const columns = new OpenFiles()
  try {
    return await readerOf(folder, record, columns)
  } catch (thrown) {
    await columns.close()
    throw thrown
  }
}

async function readerOf(folder: string, record: RowIndexRecord, columns: OpenFiles): Promise<RowIndex> {
  const { rows } = record
  const numbers = async (wanted: boolean, name: string, width: number): Promise<NumberColumn | undefined> =>
    wanted ? columns.keep(await NumberColumn.open(folder, name, rows, width)) : undefined
  const uses = columns.keep(await NumberColumn.open(folder, indexFiles.uses, rows, 1))
  const tokens = record.hasTokens ? columns.keep(await TextColumn.open(folder, indexFiles.tokens, rows)) : undefined
  const documents = await numbers(record.documents > 0, indexFiles.documents, 4)
  const positions = await numbers(record.hasPositions, indexFiles.positions, 4)
  const weights = await numbers(record.hasWeights === true, indexFiles.weights, 4)
  const labels: LabelReader[] = []
  for (const index of record.labels.keys()) labels.push(columns.keep(await openLabel(folder, record, index)))
  const names = record.namedDocuments ? await readNames(folder) : undefined
  const window = <T>(read: (from: number, to: number) => Promise<T>) => {
    return (from: number, to: number): Promise<T> => read(Math.max(0, from), Math.max(0, from, Math.min(to, rows)))
  }
  return {
    rows,
    hasTokens: record.hasTokens,
    hasDocuments: record.documents > 0,
    hasPositions: record.hasPositions,
    documentCount: record.documents,
    labelColumns: record.labels.map(({ name }) => name),
    tokens: window(async (from, to) => (tokens ? tokens.read(from, to) : new Array<string>(to - from).fill(''))),
    documents: window(async (from, to) => integers(documents, from, to)),
    positions: window(async (from, to) => integers(positions, from, to)),
    uses: window(async (from, to) => new Uint8Array(await uses.read(from, to))),
    ...(weights ? { weights: window(async (from, to) => new Float32Array(await weights.read(from, to))) } : {}),
    documentName: (ordinal) => names?.[ordinal] ?? String(ordinal),
    labels: async (row) => {
      const found: Record<string, string> = {}
      for (const label of labels) {
        const value = await label.read(row)
        if (value !== '') found[label.name] = value
      }
      return found
    },
    categories: async (name) => (labels.find((label) => label.name === name) ?? refuse(name, labels)).categories(),
    close: () => columns.close()
  }
}

function refuse(name: string, labels: LabelReader[]): never {
  const known = labels.map((label) => label.name).join(', ')
  throw new LoupeError('not-found', `The rows have no label column “${name}”`, {
    hint: known ? `There are: ${known}.` : 'The row table has no column of labels. Make a project with one that has.',
    place: name
  })
}

async function integers(column: NumberColumn | undefined, from: number, to: number): Promise<Int32Array> {
  return column ? new Int32Array(await column.read(from, to)) : new Int32Array(to - from).fill(-1)
}

async function readRecord(folder: string): Promise<RowIndexRecord> {
  try {
    return RowIndexRecord.parse(JSON.parse(await readFile(join(folder, indexFiles.record), 'utf8')))
  } catch (cause) {
    throw damaged(folder, `${indexFiles.record} is missing or can not be read`, cause)
  }
}

async function readNames(folder: string): Promise<string[]> {
  try {
    return z.array(z.string()).parse(JSON.parse(await readFile(join(folder, indexFiles.documentNames), 'utf8')))
  } catch (cause) {
    throw damaged(folder, `${indexFiles.documentNames} is missing or can not be read`, cause)
  }
}
