/**
 * What the row table says about the use of each row, written while the table is read: which rows the filter leaves out, which
 * validate or test by the split column, how much each weighs.
 */
import { join } from 'node:path'
import type { RowFilter, RowWeights } from '../../../contract/records/dataset'
import { LoupeError } from '../../../contract/wire/errors'
import type { OpenFiles } from '../files/open-files'
import type { Cell, TableBlock } from '../formats/format'
import { grouped } from '../numbers-in-text'
import { splitUse } from '../split'
import { ColumnWriter } from './column-writer'
import { indexFiles } from './layout'

export interface TableRules {
  filter?: RowFilter
  weights?: RowWeights
  /** Name of the column that says train, validation or test. */
  splitColumn?: string
}

/** Codes of marks: the first that holds. */
export const markCodes = { none: 0, filtered: 1, test: 2, validation: 3 } as const

/** [rows] u8; only while a data set is made, and only with a filter or a split column. */
const marksFile = 'marks.u8'

/** Where the marks of these rules are, if they make any. */
export function marksPath(folder: string, { filter, splitColumn }: TableRules): string | undefined {
  return filter || splitColumn !== undefined ? join(folder, marksFile) : undefined
}

export class UseMarks {
  private readonly filterColumn: NamedValues | undefined
  private readonly weightColumn: NamedValues | undefined
  private readonly kept: Set<string>
  private readonly weightOf: Map<string, number>

  private constructor(
    private readonly rules: TableRules,
    private readonly marks: ColumnWriter | undefined,
    private readonly weights: ColumnWriter | undefined
  ) {
    this.kept = new Set(rules.filter?.values)
    this.weightOf = new Map(Object.entries(rules.weights?.weights ?? {}))
    if (rules.filter) this.filterColumn = new NamedValues(rules.filter.column, this.kept)
    if (rules.weights) this.weightColumn = new NamedValues(rules.weights.column, this.weightOf.keys())
  }

  static async create(folder: string, rules: TableRules, files: OpenFiles): Promise<UseMarks> {
    const hasMarks = marksPath(folder, rules) !== undefined
    const marks = hasMarks ? files.keep(await ColumnWriter.create(folder, marksFile)) : undefined
    const weights = rules.weights ? files.keep(await ColumnWriter.create(folder, indexFiles.weights)) : undefined
    return new UseMarks(rules, marks, weights)
  }

  /** Throws config where the split column holds another word than it may. */
  async add(block: TableBlock): Promise<void> {
    await this.marks?.append(await this.marksOf(block))
    if (!this.weightColumn) return
    const texts = await this.weightColumn.texts(block)
    await this.weights?.append(Float32Array.from(texts, (text) => this.weightOf.get(text) ?? 1))
  }

  /** Gives whether there are weights. Throws config when a value that was named is in no row. */
  async finish(): Promise<boolean> {
    this.filterColumn?.check('filter')
    this.weightColumn?.check('weights')
    await this.marks?.finish()
    await this.weights?.finish()
    return this.weights !== undefined
  }

  private async marksOf(block: TableBlock): Promise<Uint8Array> {
    const marks = new Uint8Array(block.rows)
    const { splitColumn } = this.rules
    if (splitColumn !== undefined) {
      const cells = await block.column(splitColumn)
      for (let i = 0; i < block.rows; i += 1) marks[i] = markOfSplit(cells[i], splitColumn, block.from + i)
    }
    const texts = (await this.filterColumn?.texts(block)) ?? []
    for (const [i, text] of texts.entries()) if (!this.kept.has(text)) marks[i] = markCodes.filtered
    return marks
  }
}

function markOfSplit(cell: Cell, column: string, row: number): number {
  const use = splitUse(cell)
  if (use === 'train') return markCodes.none
  if (use !== undefined) return markCodes[use]
  throw new LoupeError('config', `The split column “${column}” holds “${cell}” in row ${grouped(row)}.`, {
    hint: 'It may hold train, validation (val, valid, dev) or test; or split by document or by row.'
  })
}

/** Values told in an error. */
const toldValues = 20

/** A column of which some values were named: each has to be there, or it was misspelled. */
class NamedValues {
  private readonly absent: Set<string>
  private readonly seen = new Set<string>()

  constructor(
    private readonly column: string,
    named: Iterable<string>
  ) {
    this.absent = new Set(named)
  }

  /** The cells as text; '' where there is nothing. */
  async texts(block: TableBlock): Promise<string[]> {
    const texts = (await block.column(this.column)).map((cell) => String(cell ?? ''))
    for (const text of texts) {
      if (this.absent.size > 0) this.absent.delete(text)
      if (this.seen.size <= toldValues) this.seen.add(text)
    }
    return texts
  }

  check(what: string): void {
    const [value] = this.absent
    if (value === undefined) return
    const known = [...this.seen].slice(0, toldValues).map((text) => (text === '' ? 'nothing' : text))
    const more = this.seen.size > toldValues ? ' …' : ''
    throw new LoupeError('config', `No row has “${value}” in the column “${this.column}” (${what}).`, {
      hint: `It holds: ${known.join(', ')}${more}.`,
      place: this.column
    })
  }
}
