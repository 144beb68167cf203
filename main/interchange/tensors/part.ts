/**
 * A tensor that is read a block of rows at a time: what lets a dictionary larger than memory be turned, folded and written.
 * Rows are those of the first axis; of a vector every row is one number, a scalar is one row.
 */

import type { Tensor } from '../../../contract/records/arrays'
import { LoupeError } from '../../../contract/wire/errors'
import { elementsOf } from '../../maths/shape'
import { transposed } from '../../maths/transpose'

export interface Part {
  shape: number[]
  /** Rows from `from` on, [count, the other axes] f32, in memory of their own. */
  read(from: number, count: number): Promise<Float32Array>
  /** A matrix with its axes swapped, where that is known better than by reading all of it. */
  turned?(): Part
  /** Whether `turned` gives it as it lies in its file: sums over all of it are taken that way. */
  isTurned?: boolean
}

/** Bytes of one block at most: what a pass over a part holds of it. */
const blockBytes = 64 * 1024 * 1024

/** Numbers of one row. */
export function widthOf({ shape }: Pick<Part, 'shape'>): number {
  return elementsOf(shape.slice(1))
}

export function rowsIn({ shape }: Pick<Part, 'shape'>): number {
  return shape[0] ?? 1
}

/** A tensor that is in memory already. */
export function partOf({ shape, data }: Tensor): Part {
  const width = widthOf({ shape })
  return { shape, read: async (from, count) => data.slice(from * width, (from + count) * width) }
}

/** All of a part. */
export async function whole(part: Part): Promise<Tensor> {
  return { shape: part.shape, data: await part.read(0, rowsIn(part)) }
}

/** The blocks of a part in order. */
export async function* blocksOf(
  part: Part,
  bytes = blockBytes
): AsyncGenerator<{ from: number; count: number; values: Float32Array }> {
  const rows = rowsIn(part)
  const step = Math.max(1, Math.floor(bytes / 4 / Math.max(1, widthOf(part))))
  for (let from = 0; from < rows; from += step) {
    const count = Math.min(step, rows - from)
    yield { from, count, values: await part.read(from, count) }
  }
}

/** The blocks of a matrix in the order of its file: of rows, or where it was turned of columns, [count, rows]. */
export async function* lyingBlocks(
  part: Part
): AsyncGenerator<{ byColumn: boolean; from: number; count: number; values: Float32Array }> {
  const byColumn = part.isTurned === true && part.turned !== undefined
  for await (const block of blocksOf(byColumn ? (part.turned as () => Part)() : part)) yield { byColumn, ...block }
}

/** The same numbers in another shape with as many rows, or one that is read whole. */
export function reshaped(part: Part, shape: number[]): Part {
  if (shape[0] === part.shape[0]) return { shape, read: part.read }
  const width = widthOf({ shape })
  const own = widthOf(part)
  // Rows of the one are stretches of the other: read those that cover what is asked for.
  return {
    shape,
    async read(from, count) {
      const begin = Math.floor((from * width) / own)
      const end = Math.ceil(((from + count) * width) / own)
      const values = await part.read(begin, end - begin)
      return values.slice(from * width - begin * own, (from + count) * width - begin * own)
    }
  }
}

/** A run this long is worth a read call of its own; shorter ones are cut out of larger stretches. */
const worthwhileBytes = 8 * 1024

/** A matrix with its axes swapped. `stretch` reads numbers along the rows of the original, where it can. */
export function turned(part: Part, stretch?: (row: number, from: number, count: number) => Promise<Float32Array>): Part {
  const [rows, columns] = part.shape
  return {
    shape: [columns, rows],
    turned: () => part,
    isTurned: true,
    async read(from, count) {
      if (count === columns) return transposed(await part.read(0, rows), rows, columns)
      if (stretch && count * 4 >= worthwhileBytes) return byStretches(rows, from, count, stretch)
      return bySearching(part, from, count)
    }
  }
}

/** Columns of a matrix as rows, each row of it read where it is wanted. */
async function byStretches(
  rows: number,
  from: number,
  count: number,
  stretch: (row: number, from: number, count: number) => Promise<Float32Array>
): Promise<Float32Array> {
  const into = new Float32Array(rows * count)
  const lane = 64
  for (let top = 0; top < rows; top += lane) {
    const size = Math.min(lane, rows - top)
    const runs = await Promise.all(Array.from({ length: size }, (_, i) => stretch(top + i, from, count)))
    for (let j = 0; j < count; j += 1) for (let i = 0; i < size; i += 1) into[j * rows + top + i] = runs[i][j]
  }
  return into
}

/** The same by reading everything in turn, a few rows at a time. */
async function bySearching(part: Part, from: number, count: number): Promise<Float32Array> {
  const [rows, columns] = part.shape
  const into = new Float32Array(rows * count)
  for await (const block of blocksOf(part, blockBytes / 4)) {
    const cut = new Float32Array(block.count * count)
    for (let i = 0; i < block.count; i += 1)
      cut.set(block.values.subarray(i * columns + from, i * columns + from + count), i * count)
    const own = transposed(cut, block.count, count)
    for (let j = 0; j < count; j += 1) into.set(own.subarray(j * block.count, (j + 1) * block.count), j * rows + block.from)
  }
  return into
}

/** Each row times a number of its own. */
export function scaledRows(part: Part, factors: Float64Array | Float32Array): Part {
  const width = widthOf(part)
  const change = (values: Float32Array, from: number): void => {
    for (let i = 0; i < values.length; i += 1) values[i] *= factors[from + Math.floor(i / width)]
  }
  return changed(part, change, (other) => scaledColumns(other, factors))
}

/** Each column of a matrix times a number of its own. */
export function scaledColumns(part: Part, factors: Float64Array | Float32Array): Part {
  const width = widthOf(part)
  const change = (values: Float32Array): void => {
    for (let i = 0; i < values.length; i += 1) values[i] *= factors[i % width]
  }
  return changed(part, change, (other) => scaledRows(other, factors))
}

/** All numbers through a function. */
export function mapped(part: Part, change: (value: number) => number): Part {
  const all = (values: Float32Array): void => {
    for (let i = 0; i < values.length; i += 1) values[i] = change(values[i])
  }
  return changed(part, all, (other) => mapped(other, change))
}

/** Changed as it is read; `turn` does the same to the matrix with its axes swapped. */
function changed(part: Part, change: (values: Float32Array, from: number) => void, turn: (part: Part) => Part): Part {
  const { turned: other } = part
  return {
    shape: part.shape,
    async read(from, count) {
      const values = await part.read(from, count)
      change(values, from)
      return values
    },
    ...(other ? { turned: () => turn(other()) } : {}),
    ...(part.isTurned ? { isTurned: true } : {})
  }
}

/** Throws wrong-shape when the parts of a dictionary do not have these sizes. */
export function checkPart(part: Part | undefined, name: string, shape: number[]): void {
  if (!part) throw new LoupeError('wrong-shape', `The dictionary has no tensor ${name}.`, { place: name })
  if (part.shape.join() === shape.join()) return
  throw new LoupeError('wrong-shape', `Tensor ${name} is [${part.shape.join(', ')}], not [${shape.join(', ')}].`, {
    place: name,
    hint: 'The file belongs to another dictionary, or was written with its axes swapped.'
  })
}
