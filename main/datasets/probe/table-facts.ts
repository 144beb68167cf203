/**
 * Facts about a row table from one pass: kinds of its columns, documents, missing tokens, and rows worth showing.
 * Memory grows with the number of documents, not of rows.
 */
import type { ColumnRole, RowColumn } from '../../../contract/records/dataset'
import { throwIfCancelled } from '../cancel'
import { DocumentNumbers } from '../documents'
import type { Cell, TableBlock, TableSource } from '../formats/format'
import { rolesIn } from '../image-roles'
import { ColumnFacts } from './column-facts'

export interface TableFacts {
  rows: number
  columns: RowColumn[]
  documents: number
  longestDocument: number
  missingTokens: number
  /** Lowest position of any row; undefined without a position column. */
  firstPosition: number | undefined
  /** First rows of the first documents of different kinds. */
  startRows: number[]
  /** Of the rows asked about, those that are the first of their document. */
  documentStarts: Set<number>
}

/** Rows to show: the beginnings of this many documents. */
const shownDocuments = 4

/** `asked`: rows of which to tell whether they begin a document. */
export async function tableFacts(table: TableSource, asked: number[], signal?: AbortSignal): Promise<TableFacts> {
  const roles = await rolesIn(table)
  const pass = new TablePass(roles, new Set(asked))
  for await (const block of table.blocks(signal)) {
    throwIfCancelled(signal)
    await pass.add(block)
  }
  return pass.finish(table.rows)
}

class TablePass {
  private readonly facts: ColumnFacts[]
  private readonly documents = new DocumentNumbers()
  private readonly lengths: number[] = []
  private readonly starts: number[] = []
  private readonly categoryRows = new Map<string, number>()
  private readonly documentStarts = new Set<number>()
  private firstPosition: number | undefined
  private previousDocument = -2

  constructor(
    roles: Map<string, ColumnRole>,
    private readonly asked: Set<number>
  ) {
    this.facts = [...roles].map(([name, role]) => new ColumnFacts(name, role))
  }

  async add(block: TableBlock): Promise<void> {
    for (const facts of this.facts) {
      const cells = await block.column(facts.name)
      facts.add(cells)
      if (facts.role === 'document') this.addDocuments(cells, block.from)
      if (facts.role === 'position') this.addPositions(cells)
      if (facts === this.firstLabel()) this.addCategories(cells, block.from)
    }
  }

  finish(rows: number): TableFacts {
    const label = this.firstLabel()?.column()
    const byCategory = label?.kind === 'category' ? [...this.categoryRows.values()] : []
    return {
      rows,
      columns: this.facts.map((facts) => facts.column()),
      documents: this.documents.count,
      longestDocument: this.lengths.reduce((most, length) => Math.max(most, length), 0),
      missingTokens: this.facts.find(({ role }) => role === 'token')?.missing ?? 0,
      firstPosition: this.firstPosition,
      startRows: (byCategory.length > 1 ? byCategory : this.starts).slice(0, shownDocuments),
      documentStarts: this.documentStarts
    }
  }

  private firstLabel(): ColumnFacts | undefined {
    return this.facts.find(({ role }) => role === 'label')
  }

  private addDocuments(cells: Cell[], from: number): void {
    for (const [index, cell] of cells.entries()) {
      const document = this.documents.of(cell)
      if (document >= 0) this.lengths[document] = (this.lengths[document] ?? 0) + 1
      if (document !== this.previousDocument) {
        if (this.asked.has(from + index)) this.documentStarts.add(from + index)
        if (this.starts.length < shownDocuments) this.starts.push(from + index)
      }
      this.previousDocument = document
    }
  }

  private addPositions(cells: Cell[]): void {
    for (const cell of cells) {
      const position = cell === null ? Number.NaN : Number(cell)
      if (Number.isInteger(position) && !(position >= (this.firstPosition ?? Number.POSITIVE_INFINITY))) {
        this.firstPosition = position
      }
    }
  }

  private addCategories(cells: Cell[], from: number): void {
    if (this.categoryRows.size > shownDocuments) return
    for (const [index, cell] of cells.entries()) {
      const name = String(cell)
      if (cell !== null && !this.categoryRows.has(name)) this.categoryRows.set(name, from + index)
      if (this.categoryRows.size > shownDocuments) return
    }
  }
}
