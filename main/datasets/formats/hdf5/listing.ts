/** What an HDF5 file holds: every data set by its path, with what is needed to read it, or why it can not be read. */

import type { Dtype } from '../../../../contract/records/basics'
import type { LoupeError } from '../../../../contract/wire/errors'
import { elementsOf } from '../../../maths/shape'
import { throwIfCancelled } from '../../cancel'
import { namedError } from '../../files/input-file'
import type { Hdf5File } from './hdf5-file'
import { memoryLimitBytes } from './library'
import type { DatasetMetadata } from './library-types'

export interface Listed {
  /** Groups and name, with / between; none before the first. */
  name: string
  shape: number[]
  /** Numbers have a type and a width in bytes; strings are `text`. */
  dtype: Dtype | 'text'
  width: number
  chunks: number[] | undefined
  bigEndian: boolean
}

export interface Listing {
  datasets: Listed[]
  /** Why data sets were left out, by name. */
  leftOut: Map<string, LoupeError>
}

const maxObjects = 20_000
const maxDepth = 32

/** H5T_class_t */
const classes = { integer: 0, float: 1, text: 3, enumeration: 8 }
/** Filters built into the library: deflate, shuffle, fletcher32, nbit, scaleoffset. */
const readableFilters = [1, 2, 3, 5, 6]
/** A compressed chunk can not hold more than this per byte (deflate: 1032); more is a lie, or nothing was ever written. */
const maxRatio = 4096

/** Throws malformed, truncated, unsupported (too many objects). */
export function listHdf5(file: Hdf5File, signal?: AbortSignal): Listing {
  const listing: Listing = { datasets: [], leftOut: new Map() }
  const open = [{ path: '', depth: 0 }]
  let objects = 0
  for (let next = open.shift(); next; next = open.shift()) {
    throwIfCancelled(signal)
    for (const name of file.names(next.path === '' ? '/' : next.path)) {
      objects += 1
      if (objects > maxObjects) throw tooMany(file)
      const path = `${next.path}/${name}`
      const kind = file.kindOf(path)
      if (kind === 'group' && next.depth < maxDepth) open.push({ path, depth: next.depth + 1 })
      else if (kind === 'dataset') list(file, path, listing)
      else if (kind === 'link') listing.leftOut.set(path.slice(1), elsewhere(file, path.slice(1), 'is a link to another file'))
    }
  }
  return listing
}

function list(file: Hdf5File, path: string, listing: Listing): void {
  const name = path.slice(1)
  const metadata = file.metadata(path)
  const { shape, size: width } = metadata
  const dtype = dtypeOf(metadata)
  if (!dtype || !shape) return
  const listed = { name, shape, dtype, width, chunks: metadata.chunks ?? undefined, bigEndian: !metadata.littleEndian }
  const problem = problemOf(file, listed, metadata)
  if (problem) listing.leftOut.set(name, problem)
  else listing.datasets.push(listed)
}

function dtypeOf({ type, size, signed, vlen, enum_type }: DatasetMetadata): Dtype | 'text' | undefined {
  if (type === classes.integer)
    return ({ 1: 'i8', 2: 'i16', 4: 'i32', 8: 'i64' } as const)[size]?.replace('i', signed ? 'i' : 'u') as Dtype
  if (type === classes.float) return ({ 2: 'f16', 4: 'f32', 8: 'f64' } as const)[size]
  if (type === classes.text && (vlen || size <= 65_536)) return 'text'
  const isBool = type === classes.enumeration && size === 1 && enum_type?.members.TRUE === 1 && enum_type.members.FALSE === 0
  return isBool ? 'bool' : undefined
}

function problemOf(file: Hdf5File, { name, shape, width, chunks }: Listed, metadata: DatasetMetadata): LoupeError | undefined {
  if (metadata.virtual_sources) return elsewhere(file, name, 'is put together from other files')
  const bytes = width * elementsOf(shape)
  const { path, sizeBytes } = file.input
  if (!Number.isSafeInteger(bytes)) return namedError('malformed', path, `has an impossible size in “${name}”`, writeAgain)
  const most = chunks ? sizeBytes * maxRatio : sizeBytes
  if (bytes > most && metadata.type !== classes.text) {
    const happened = `promises ${bytes} bytes in “${name}”, it has ${sizeBytes}`
    return namedError('truncated', path, happened, `${writeAgain} Numbers kept in other files are not read.`)
  }
  if (!chunks) return undefined
  const filter = file.filters(`/${name}`).find(({ id }) => !readableFilters.includes(id))
  if (filter) return foreignFilter(path, name, filter)
  const chunkBytes = width * elementsOf(chunks)
  if (chunkBytes <= memoryLimitBytes / 4) return undefined
  const happened = `has chunks of ${chunkBytes} bytes in “${name}”, more than Loupe unpacks at once`
  return namedError('unsupported', path, happened, 'Write it with smaller chunks, for example chunks=(1024, d).')
}

function foreignFilter(path: string, name: string, filter: { id: number; name: string }): LoupeError {
  const shown = (filter.name || knownFilters[filter.id]) ?? `number ${filter.id}`
  const hint = 'Write it with compression="gzip", or without.'
  return namedError('unsupported', path, `is compressed with ${shown.slice(0, 60)} in “${name}”, which Loupe does not read`, hint)
}

const knownFilters: Record<number, string> = {
  4: 'szip',
  32000: 'lzf',
  32001: 'blosc',
  32004: 'lz4',
  32008: 'bitshuffle',
  32015: 'zstd'
}

function elsewhere(file: Hdf5File, name: string, what: string): LoupeError {
  const hint = 'Open the other file itself, or copy the numbers into this one.'
  return namedError('unsupported', file.input.path, `has “${name}”, which ${what}: that is not read`, hint)
}

function tooMany(file: Hdf5File): LoupeError {
  const happened = `holds more than ${maxObjects} groups and data sets`
  return namedError('unsupported', file.input.path, happened, 'Write the activations as one data set: [rows, d].')
}

const writeAgain = 'Copy or write the file again; it may not have been closed when it was written.'
