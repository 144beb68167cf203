/**
 * Numbers of a column of lists. Parquet keeps no offsets: for every value it says in which list it begins anew. A page is
 * checked against the places where lists of equal length begin; then its values are one run of numbers.
 */
import type { Dtype } from '../../../../contract/records/basics'
import { type InputFile, namedError } from '../../files/input-file'
import { counted, grouped } from '../../numbers-in-text'
import { cellFrom } from '../cells'
import { elementsPerRow, type VectorColumn } from '../columns/column'
import { Recent } from '../columns/recent'
import type { Cell } from '../format'
import type { PagePlace } from './chunk'
import { type Group, piecesOf, readable } from './groups'
import type { Leaf } from './leaf'
import { allAre, type PageContent } from './page'
import { damaged } from './page-values'

const keptBytes = 96 * 1024 * 1024

/** Entries of a page in order; `missing` where there is no value. */
interface Entries {
  byteLength: number
  values: ArrayLike<unknown>
  missing: Uint8Array | undefined
}

export class ListPages implements VectorColumn {
  readonly name: string
  readonly dtype: Dtype | undefined
  private readonly kept = new Recent<Entries>(keptBytes)
  private readonly perRow: number

  private constructor(
    private readonly file: InputFile,
    private readonly groups: Group[],
    private readonly leaf: Leaf,
    /** Sizes of the lists, and of the row where a tensor has more of them. */
    private readonly listSizes: number[],
    readonly sizes: number[]
  ) {
    this.name = leaf.name
    this.dtype = leaf.dtype
    this.perRow = elementsPerRow({ sizes: listSizes })
    this.cells = this.cells.bind(this)
  }

  /** Throws wrong-shape with a row that has another number of values than the first. */
  static async open(file: InputFile, groups: Group[], leaf: Leaf, sizesOf: (lists: number[]) => number[]): Promise<ListPages> {
    const lists = await firstSizes(groups[0], leaf)
    const column = new ListPages(file, groups, leaf, lists, sizesOf(lists))
    const odd = groups.find(({ rows, chunk }) => rows * column.perRow !== chunk.entries)
    if (odd) await column.findOdd(odd)
    return column
  }

  async read(start: number, count: number, into: Float32Array): Promise<void> {
    await readable(this.file, async () => {
      let at = 0
      for await (const { group, page, from, to } of piecesOf(this.groups, this.perRow, start, start + count)) {
        writeNumbers(await this.page(group, page), from, to, into, at)
        at += to - from
      }
      if (at !== count) throw damaged(`has fewer values than rows in column “${this.name}”`)
    })
  }

  async cells(start: number, count: number): Promise<Cell[]> {
    const cells: Cell[] = []
    for await (const { group, page, from, to } of piecesOf(this.groups, this.perRow, start, start + count)) {
      const { values, missing } = await readable(this.file, () => this.page(group, page))
      for (let i = from; i < to; i += 1) cells.push(missing?.[i] === 1 ? null : cellFrom(values[i]))
    }
    return cells
  }

  private page(group: number, page: PagePlace): Promise<Entries> {
    const { chunk, start } = this.groups[group]
    return this.kept.get(`${group}:${page.first}`, async () => {
      const content = await chunk.content(page)
      this.check(content, start, page.first)
      return entriesOf(content, this.leaf)
    })
  }

  /** Every list must begin where lists of equal length do, and have its values. */
  private check({ repetition, definition }: PageContent, startRow: number, first: number): void {
    const { maxRepetition, maxDefinition, element } = this.leaf
    const begins = expectedLevels(this.listSizes, maxRepetition, first, repetition?.length ?? 0)
    const odd = repetition ? firstDifference(repetition, begins) : -1
    const lowest = maxDefinition - (element.repetition_type === 'REQUIRED' ? 0 : 1)
    const absent = !definition || allAre(definition, maxDefinition) ? -1 : definition.findIndex((level) => level < lowest)
    const at = odd >= 0 && absent >= 0 ? Math.min(odd, absent) : Math.max(odd, absent)
    if (at >= 0) throw this.ragged(startRow + Math.floor((first + at) / this.perRow))
  }

  /** The numbers say that rows differ in a row group: reads it up to the first that does. */
  private async findOdd({ start, rows, chunk }: Group): Promise<never> {
    for (const page of await chunk.pages()) this.check(await chunk.content(page), start, page.first)
    throw this.ragged(start + rows - 1)
  }

  private ragged(row: number): Error {
    const expected = counted(this.perRow, 'value')
    return namedError(
      'wrong-shape',
      this.file.path,
      `has another number of values than ${expected} in row ${grouped(row)} of column “${this.name}”, or none`,
      'Every row needs a vector of the same length: pad or cut them, and leave rows without one out.'
    )
  }
}

/** Levels of entries first … first + count − 1 where all lists have these sizes: 0 where a row begins, 1 where a list in it does … */
function expectedLevels(sizes: number[], max: number, first: number, count: number): Uint8Array {
  const levels = new Uint8Array(count).fill(max)
  for (let level = sizes.length - 1; level >= 0; level -= 1) {
    const stride = elementsPerRow({ sizes: sizes.slice(level) })
    for (let at = (stride - (first % stride)) % stride; at < count; at += stride) levels[at] = level
  }
  return levels
}

/** −1 where both are the same. Comparing is native; only what differs is looked at one by one. */
function firstDifference(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b) === 0 ? -1 : a.findIndex((value, index) => value !== b[index])
}

/** Sizes of the lists of the first row of a group: where its values begin anew, by level. */
async function firstSizes({ chunk }: Group, { maxRepetition }: Leaf): Promise<number[]> {
  /** How often a list of each level begins within the row. */
  const begins = new Array<number>(maxRepetition + 1).fill(0)
  for (const page of await chunk.pages()) {
    const { repetition = new Uint8Array(0) } = await chunk.content(page)
    for (const level of repetition) {
      if (level === 0 && begins[0] > 0) return sizesFrom(begins)
      begins[level] += 1
    }
  }
  return sizesFrom(begins)
}

/** A value of level l begins one list of every level from l on. */
function sizesFrom(begins: number[]): number[] {
  const upTo = begins.map((_, level) => begins.slice(0, level + 1).reduce((a, b) => a + b, 0))
  return upTo.slice(1).map((count, level) => Math.floor(count / upTo[level]))
}

function entriesOf({ definition, values }: PageContent, { maxDefinition, dtype }: Leaf): Entries {
  const bytesPer = 'byteLength' in values && values.length > 0 ? values.byteLength / values.length : 48
  const byteLength = (definition?.length ?? values.length) * bytesPer
  if (!definition || definition.length === values.length)
    return { byteLength, values: values as ArrayLike<unknown>, missing: undefined }
  const missing = definition.map((level) => (level < maxDefinition ? 1 : 0))
  const all: unknown[] | Float64Array = dtype?.startsWith('f')
    ? new Float64Array(definition.length)
    : new Array(definition.length)
  let next = 0
  for (let i = 0; i < definition.length; i += 1) {
    all[i] = (missing[i] === 1 ? Number.NaN : values[next]) as number
    next += 1 - missing[i]
  }
  return { byteLength, values: all, missing }
}

function writeNumbers({ values }: Entries, from: number, to: number, into: Float32Array, at: number): void {
  if (values instanceof Float32Array || values instanceof Float64Array || values instanceof Int32Array) {
    into.set(values.subarray(from, to), at)
  } else for (let i = from; i < to; i += 1) into[at + i - from] = Number(values[i])
}
