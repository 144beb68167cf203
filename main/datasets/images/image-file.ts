/**
 * The image files that a table names. A table may come from anywhere, so that what it names is opened only where it lies in the
 * table's folder or where the table gives its whole path, never on another machine, and handed on only where it is an image.
 */
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { maxImageBytes, type RowImage } from '../../../contract/records/image'
import { LoupeError } from '../../../contract/wire/errors'
import { fileError, InputFile, namedError } from '../files/input-file'
import { headBytes, imageTypeOf } from './media-type'

export type Image = NonNullable<RowImage['image']>

/** The folder that relative paths begin in: that of the file, or the folder of shards itself. */
export async function folderOfTable(path: string): Promise<string> {
  const facts = await stat(path).catch(() => undefined)
  return facts?.isDirectory() ? resolve(path) : dirname(resolve(path))
}

/** Throws not-found, unreadable, denied (outside of the folder), unsupported (no image, or too large). */
export async function imageFromFile(named: string, folder: string): Promise<Image> {
  const path = await allowedPath(named, folder)
  const file = await InputFile.open(path)
  try {
    // The beginning decides before anything else of the file is read.
    const type = imageTypeOf(await file.read(0, headBytes))
    if (type === undefined) throw noImage(path)
    if (file.sizeBytes > maxImageBytes) throw tooLarge(`“${basename(path)}”`, path)
    return { type, bytes: await file.read(0, file.sizeBytes) }
  } finally {
    await file.close()
  }
}

/** An image that the table itself keeps. Throws unsupported. */
export function imageFromBytes(bytes: Uint8Array, row: number): Image {
  const type = imageTypeOf(bytes.subarray(0, headBytes))
  if (type === undefined) throw notInTable(row)
  if (bytes.length > maxImageBytes) throw tooLarge(`The image of row ${row}`)
  return { type, bytes }
}

async function allowedPath(named: string, folder: string): Promise<string> {
  // \\server\share would sign in at a machine that the table chose.
  if (/^[\\/]{2}/.test(named) || named.includes('\0')) throw denied(named, 'names a file on another machine')
  const path = resolve(folder, named)
  if (isAbsolute(named)) return path
  if (!isWithin(folder, path)) throw denied(named, 'names a file outside of the table’s folder')
  try {
    // A link in the folder may lead out of it.
    if (isWithin(await realpath(folder), await realpath(path))) return path
  } catch (thrown) {
    throw fileError(thrown, path)
  }
  throw denied(named, 'is a link that leads out of the table’s folder')
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function denied(named: string, what: string): LoupeError {
  const hint = 'Put the images into the table’s folder, or give their whole paths.'
  return new LoupeError('denied', `“${named.slice(0, 200)}” ${what}.`, { hint, place: named })
}

function noImage(path: string): LoupeError {
  return namedError('unsupported', path, 'is no image that Loupe shows', 'Save it as PNG, JPEG, WebP, GIF or BMP.')
}

function notInTable(row: number): LoupeError {
  const hint = 'Save the images as PNG, JPEG, WebP, GIF or BMP.'
  return new LoupeError('unsupported', `Row ${row} of the table holds no image that Loupe shows.`, { hint })
}

function tooLarge(what: string, place?: string): LoupeError {
  const more = { hint: 'Save the images smaller.', ...(place === undefined ? {} : { place }) }
  return new LoupeError('unsupported', `${what} is larger than ${maxImageBytes / 2 ** 20} MB.`, more)
}
