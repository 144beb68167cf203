/**
 * Columns of vectors: lists, fixed-size lists and tensors, nested once or more, down to numbers. In a batch the numbers of all
 * rows lie in one run, which is found by checking that every list has the size of the first.
 */
import type { ArrowField, ColumnPlace } from '../../../codecs/arrow/schema'
import { bytesPerElement } from '../../../codecs/dtypes'
import { type InputFile, namedError } from '../../files/input-file'
import { counted, grouped } from '../../numbers-in-text'
import type { ArrowBatches } from './batches'
import type { ArrowRecord } from './record'

export interface Levels {
  /** Lists from the outermost to the innermost. */
  lists: ColumnPlace[]
  leaf: ColumnPlace
}

const offsetsPerRead = 131_072
const maxLevels = 4

/** The lists of a column; undefined when it has none, or does not end in single values. */
export function levelsOf(column: ColumnPlace): Levels | undefined {
  const lists: ColumnPlace[] = []
  let at = column
  while (isList(at) && at.children.length === 1 && lists.length <= maxLevels) {
    lists.push(at)
    at = at.children[0]
  }
  const isLeaf = at.children.length === 0 && !['other', 'binary'].includes(at.field.type.kind)
  return lists.length > 0 && lists.length <= maxLevels && isLeaf ? { lists, leaf: at } : undefined
}

function isList({ field }: ColumnPlace): boolean {
  return !field.dictionary && (field.type.kind === 'list' || field.type.kind === 'fixed-list')
}

/** Sizes of the lists as the first row has them; undefined where there are no rows. Throws malformed. */
export async function firstSizes(batches: ArrowBatches, { lists }: Levels): Promise<number[] | undefined> {
  if (batches.rows === 0) return undefined
  const record = await batches.record(0)
  const sizes: number[] = []
  let at = 0
  for (const list of lists) {
    const { type } = list.field
    const size = type.kind === 'fixed-list' ? type.size : undefined
    const [begin, end] = size === undefined ? await offsets(record, list, at, 2) : [at * size, at * size + size]
    sizes.push(end - begin)
    // An empty list has nothing in it that could have a size.
    if (end <= begin) return lists.map((_, level) => sizes[level] ?? 0)
    at = begin
  }
  return sizes
}

/**
 * The number of the first element of a batch's rows among its leaf's elements.
 * Throws wrong-shape with the first row whose lists are of other sizes, or which is missing.
 */
export async function leafStart(batches: ArrowBatches, batch: number, { lists, leaf }: Levels, sizes: number[]): Promise<number> {
  const record = await batches.record(batch)
  let start = 0
  let count = record.rows
  let perRow = 1
  for (const [level, list] of lists.entries()) {
    const rowAt = (index: number): number => batches.starts[batch] + Math.floor(index / perRow)
    if (start + count > record.length(list)) throw record.error(`whose column “${lists[0].field.name}” has too few values`)
    await checkPresent(record, list, { start, count, rowAt })
    const size = sizes[level]
    start = list.field.type.kind === 'fixed-list' ? start * size : await checkedStart(record, list, { start, count, size, rowAt })
    count *= size
    perRow *= size
  }
  if (start + count > record.length(leaf)) throw record.error(`whose column “${lists[0].field.name}” has too few values`)
  const { type } = leaf.field
  if (type.kind === 'number' && !leaf.field.dictionary) record.check(leaf, 1, (start + count) * bytesPerElement[type.dtype])
  return start
}

interface Stretch {
  start: number
  count: number
  /** The row of the data set that entry `index` of the stretch belongs to. */
  rowAt(index: number): number
}

/** Where the lists of a stretch begin in their child; all must have `size` elements. */
async function checkedStart(record: ArrowRecord, list: ColumnPlace, stretch: Stretch & { size: number }): Promise<number> {
  const { start, count, size, rowAt } = stretch
  let first: number | undefined
  for (let done = 0; done < count; done += offsetsPerRead) {
    const some = Math.min(offsetsPerRead, count - done)
    const ends = await offsets(record, list, start + done, some + 1)
    first ??= ends[0]
    for (let i = 0; i < some; i += 1) {
      const own = ends[i + 1] - ends[i]
      if (own !== size) throw ragged(record.file, list.field, rowAt(done + i), own, size)
    }
  }
  if (first !== undefined && first < 0) throw record.error('with a list that begins before its values')
  return first ?? 0
}

function ragged(file: InputFile, { name }: ArrowField, row: number, own: number, size: number): Error {
  const where = `in row ${grouped(row)}${name === 'item' ? '' : ` of column “${name}”`}`
  return namedError(
    'wrong-shape',
    file.path,
    `has ${counted(own, 'value')} ${where}, and ${grouped(size)} in the rows before`,
    'Every row needs a vector of the same length: pad or cut them, or save one row per position.'
  )
}

async function offsets(record: ArrowRecord, list: ColumnPlace, from: number, count: number): Promise<Float64Array | Int32Array> {
  const wide = list.field.type.kind === 'list' && list.field.type.wide
  const bytes = new Uint8Array(await record.bytes(list, 1, from * (wide ? 8 : 4), (from + count) * (wide ? 8 : 4)))
  return wide ? Float64Array.from(new BigInt64Array(bytes.buffer), Number) : new Int32Array(bytes.buffer)
}

async function checkPresent(record: ArrowRecord, list: ColumnPlace, { start, count, rowAt }: Stretch): Promise<void> {
  const present = await validity(record, list, start, count)
  const missing = present?.indexOf(0) ?? -1
  if (missing < 0) return
  const what = `has no values in row ${grouped(rowAt(missing))}`
  throw namedError('wrong-shape', record.file.path, what, 'Leave rows without a vector out when writing the file.')
}

/** 1 for each entry that is there, 0 for nulls; undefined where there are no nulls. */
export async function validity(
  record: ArrowRecord,
  place: ColumnPlace,
  start: number,
  count: number
): Promise<Uint8Array | undefined> {
  if (record.nulls(place) === 0 || count === 0 || record.isEmpty(place, 0)) return undefined
  return bits(await record.bytes(place, 0, Math.floor(start / 8), Math.floor((start + count - 1) / 8) + 1), start % 8, count)
}

/** Bits as bytes 0 or 1, the least significant first. */
export function bits(bytes: Uint8Array, skip: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => (bytes[(skip + i) >> 3] >> ((skip + i) & 7)) & 1)
}
