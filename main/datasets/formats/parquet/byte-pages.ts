/** Single values of a binary column: images are read one by one, not as the cells of a block. */
import type { InputFile } from '../../files/input-file'
import { Recent } from '../columns/recent'
import { type Group, piecesOf } from './groups'
import type { Leaf } from './leaf'
import { damaged } from './page-values'

/** Pages of images are large: a writer may put 1,000 rows into one. */
const keptBytes = 64 * 1024 * 1024

interface BytesPage {
  byteLength: number
  values: (Uint8Array | undefined)[]
}

export class BytePages {
  private readonly kept = new Recent<BytesPage>(keptBytes)

  constructor(
    private readonly file: InputFile,
    private readonly groups: Group[],
    private readonly leaf: Leaf
  ) {}

  /** Undefined where the row has none. Throws malformed, plain errors of the library. */
  async at(row: number): Promise<Uint8Array | undefined> {
    for await (const { group, page, from } of piecesOf(this.groups, 1, row, row + 1)) {
      const { chunk } = this.groups[group]
      const { values } = await this.kept.get(`${group}:${page.first}`, async () => this.page(await chunk.content(page)))
      return values[from]
    }
    throw damaged(`has fewer values than rows in column “${this.leaf.name}” of “${this.file.name}”`)
  }

  private page({ definition, values }: { definition: Uint8Array | undefined; values: ArrayLike<unknown> }): BytesPage {
    const there = Array.from(values, (value) => (value instanceof Uint8Array ? value : undefined))
    let next = 0
    const placed = definition
      ? Array.from(definition, (level) => (level < this.leaf.maxDefinition ? undefined : there[next++]))
      : there
    return { byteLength: there.reduce((sum, value) => sum + (value?.length ?? 0), 0), values: placed }
  }
}
