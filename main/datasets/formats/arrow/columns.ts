/** The columns of Arrow record batches: which are vectors of what shape, which are single values, and how to read them. */

import type { Dtype } from '../../../../contract/records/basics'
import { LoupeError } from '../../../../contract/wire/errors'
import type { ArrowField, ColumnPlace } from '../../../codecs/arrow/schema'
import { bytesPerElement, f32FromBytes } from '../../../codecs/dtypes'
import { throwIfCancelled } from '../../cancel'
import type { Columns, ScalarColumn, VectorColumn } from '../columns/column'
import { elementsPerRow } from '../columns/column'
import type { Cell } from '../format'
import type { ArrowBatches } from './batches'
import { ArrowCells, isScalar } from './cells'
import { imageColumn } from './images'
import { firstSizes, type Levels, leafStart, levelsOf, validity } from './levels'
import { tensorSizes } from './tensor-shape'

/** Throws what reading the first batch throws. A column whose lists differ in length is no column of vectors. */
export async function arrowColumns(batches: ArrowBatches, signal?: AbortSignal): Promise<Columns> {
  const cells = new ArrowCells(batches)
  const vectors: VectorColumn[] = []
  const scalars: ScalarColumn[] = []
  let ragged: LoupeError | undefined
  for (const place of batches.columns) {
    throwIfCancelled(signal)
    const levels = levelsOf(place)
    const cellsOf = (column: ColumnPlace) => (from: number, to: number) => rowCells(batches, cells, column, from, to)
    const images = await imageColumn(batches, place, cellsOf)
    if (images) scalars.push(images)
    else if (isScalar(place)) scalars.push({ name: place.field.name, cells: cellsOf(place) })
    else if (levels) {
      try {
        vectors.push(await vectorColumn(batches, cells, place.field, levels, signal))
      } catch (thrown) {
        if (!(thrown instanceof LoupeError) || thrown.code !== 'wrong-shape') throw thrown
        ragged ??= thrown
      }
    }
  }
  // With nothing else in the file, the row that does not fit is the answer.
  if (ragged && vectors.length === 0 && scalars.length === 0) throw ragged
  return { rows: batches.rows, vectors, scalars }
}

async function rowCells(batches: ArrowBatches, cells: ArrowCells, place: ColumnPlace, from: number, to: number): Promise<Cell[]> {
  const parts: Cell[][] = []
  for (let batch = batches.batchOf(from); batch < batches.count && batches.starts[batch] < to; batch += 1) {
    const begin = Math.max(from, batches.starts[batch])
    const end = Math.min(to, batches.starts[batch + 1])
    parts.push(await cells.read(batch, place, begin - batches.starts[batch], end - begin))
  }
  return parts.length === 1 ? parts[0] : parts.flat()
}

async function vectorColumn(
  batches: ArrowBatches,
  cells: ArrowCells,
  field: ArrowField,
  levels: Levels,
  signal?: AbortSignal
): Promise<VectorColumn> {
  const listSizes = (await firstSizes(batches, levels)) ?? levels.lists.map(() => 0)
  const column = new ArrowVectors(batches, cells, field.name, levels, listSizes, tensorSizes(field, listSizes))
  // Lists of floats are checked as they are read. Of lists of ids one must know before whether they are tokens of sequences;
  // their offsets are little beside them.
  const checked = column.dtype?.includes('f') ? Math.min(1, batches.count) : batches.count
  for (let batch = 0; batch < checked; batch += 1) {
    throwIfCancelled(signal)
    await column.start(batch)
  }
  return column
}

class ArrowVectors implements VectorColumn {
  readonly dtype: Dtype | undefined
  private readonly perRow: number
  private readonly leafStarts = new Map<number, Promise<number>>()

  constructor(
    private readonly batches: ArrowBatches,
    private readonly leafCells: ArrowCells,
    readonly name: string,
    private readonly levels: Levels,
    private readonly listSizes: number[],
    readonly sizes: number[]
  ) {
    const { field } = levels.leaf
    this.dtype = field.type.kind === 'number' && !field.dictionary ? field.type.dtype : undefined
    this.perRow = elementsPerRow({ sizes: listSizes })
    this.cells = this.cells.bind(this)
  }

  /** Checks a batch once. */
  start(batch: number): Promise<number> {
    const known = this.leafStarts.get(batch) ?? leafStart(this.batches, batch, this.levels, this.listSizes)
    this.leafStarts.set(batch, known)
    return known
  }

  async read(start: number, count: number, into: Float32Array): Promise<void> {
    for (const { batch, from, length, at } of this.pieces(start, count)) {
      await this.readPiece(batch, (await this.start(batch)) + from, into.subarray(at, at + length))
    }
  }

  async cells(start: number, count: number): Promise<Cell[]> {
    const parts: Cell[][] = []
    for (const { batch, from, length } of this.pieces(start, count)) {
      parts.push(await this.leafCells.read(batch, this.levels.leaf, (await this.start(batch)) + from, length))
    }
    return parts.flat()
  }

  private async readPiece(batch: number, from: number, into: Float32Array): Promise<void> {
    const record = await this.batches.record(batch)
    const { leaf } = this.levels
    const dtype = this.dtype ?? 'f32'
    const width = bytesPerElement[dtype]
    // Plain f32 are what the target holds: they are read into it.
    if (dtype === 'f32' && record.plain) {
      await record.readInto(leaf, 1, from * 4, new Uint8Array(into.buffer, into.byteOffset, into.byteLength))
    } else f32FromBytes(await record.bytes(leaf, 1, from * width, (from + into.length) * width), dtype, into)
    const present = await validity(record, leaf, from, into.length)
    for (let i = present?.indexOf(0) ?? -1; i >= 0; i = present?.indexOf(0, i + 1) ?? -1) into[i] = Number.NaN
  }

  /** The parts of a stretch of elements by batch; `from` is counted within the batch. */
  private *pieces(start: number, count: number): Iterable<{ batch: number; from: number; length: number; at: number }> {
    if (count === 0) return
    const { starts } = this.batches
    const end = start + count
    for (let batch = this.batches.batchOf(Math.floor(start / this.perRow)); starts[batch] * this.perRow < end; batch += 1) {
      const first = Math.max(start, starts[batch] * this.perRow)
      const last = Math.min(end, starts[batch + 1] * this.perRow)
      if (last > first) yield { batch, from: first - starts[batch] * this.perRow, length: last - first, at: first - start }
      if (batch === this.batches.count - 1) return
    }
  }
}
