/** Columns of a Parquet schema that end in one kind of value: single values, or values in lists. */

import type { SchemaTree } from 'hyparquet'
import { type FileMetaData, parquetSchema } from 'hyparquet'
import type { Dtype } from '../../../../contract/records/basics'

export interface Leaf {
  /** Of the column as a whole. */
  name: string
  /** Its place among the chunks of a row group. */
  chunk: number
  schemaPath: SchemaTree[]
  element: SchemaTree['element']
  /** How many lists a value is in, and up to which level it is there. */
  maxRepetition: number
  maxDefinition: number
  /** Of plain numbers; undefined for texts, times, decimals. */
  dtype: Dtype | undefined
  /** Its bytes are handed on as they are, not as text. */
  binary?: boolean
}

const dtypes: Partial<Record<string, Dtype>> = { FLOAT: 'f32', DOUBLE: 'f64', INT32: 'i32', INT64: 'i64' }
const maxDepth = 32

/** Columns in order, without those that are structures of several fields. */
export function leavesOf(metadata: FileMetaData): Leaf[] {
  const root = parquetSchema(metadata)
  const leaves: Leaf[] = []
  let chunk = 0
  for (const column of root.children) {
    const path = [root, ...singlePath(column)]
    const last = path[path.length - 1]
    if (last.children.length === 0) leaves.push(leafOf(path, chunk))
    chunk += chunksOf(column)
  }
  return leaves
}

/** A column that may hold images: binary values, or structures of bytes and a path as Hugging Face's Image writes them. */
export interface BytesColumn {
  name: string
  bytes: Leaf
  path: Leaf | undefined
}

export function bytesColumnsOf(metadata: FileMetaData): BytesColumn[] {
  const root = parquetSchema(metadata)
  const found: BytesColumn[] = []
  let chunk = 0
  for (const column of root.children) {
    const fields = column.children.map((child, index) => ({ child, leaf: leafOf([root, column, child], chunk + index) }))
    const field = (name: string) => fields.find(({ child }) => child.element.name === name && child.children.length === 0)?.leaf
    const bytes = column.children.length === 0 ? leafOf([root, column], chunk) : field('bytes')
    const areFlat = fields.every(({ child }) => child.children.length === 0)
    if (bytes && areFlat && isBinary(bytes))
      found.push({ name: bytes.name, bytes: { ...bytes, binary: true }, path: field('path') })
    chunk += chunksOf(column)
  }
  return found
}

function isBinary({ element: { type, converted_type, logical_type }, maxRepetition }: Leaf): boolean {
  return type === 'BYTE_ARRAY' && !converted_type && !logical_type && maxRepetition === 0
}

function singlePath(column: SchemaTree): SchemaTree[] {
  const path = [column]
  while (path[path.length - 1].children.length === 1 && path.length < maxDepth) path.push(path[path.length - 1].children[0])
  return path
}

function chunksOf(tree: SchemaTree): number {
  return tree.children.length === 0 ? 1 : tree.children.reduce((sum, child) => sum + chunksOf(child), 0)
}

function leafOf(schemaPath: SchemaTree[], chunk: number): Leaf {
  const levels = schemaPath.slice(1).map(({ element }) => element.repetition_type)
  const { element } = schemaPath[schemaPath.length - 1]
  const { name } = schemaPath[1].element
  return {
    // The library hands on what the file has, which may be nothing.
    name: typeof name === 'string' ? name : '',
    chunk,
    schemaPath,
    element,
    maxRepetition: levels.filter((level) => level === 'REPEATED').length,
    maxDefinition: levels.filter((level) => level !== 'REQUIRED').length,
    dtype: dtypeOf(element)
  }
}

function dtypeOf({ type, type_length, converted_type, logical_type }: SchemaTree['element']): Dtype | undefined {
  if (logical_type?.type === 'FLOAT16' && type_length === 2) return 'f16'
  const isPlain = (!converted_type || /^U?INT_/.test(converted_type)) && (!logical_type || logical_type.type === 'INTEGER')
  return isPlain ? dtypes[type ?? ''] : undefined
}
