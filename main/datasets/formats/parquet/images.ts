/** Columns of a Parquet file that hold images: binary ones, and structures of bytes and a path. */
import type { FileMetaData } from 'hyparquet'
import type { InputFile } from '../../files/input-file'
import type { ScalarColumn } from '../columns/column'
import { holdsImages } from '../columns/holds-images'
import type { ImageReader } from '../format'
import { BytePages } from './byte-pages'
import { type Group, readable } from './groups'
import { type BytesColumn, bytesColumnsOf, type Leaf } from './leaf'
import { ScalarPages } from './scalar-pages'

/** Columns of bytes that are no images (sounds, hashes) are left out, as are those that can not be read: nobody asked for them yet. */
export async function imageColumns(
  file: InputFile,
  metadata: FileMetaData,
  rows: number,
  groupsOf: (leaf: Leaf) => Group[]
): Promise<ScalarColumn[]> {
  const found: ScalarColumn[] = []
  for (const column of bytesColumnsOf(metadata)) {
    const scalar = columnOf(file, column, groupsOf)
    if (await holdsImages(scalar.image, rows).catch(() => false)) found.push(scalar)
  }
  return found
}

function columnOf(file: InputFile, { name, bytes, path }: BytesColumn, groupsOf: (leaf: Leaf) => Group[]) {
  const images = new BytePages(file, groupsOf(bytes), bytes)
  const paths = path && new ScalarPages(file, groupsOf(path), path)
  const cells: ScalarColumn['cells'] = async (from, to) =>
    paths ? readable(file, () => paths.cells(from, to)) : new Array(to - from).fill(null)
  const image: ImageReader = async (row) => {
    const [[place], stored] = [await cells(row, row + 1), await readable(file, () => images.at(row))]
    return { ...(stored ? { bytes: stored } : {}), ...(typeof place === 'string' ? { path: place } : {}) }
  }
  return { name, cells, image }
}
