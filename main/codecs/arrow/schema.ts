/**
 * Schemas of Arrow IPC: fields with their types, and in which nodes and buffers of a record batch each column lies.
 * Layout: arrow.apache.org/docs/format/Columnar.html and format/Schema.fbs. Data are read by main/datasets/formats/arrow.
 */
import type { Dtype } from '../../../contract/records/basics'
import { LoupeError } from '../../../contract/wire/errors'
import type { FlatTable } from './flatbuffers'

export interface ArrowSchema {
  fields: ArrowField[]
}

export interface ArrowField {
  name: string
  type: ArrowType
  /** Values are indexes of type `index` into the dictionary `id`, whose values have the field's type. */
  dictionary?: { id: number; index: ArrowType }
  children: ArrowField[]
  /** Key–value metadata, such as the name of an extension type. */
  metadata: Map<string, string>
}

/** `wide`: 64-bit offsets. `perSecond`: units of a time in a second; days have 1 / 86,400. */
export type ArrowType =
  | { kind: 'number'; dtype: Dtype }
  | { kind: 'bool' }
  | { kind: 'text'; wide: boolean }
  | { kind: 'text-view' }
  | { kind: 'binary'; wide: boolean }
  | { kind: 'time'; bits: 32 | 64; perSecond: number }
  | { kind: 'list'; wide: boolean }
  | { kind: 'fixed-list'; size: number }
  | { kind: 'other'; buffers: number }

/** Where a column lies in a record batch. With view types before it, `buffer` moves by their `variadics` counts. */
export interface ColumnPlace {
  field: ArrowField
  node: number
  buffer: number
  variadics: number
  children: ColumnPlace[]
}

const maxDepth = 32
const floatTypes: Dtype[] = ['f16', 'f32', 'f64']
const list = (wide: boolean): ArrowType => ({ kind: 'list', wide })
const text = (wide: boolean): ArrowType => ({ kind: 'text', wide })
const other = (buffers: number): ArrowType => ({ kind: 'other', buffers })

/** By the number of the type in Schema.fbs. */
const typesByNumber: Record<number, (table: FlatTable | undefined, version: number) => ArrowType> = {
  1: () => other(0),
  2: (table) => ({ kind: 'number', dtype: wholeDtype(table) }),
  3: (table) => ({ kind: 'number', dtype: floatTypes[table?.i16(0) ?? 0] ?? fail('has a float of unknown width') }),
  4: () => ({ kind: 'binary', wide: false }),
  5: () => text(false),
  6: () => ({ kind: 'bool' }),
  7: () => other(2),
  8: (table) => (table?.i16(0, 1) === 0 ? time(32, 1 / 86_400) : time(64, 1000)),
  9: () => other(2),
  10: (table) => time(64, 1000 ** (table?.i16(0) ?? 0)),
  11: () => other(2),
  12: () => list(false),
  13: () => other(1),
  14: (table, version) => other((table?.i16(0) === 1 ? 2 : 1) + (version < 4 ? 1 : 0)),
  15: () => other(2),
  16: (table) => ({ kind: 'fixed-list', size: atLeast0(table?.i32(0) ?? 0) }),
  17: () => other(2),
  18: () => other(2),
  19: () => ({ kind: 'binary', wide: true }),
  20: () => text(true),
  21: () => list(true),
  22: () => other(0),
  24: () => ({ kind: 'text-view' }),
  25: () => other(3),
  26: () => other(3)
}

/** Reads a Schema table; `version` is the metadata version of its message. Throws malformed, unsupported. */
export function arrowSchema(table: FlatTable, version: number): ArrowSchema {
  if (table.i16(0) !== 0) throw fail('is of a big-endian machine', 'unsupported', 'Write it on a little-endian machine.')
  return { fields: table.tables(1).map((field) => arrowField(field, version, 0)) }
}

/** Places of the columns, and how many nodes and buffers a batch has (without the variadic buffers of views). */
export function columnPlaces(fields: ArrowField[]): { places: ColumnPlace[]; nodes: number; buffers: number; variadics: number } {
  const next = { nodes: 0, buffers: 0, variadics: 0 }
  const place = (field: ArrowField): ColumnPlace => {
    const own = { field, node: next.nodes, buffer: next.buffers, variadics: next.variadics }
    next.nodes += 1
    next.buffers += field.dictionary ? 2 : buffersOf(field.type)
    if (!field.dictionary && field.type.kind === 'text-view') next.variadics += 1
    return { ...own, children: field.dictionary ? [] : field.children.map(place) }
  }
  return { places: fields.map(place), ...next }
}

function buffersOf(type: ArrowType): number {
  if (type.kind === 'other') return type.buffers
  if (type.kind === 'text' || type.kind === 'binary') return 3
  return type.kind === 'fixed-list' ? 1 : 2
}

function arrowField(table: FlatTable, version: number, depth: number): ArrowField {
  if (depth > maxDepth) throw fail(`is nested more than ${maxDepth} deep`)
  const encoding = table.table(4)
  const typeNumber = table.u8(2)
  const typeOf =
    typesByNumber[typeNumber] ?? fail(`has a column of a type (${typeNumber}) that Loupe does not know`, 'unsupported')
  const index = (): ArrowType => ({ kind: 'number', dtype: encoding?.table(1) ? wholeDtype(encoding.table(1)) : 'i32' })
  const pairs = table.tables(6).map((pair): [string, string] => [pair.text(0) ?? '', pair.text(1) ?? ''])
  return {
    name: table.text(0) ?? '',
    type: typeOf(table.table(3), version),
    ...(encoding ? { dictionary: { id: encoding.i64(0), index: index() } } : {}),
    children: table.tables(5).map((child) => arrowField(child, version, depth + 1)),
    metadata: new Map(pairs)
  }
}

function wholeDtype(table: FlatTable | undefined): Dtype {
  const bits = table?.i32(0) ?? 0
  if (![8, 16, 32, 64].includes(bits)) throw fail(`has whole numbers of ${bits} bits`)
  return `${table?.u8(1) ? 'i' : 'u'}${bits as 8 | 16 | 32 | 64}`
}

function time(bits: 32 | 64, perSecond: number): ArrowType {
  return { kind: 'time', bits, perSecond }
}

function atLeast0(size: number): number {
  return size >= 0 ? size : fail(`has lists of ${size}`)
}

function fail(what: string, code: 'malformed' | 'unsupported' = 'malformed', hint = 'Write the file again.'): never {
  throw new LoupeError(code, `The schema ${what}.`, { hint })
}
