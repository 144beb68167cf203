/** The columns of a Parquet file over all its row groups, read page by page: a row group may be gigabytes. */
import type { FileMetaData } from 'hyparquet'
import { LoupeError } from '../../../../contract/wire/errors'
import { throwIfCancelled } from '../../cancel'
import { type InputFile, namedError } from '../../files/input-file'
import type { Columns, ScalarColumn, VectorColumn } from '../columns/column'
import { tensorSizesOf } from './arrow-schema'
import { ColumnChunk } from './chunk'
import { type Group, readable } from './groups'
import { imageColumns } from './images'
import { type Leaf, leavesOf } from './leaf'
import { ListPages } from './list-pages'
import { ScalarPages } from './scalar-pages'

/** Throws malformed, and wrong-shape with the row that does not fit where a list is all the file has. */
export async function parquetColumns(file: InputFile, metadata: FileMetaData, signal?: AbortSignal): Promise<Columns> {
  const rows = metadata.row_groups.reduce((sum, group) => sum + rowCount(file, group.num_rows), 0)
  if (rows === 0) throw namedError('empty', file.path, 'has no rows', 'Check that it was written to its end.')
  const sizesBySchema = tensorSizesOf(metadata)
  const vectors: VectorColumn[] = []
  const scalars: ScalarColumn[] = []
  let ragged: LoupeError | undefined
  const images = await imageColumns(file, metadata, rows, (leaf) => groupsOf(file, metadata, leaf))
  for (const leaf of leavesOf(metadata)) {
    throwIfCancelled(signal)
    if (images.some(({ name }) => name === leaf.name)) continue
    const groups = groupsOf(file, metadata, leaf)
    if (leaf.maxRepetition === 0) scalars.push(scalarColumn(file, groups, leaf))
    else
      try {
        const sizes = sizesBySchema(leaf.name)
        vectors.push(await readable(file, () => ListPages.open(file, groups, leaf, sizes)))
      } catch (thrown) {
        if (!(thrown instanceof LoupeError) || thrown.code !== 'wrong-shape') throw thrown
        ragged ??= thrown
      }
  }
  scalars.push(...images)
  if (ragged && vectors.length === 0 && scalars.length === 0) throw ragged
  return { rows, vectors, scalars: scalars.filter(({ name }) => name !== '') }
}

function scalarColumn(file: InputFile, groups: Group[], leaf: Leaf): ScalarColumn {
  const pages = new ScalarPages(file, groups, leaf)
  return { name: leaf.name, cells: (from, to) => readable(file, () => pages.cells(from, to)) }
}

function groupsOf(file: InputFile, metadata: FileMetaData, leaf: Leaf): Group[] {
  const groups: Group[] = []
  let start = 0
  for (const { num_rows, columns } of metadata.row_groups) {
    const rows = rowCount(file, num_rows)
    if (rows === 0) continue
    const chunk = columns[leaf.chunk]?.meta_data
    if (!chunk) throw namedError('malformed', file.path, `has no data of column “${leaf.name}”`, 'Write the file again.')
    groups.push({ start, rows, chunk: new ColumnChunk(file, leaf, chunk) })
    start += rows
  }
  return groups
}

function rowCount(file: InputFile, rows: bigint): number {
  const count = Number(rows)
  if (Number.isSafeInteger(count) && count >= 0) return count
  throw namedError('malformed', file.path, `has a row group of ${rows} rows`, 'Write the file again.')
}
