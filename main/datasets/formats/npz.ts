/**
 * NumPy's .npz archives: named arrays, each a .npy file in a zip. The layouts are in main/codecs/npy and files/zip-archive.
 * Only the headers are looked at when the file is opened; a compressed array is unpacked when its rows are first read.
 */

import { LoupeError } from '../../../contract/wire/errors'
import { bytesPerElement } from '../../codecs/dtypes'
import { isNpy, type NpyHeader, npyDataStart, parseNpyHeader } from '../../codecs/npy'
import { elementsOf } from '../../maths/shape'
import { throwIfCancelled } from '../cancel'
import { type InputFile, namedError } from '../files/input-file'
import { ZipArchive } from '../files/zip-archive'
import type { ZipEntry } from '../files/zip-directory'
import { firstZipName, isEmptyZip } from '../files/zip-head'
import { denseRows } from './dense-rows'
import type { ArrayEntry, Format, OpenedFile, OpenOptions } from './format'
import { lazyRows } from './lazy-rows'

export const npz: Format = { name: 'npz', extensions: ['npz'], recognizes, open }

function recognizes(head: Uint8Array): boolean {
  return firstZipName(head)?.endsWith('.npy') ?? false
}

async function open(file: InputFile, o: OpenOptions): Promise<OpenedFile> {
  const head = await file.read(0, 30)
  if (firstZipName(head) === undefined && !isEmptyZip(head)) {
    throw namedError('malformed', file.path, 'is not a NumPy archive, though its name says so', 'Check what it is.')
  }
  const archive = await ZipArchive.open(file, o.signal)
  const found = await arraysIn(file, archive, o)
  return {
    arrays: [...found].map(([name, { header }]) => ({ name, dtype: header.dtype, shape: header.shape })),
    rowsOf: (entry) => rowsOf(archive, entry, found),
    close: () => archive.close()
  }
}

export interface FoundArray {
  entry: ZipEntry
  header: NpyHeader
  /** Header and numbers together. */
  bytes: number
}

/**
 * Arrays of numbers by name. One that is none (text, Python objects, encrypted) is no problem as long as it is not the one
 * that is wanted and there are others.
 */
export async function arraysIn(file: InputFile, archive: ZipArchive, o: OpenOptions = {}): Promise<Map<string, FoundArray>> {
  const found = new Map<string, FoundArray>()
  let refusal: LoupeError | undefined
  for (const entry of archive.entries.filter(({ name }) => name.endsWith('.npy'))) {
    throwIfCancelled(o.signal)
    const name = entry.name.slice(0, -'.npy'.length)
    try {
      found.set(name, await arrayOf(archive, entry))
    } catch (thrown) {
      const error = aboutArray(file, name, thrown)
      if (!(error instanceof LoupeError) || error.code !== 'unsupported' || name === o.array) throw error
      refusal ??= error
    }
  }
  if (found.size > 0) return found
  throw refusal ?? namedError('empty', file.path, 'is a NumPy archive without arrays', 'Check the script that wrote it.')
}

/** Beginnings of .npy files are read in pieces of this many bytes; nearly all headers are shorter. */
const headBytes = 4096

async function arrayOf(archive: ZipArchive, entry: ZipEntry): Promise<FoundArray> {
  const first = await archive.head(entry, headBytes)
  if (!isNpy(first)) throw archive.problem('malformed', entry, 'is not a .npy file, though its name says so')
  const dataStart = npyDataStart(first, entry.bytes)
  const whole = dataStart <= first.length ? first : await archive.head(entry, dataStart)
  if (whole.length < dataStart) throw archive.problem('truncated', entry, 'ends inside its header')
  const header = parseNpyHeader(whole, dataStart)
  const bytes = bytesPerElement[header.dtype] * elementsOf(header.shape) + dataStart
  await archive.check(entry, bytes)
  return { entry, header, bytes }
}

function rowsOf(archive: ZipArchive, { name, shape }: ArrayEntry, found: Map<string, FoundArray>) {
  return lazyRows(shape, async () => {
    const { entry, header, bytes } = found.get(name) as FoundArray
    const { file, start } = await archive.content(entry, bytes)
    return denseRows({ file, ...header, dataStart: start + header.dataStart })
  })
}

/** Errors of the layout do not know the array. */
function aboutArray(file: InputFile, name: string, thrown: unknown): unknown {
  if (!(thrown instanceof LoupeError) || thrown.place !== undefined || thrown.code === 'cancelled') return thrown
  const message = `“${file.name}”, array “${name}”: ${thrown.message}`
  return new LoupeError(thrown.code, message, { ...(thrown.hint ? { hint: thrown.hint } : {}), place: file.path })
}
