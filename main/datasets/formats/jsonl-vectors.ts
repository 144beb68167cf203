/** Lists of numbers in lines of JSON: [d] or [positions][d] per line, of one shape in all lines. */
import type { Dtype } from '../../../contract/records/basics'
import { isAboutRow } from '../column-roles'
import { grouped } from '../numbers-in-text'
import { elementsPerRow, type VectorColumn } from './columns/column'
import type { Cell } from './format'
import type { JsonLines, Line } from './jsonl-lines'

const maxLevels = 3

/** The shape of nested lists of numbers by their first elements; undefined for anything else. */
export function sizesOfLists(value: unknown): number[] | undefined {
  const sizes: number[] = []
  let at = value
  while (Array.isArray(at)) {
    if (at.length === 0 || sizes.length === maxLevels) return undefined
    sizes.push(at.length)
    at = at[0]
  }
  return sizes.length > 0 && isNumber(at) ? sizes : undefined
}

export class JsonVectors implements VectorColumn {
  readonly dtype: Dtype
  private readonly perRow: number

  constructor(
    private readonly lines: JsonLines,
    readonly name: string,
    readonly sizes: number[]
  ) {
    this.dtype = isAboutRow(name) ? 'i64' : 'f32'
    this.perRow = elementsPerRow({ sizes })
    this.cells = this.cells.bind(this)
  }

  async read(start: number, count: number, into: Float32Array): Promise<void> {
    await this.each(start, count, (value, at) => {
      into[at] = value ?? Number.NaN
    })
  }

  async cells(start: number, count: number): Promise<Cell[]> {
    const cells: Cell[] = new Array(count)
    await this.each(start, count, (value, at) => {
      cells[at] = value
    })
    return cells
  }

  private async each(start: number, count: number, write: (value: number | null, at: number) => void): Promise<void> {
    const end = start + count
    const numbers: (number | null)[] = []
    await this.lines.each(Math.floor(start / this.perRow), Math.ceil(end / this.perRow), (line, row) => {
      this.flatten(line, row, numbers)
      const begin = row * this.perRow
      for (let element = Math.max(start, begin); element < Math.min(end, begin + this.perRow); element += 1)
        write(numbers[element - begin], element - start)
    })
  }

  /** Numbers of a line in order. Throws wrong-shape, malformed with the line. */
  private flatten(line: Line, row: number, into: (number | null)[]): void {
    into.length = 0
    const add = (value: unknown, level: number): void => {
      if (level === this.sizes.length) into.push(this.numberFrom(value, row))
      else if (!Array.isArray(value) || value.length !== this.sizes[level]) throw this.otherShape(value, level, row)
      else for (const item of value) add(item, level + 1)
    }
    add(line[this.name], 0)
  }

  private numberFrom(value: unknown, row: number): number | null {
    if (isNumber(value)) return value
    throw this.lines.error(row, `has ${String(JSON.stringify(value)).slice(0, 40)} where a number belongs`, 'Correct the line.')
  }

  private otherShape(value: unknown, level: number, row: number): Error {
    const own = Array.isArray(value) ? `a list of ${grouped(value.length)}` : 'no list'
    const what = `has ${own}${this.name === '' ? '' : ` as “${this.name}”`}, not of ${grouped(this.sizes[level])} as before,`
    return this.lines.error(row, what, 'Every line needs a vector of the same length: pad or cut them.', 'wrong-shape')
  }
}

/** Missing numbers are written as null: JSON has no NaN. */
function isNumber(value: unknown): value is number | null {
  return typeof value === 'number' || value === null
}
