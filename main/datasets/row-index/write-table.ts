/** Writes what the row table says of each row into the folder of a row index: tokens, documents, positions, labels. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ColumnRole, RowColumn } from '../../../contract/records/dataset'
import { throwIfCancelled } from '../cancel'
import { DocumentNumbers, placeInShape } from '../documents'
import { OpenFiles } from '../files/open-files'
import type { Cell, TableBlock, TableSource } from '../formats/format'
import { ColumnWriter, TextWriter } from './column-writer'
import { type LabelWriter, labelWriter } from './label-writer'
import { indexFiles, type RowIndexRecord } from './layout'
import { type TableRules, UseMarks } from './use-marks'

/** What is known of the rows besides the table: their number and the array's shape, which may tell sequences. */
export interface RowsShape {
  rows: number
  shape: number[]
}

export interface TableContent {
  table: TableSource
  columns: RowColumn[]
  /** What the table decides about the use of rows. */
  rules: TableRules
}

const blockRows = 65_536

/** Writes all files but uses and record; gives the record. Throws config when the rules do not fit the table. */
export async function writeTable(
  folder: string,
  array: RowsShape,
  content: TableContent | undefined,
  signal?: AbortSignal
): Promise<RowIndexRecord> {
  const files = new OpenFiles()
  try {
    const writer = await TableWriter.create(folder, array, content?.columns ?? [], files)
    const marks = content && (await UseMarks.create(folder, content.rules, files))
    for await (const block of content?.table.blocks(signal) ?? bareBlocks(array)) {
      throwIfCancelled(signal)
      await writer.add(block)
      await marks?.add(block)
    }
    const hasWeights = (await marks?.finish()) ?? false
    return { ...(await writer.finish()), ...(hasWeights ? { hasWeights } : {}) }
  } finally {
    await files.close()
  }
}

/** Without a table the shape alone speaks; there is nothing to write for a plain [rows, d]. */
function* bareBlocks({ rows, shape }: RowsShape): Iterable<TableBlock> {
  if (shape.length < 3) return
  for (let from = 0; from < rows; from += blockRows) {
    yield { from, rows: Math.min(blockRows, rows - from), column: async () => [] }
  }
}

interface Writers {
  tokens?: TextWriter
  documents?: ColumnWriter
  positions?: ColumnWriter
  labels: LabelWriter[]
}

class TableWriter {
  private readonly documents = new DocumentNumbers()
  private previousDocument = -1
  private nextPosition = 0

  private constructor(
    private readonly folder: string,
    private readonly array: RowsShape,
    private readonly columns: RowColumn[],
    private readonly writers: Writers
  ) {}

  static async create(folder: string, array: RowsShape, columns: RowColumn[], files: OpenFiles): Promise<TableWriter> {
    const has = (role: ColumnRole): boolean => columns.some((column) => column.role === role)
    const writers: Writers = { labels: [] }
    const isGrid = array.shape.length > 2
    if (has('token') || has('token-id')) writers.tokens = files.keep(await TextWriter.create(folder, indexFiles.tokens))
    if (has('document') || isGrid) writers.documents = files.keep(await ColumnWriter.create(folder, indexFiles.documents))
    if (has('position') || writers.documents)
      writers.positions = files.keep(await ColumnWriter.create(folder, indexFiles.positions))
    for (const [index, column] of labelColumns(columns).entries()) {
      writers.labels.push(files.keep(await labelWriter(folder, index, column)))
    }
    return new TableWriter(folder, array, columns, writers)
  }

  async add(block: TableBlock): Promise<void> {
    await this.writers.tokens?.append(await this.tokens(block))
    const documents = this.writers.documents && (await this.documentsOf(block))
    if (documents) await this.writers.documents?.append(documents)
    await this.writers.positions?.append(await this.positionsOf(block, documents))
    for (const [index, column] of labelColumns(this.columns).entries()) {
      await this.writers.labels[index].append(await block.column(column.name))
    }
  }

  async finish(): Promise<RowIndexRecord> {
    const { tokens, documents, positions, labels } = this.writers
    for (const writer of [tokens, documents, positions, ...labels]) await writer?.finish()
    const names = this.documents.names()
    const namedDocuments = names.some((name, ordinal) => name !== String(ordinal))
    if (namedDocuments) await writeFile(join(this.folder, indexFiles.documentNames), JSON.stringify(names), { flush: true })
    return {
      version: 1,
      rows: this.array.rows,
      hasTokens: tokens !== undefined,
      hasPositions: positions !== undefined,
      documents: this.documents.count,
      namedDocuments,
      labels: labelColumns(this.columns).map(({ name, kind, categories }) => ({ name, kind, ...(categories && { categories }) }))
    }
  }

  /** Text, or the id as #966 where there is no text column. */
  private async tokens(block: TableBlock): Promise<string[]> {
    const text = this.named('token')
    if (text) return (await block.column(text)).map((cell) => String(cell ?? ''))
    const ids = await block.column(this.named('token-id') ?? '')
    return ids.map((cell) => (cell === null ? '' : `#${cell}`))
  }

  private async documentsOf(block: TableBlock): Promise<Int32Array> {
    const name = this.named('document')
    const cells: Cell[] = name
      ? await block.column(name)
      : Array.from({ length: block.rows }, (_, index) => placeInShape(this.array.shape, block.from + index).sequence)
    return Int32Array.from(cells, (cell) => this.documents.of(cell))
  }

  /** From the column, from the shape, or counted within each document. */
  private async positionsOf(block: TableBlock, documents: Int32Array | undefined): Promise<Int32Array> {
    const name = this.named('position')
    if (name) return Int32Array.from(await block.column(name), positionFrom)
    if (this.array.shape.length > 2 && !this.named('document')) {
      return Int32Array.from({ length: block.rows }, (_, index) => placeInShape(this.array.shape, block.from + index).position)
    }
    return Int32Array.from(documents ?? [], (document) => {
      if (document !== this.previousDocument) this.nextPosition = 0
      this.previousDocument = document
      this.nextPosition += 1
      return this.nextPosition - 1
    })
  }

  private named(role: ColumnRole): string | undefined {
    return this.columns.find((column) => column.role === role)?.name
  }
}

function labelColumns(columns: RowColumn[]): RowColumn[] {
  return columns.filter(({ role }) => role === 'label' || role === 'split')
}

function positionFrom(cell: Cell): number {
  const position = cell === null || cell === '' ? Number.NaN : Number(cell)
  return Number.isInteger(position) && position >= 0 && position < 2 ** 31 ? position : -1
}
