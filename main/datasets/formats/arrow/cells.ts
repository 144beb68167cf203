/** Values of a record batch as cells of a row table: numbers, texts, truths, times, and those kept in dictionaries. */

import type { ArrowType, ColumnPlace } from '../../../codecs/arrow/schema'
import { bytesPerElement, numbersFromBytes } from '../../../codecs/dtypes'
import { cellFrom } from '../cells'
import type { Cell } from '../format'
import type { ArrowBatches } from './batches'
import { bits, validity } from './levels'
import type { ArrowRecord } from './record'

const maxTextBytes = 256 * 1024 * 1024

/** Whether the values of a column can be cells. */
export function isScalar({ field, children }: ColumnPlace): boolean {
  return children.length === 0 && ['number', 'bool', 'text', 'text-view', 'time'].includes(field.type.kind)
}

/** Reads cells; keeps dictionaries. */
export class ArrowCells {
  private readonly dictionaries = new Map<string, Promise<Cell[]>>()

  constructor(private readonly batches: ArrowBatches) {}

  /** Entries start … start + count − 1 of a column of a batch. */
  async read(batch: number, place: ColumnPlace, start: number, count: number): Promise<Cell[]> {
    if (count === 0) return []
    const record = await this.batches.record(batch)
    if (start + count > record.length(place)) throw record.error(`whose column “${place.field.name}” has too few values`)
    const cells = place.field.dictionary
      ? await this.fromDictionary(batch, record, place, start, count)
      : await valuesOf(record, place, start, count)
    const present = await validity(record, place, start, count)
    return present ? cells.map((cell, index) => (present[index] === 1 ? cell : null)) : cells
  }

  private async fromDictionary(
    batch: number,
    record: ArrowRecord,
    place: ColumnPlace,
    start: number,
    count: number
  ): Promise<Cell[]> {
    const { key, records, place: values } = await this.batches.dictionary(batch, place.field)
    const known = this.dictionaries.get(key) ?? wholeDictionary(records, values)
    this.dictionaries.set(key, known)
    const cells = await known
    const indexes = await numbers(record, place, place.field.dictionary?.index ?? { kind: 'other', buffers: 0 }, start, count)
    return indexes.map((index) => cells[Number(index)] ?? null)
  }
}

async function wholeDictionary(records: ArrowRecord[], place: ColumnPlace): Promise<Cell[]> {
  const cells: Cell[] = []
  for (const record of records) {
    const count = record.length(place)
    const values = count === 0 ? [] : await valuesOf(record, place, 0, count)
    const present = await validity(record, place, 0, count)
    for (const [index, cell] of values.entries()) cells.push(present?.[index] === 0 ? null : cell)
  }
  return cells
}

async function valuesOf(record: ArrowRecord, place: ColumnPlace, start: number, count: number): Promise<Cell[]> {
  const { type } = place.field
  if (type.kind === 'bool') {
    const bytes = await record.bytes(place, 1, Math.floor(start / 8), Math.floor((start + count - 1) / 8) + 1)
    return Array.from(bits(bytes, start % 8, count), (bit) => String(bit === 1))
  }
  if (type.kind === 'text') return texts(record, place, type.wide, start, count)
  if (type.kind === 'text-view') return textViews(record, place, start, count)
  const values = await numbers(record, place, type, start, count)
  return type.kind === 'time' ? values.map((value) => timeFrom(Number(value), type.perSecond)) : values.map(cellFrom)
}

async function numbers(
  record: ArrowRecord,
  place: ColumnPlace,
  type: ArrowType,
  start: number,
  count: number
): Promise<(number | bigint)[]> {
  const wide = type.kind === 'time' && type.bits === 64
  const dtype = type.kind === 'number' ? type.dtype : wide ? 'i64' : 'i32'
  const width = bytesPerElement[dtype]
  return Array.from<number | bigint>(
    numbersFromBytes(await record.bytes(place, 1, start * width, (start + count) * width), dtype)
  )
}

function timeFrom(value: number, perSecond: number): Cell {
  const time = new Date((value / perSecond) * 1000)
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}

async function texts(record: ArrowRecord, place: ColumnPlace, wide: boolean, start: number, count: number): Promise<Cell[]> {
  const width = wide ? 8 : 4
  const dtype = wide ? 'i64' : 'i32'
  const ends = Array.from<number | bigint>(
    numbersFromBytes(await record.bytes(place, 1, start * width, (start + count + 1) * width), dtype)
  ).map(Number)
  const [first, last] = [ends[0], ends[count]]
  const isRising = ends.every((end, index) => index === 0 || end >= ends[index - 1])
  if (first < 0 || !isRising || last - first > maxTextBytes) throw record.error('with texts of impossible lengths')
  const bytes = bufferOf(await record.bytes(place, 2, first, last))
  return ends.slice(1).map((end, index) => bytes.toString('utf8', ends[index] - first, end - first))
}

/** A view is 16 bytes: a length, then up to 12 bytes of text, or 4 of them, the number of a buffer and the place in it. */
async function textViews(record: ArrowRecord, place: ColumnPlace, start: number, count: number): Promise<Cell[]> {
  const bytes = bufferOf(await record.bytes(place, 1, start * 16, (start + count) * 16))
  const cells: Cell[] = []
  for (let at = 0; at < bytes.length; at += 16) {
    const length = bytes.readInt32LE(at)
    if (length < 0 || length > maxTextBytes) throw record.error('with texts of impossible lengths')
    cells.push(length <= 12 ? bytes.toString('utf8', at + 4, at + 4 + length) : await textBehind(record, place, bytes, at))
  }
  return cells
}

async function textBehind(record: ArrowRecord, place: ColumnPlace, views: Buffer, at: number): Promise<string> {
  const [length, buffer, offset] = [views.readInt32LE(at), views.readInt32LE(at + 8), views.readInt32LE(at + 12)]
  if (buffer < 0 || offset < 0) throw record.error('with a text outside of its buffers')
  return bufferOf(await record.bytes(place, 2 + buffer, offset, offset + length)).toString('utf8')
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
