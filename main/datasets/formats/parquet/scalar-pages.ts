/** Cells of a column with one value per row. */
import type { InputFile } from '../../files/input-file'
import { cellFrom } from '../cells'
import { Recent } from '../columns/recent'
import type { Cell } from '../format'
import { type Group, piecesOf } from './groups'
import type { Leaf } from './leaf'
import type { PageContent } from './page'
import { damaged } from './page-values'

const keptBytes = 32 * 1024 * 1024
/** What a cell is taken to weigh. */
const bytesPerCell = 48

interface CellPage {
  byteLength: number
  cells: Cell[]
}

export class ScalarPages {
  private readonly kept = new Recent<CellPage>(keptBytes)

  constructor(
    private readonly file: InputFile,
    private readonly groups: Group[],
    private readonly leaf: Leaf
  ) {}

  async cells(from: number, to: number): Promise<Cell[]> {
    const parts: Cell[][] = []
    for await (const { group, page, from: first, to: end } of piecesOf(this.groups, 1, from, to)) {
      const { chunk, rows } = this.groups[group]
      if (chunk.entries !== rows) throw damaged(`has ${chunk.entries} values in ${rows} rows of “${this.file.name}”`)
      const { cells } = await this.kept.get(`${group}:${page.first}`, async () => this.page(await chunk.content(page)))
      parts.push(cells.slice(first, end))
    }
    const cells = parts.length === 1 ? parts[0] : parts.flat()
    if (cells.length !== to - from) throw damaged(`has fewer values than rows in column “${this.leaf.name}”`)
    return cells
  }

  private page({ definition, values }: PageContent): CellPage {
    const there = Array.from(values as ArrayLike<unknown>, cellFrom)
    const cells = definition ? spread(there, definition, this.leaf.maxDefinition) : there
    return { byteLength: cells.length * bytesPerCell, cells }
  }
}

function spread(there: Cell[], definition: Uint8Array, max: number): Cell[] {
  if (there.length === definition.length) return there
  let next = 0
  return Array.from(definition, (level) => {
    if (level < max) return null
    next += 1
    return there[next - 1]
  })
}
