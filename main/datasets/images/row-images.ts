/** The images of some rows of a row table, each with its own problem where it can not be shown. */
import type { ArraySource } from '../../../contract/records/basics'
import { maxImagesBytes, type RowImage } from '../../../contract/records/image'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { namedError } from '../files/input-file'
import type { TableSource } from '../formats/format'
import { rolesIn } from '../image-roles'
import { openTable } from '../table'
import { folderOfTable, type Image, imageFromBytes, imageFromFile } from './image-file'

interface ImageTable {
  table: TableSource
  /** Name of the column. */
  column: string
  folder: string
}

/** One answer per row, in this order. Throws what opening the table throws, and not-found where it has no images. */
export async function rowImages(source: ArraySource, rows: readonly number[], signal?: AbortSignal): Promise<RowImage[]> {
  const table = await openTable(source, { signal })
  try {
    const column = [...(await rolesIn(table))].find(([, role]) => role === 'image')?.[0]
    if (column === undefined) throw namedError('not-found', source.path, 'has no images', 'Choose a table with images.')
    return await read({ table, column, folder: await folderOfTable(source.path) }, rows)
  } finally {
    await table.close()
  }
}

async function read(images: ImageTable, rows: readonly number[]): Promise<RowImage[]> {
  const found: RowImage[] = []
  let bytes = 0
  for (const row of rows) {
    try {
      const image = await imageOf(images, row)
      bytes += image.bytes.length
      if (bytes > maxImagesBytes) throw tooMany()
      found.push({ row, image })
    } catch (thrown) {
      found.push({ row, problem: errorRecordFrom(thrown) })
    }
  }
  return found
}

async function imageOf({ table, column, folder }: ImageTable, row: number): Promise<Image> {
  if (row >= table.rows) throw nothing(row)
  const stored = await table.images?.get(column)?.(row)
  if (stored?.bytes) return imageFromBytes(stored.bytes, row)
  const path = stored ? stored.path : (await (await table.read(row, row + 1)).column(column))[0]
  if (typeof path !== 'string' || path === '') throw nothing(row)
  return imageFromFile(path, folder)
}

function nothing(row: number): LoupeError {
  return new LoupeError('not-found', `Row ${row} has no image.`, { hint: 'Check the table’s column of images.' })
}

function tooMany(): LoupeError {
  const happened = `The images asked for have more than ${maxImagesBytes / 2 ** 20} MB together.`
  return new LoupeError('unsupported', happened, { hint: 'Ask for fewer rows.' })
}
