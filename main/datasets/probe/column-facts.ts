/** What the cells of a column are: numbers, a few categories, or text. Cells come block by block. */
import type { ColumnRole, RowColumn } from '../../../contract/records/dataset'
import { numberFromCell } from '../../codecs/csv'
import type { Cell } from '../formats/format'

const maxCategories = 1000

export class ColumnFacts {
  missing = 0
  private cells = 0
  private isNumber = true
  private isFull = false
  private readonly distinct = new Set<string>()

  constructor(
    readonly name: string,
    readonly role: ColumnRole
  ) {}

  add(cells: Cell[]): void {
    this.cells += cells.length
    for (const cell of cells) {
      if (cell === null || cell === '') this.missing += 1
      else this.addValue(cell)
    }
  }

  column(): RowColumn {
    const { name, role } = this
    if (role === 'token' || role === 'image') return { name, role, kind: 'text' }
    if (this.isNumber && this.missing < this.cells) return { name, role, kind: 'number' }
    const repeats = !this.isFull && this.distinct.size * 2 <= this.cells - this.missing
    if (!this.isListed || !repeats) return { name, role, kind: 'text' }
    return { name, role, kind: 'category', categories: [...this.distinct] }
  }

  private get isListed(): boolean {
    return this.role === 'label' || this.role === 'split'
  }

  private addValue(cell: string | number): void {
    if (this.isNumber && typeof cell === 'string') this.isNumber = fitsNumber(cell)
    // Distinct values of other roles are never listed, and there may be millions.
    if (this.isFull || !this.isListed) return
    this.distinct.add(String(cell))
    if (this.distinct.size <= maxCategories) return
    this.isFull = true
    this.distinct.clear()
  }
}

/** Whole numbers beyond 2^53 (ids, hashes) would change as numbers: they stay text. */
function fitsNumber(cell: string): boolean {
  const value = numberFromCell(cell)
  return value !== undefined && Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
}
