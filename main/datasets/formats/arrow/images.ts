/** Columns of Arrow record batches that hold images: binary ones, and structures of bytes and a path. */
import type { ColumnPlace } from '../../../codecs/arrow/schema'
import { numbersFromBytes } from '../../../codecs/dtypes'
import type { ScalarColumn } from '../columns/column'
import { holdsImages } from '../columns/holds-images'
import type { ImageReader } from '../format'
import type { ArrowBatches } from './batches'
import { isScalar } from './cells'
import { validity } from './levels'
import type { ArrowRecord } from './record'

const maxBytes = 256 * 1024 * 1024

/** The column with its images; undefined where it holds none, or none that can be read. */
export async function imageColumn(
  batches: ArrowBatches,
  place: ColumnPlace,
  cellsOf: (path: ColumnPlace) => ScalarColumn['cells']
): Promise<ScalarColumn | undefined> {
  const bytes = isBinary(place) ? place : place.children.find((child) => child.field.name === 'bytes' && isBinary(child))
  if (!bytes || place.children.some(({ children }) => children.length > 0)) return undefined
  if (bytes !== place && place.field.type.kind !== 'other') return undefined
  const path = place.children.find((child) => child.field.name === 'path' && isScalar(child))
  const cells = path ? cellsOf(path) : async (from: number, to: number) => new Array(to - from).fill(null)
  const image: ImageReader = async (row) => {
    const [[name], stored] = [await cells(row, row + 1), await bytesAt(batches, place, bytes, row)]
    return { ...(stored ? { bytes: stored } : {}), ...(typeof name === 'string' ? { path: name } : {}) }
  }
  return (await holdsImages(image, batches.rows).catch(() => false)) ? { name: place.field.name, cells, image } : undefined
}

function isBinary({ field }: ColumnPlace): boolean {
  return field.type.kind === 'binary' && !field.dictionary
}

async function bytesAt(
  batches: ArrowBatches,
  place: ColumnPlace,
  bytes: ColumnPlace,
  row: number
): Promise<Uint8Array | undefined> {
  const batch = batches.batchOf(row)
  const record = await batches.record(batch)
  const at = row - batches.starts[batch]
  if (at >= record.length(bytes)) throw record.error(`whose column “${place.field.name}” has too few values`)
  for (const level of new Set([place, bytes])) if ((await validity(record, level, at, 1))?.[0] === 0) return undefined
  return valueAt(record, bytes, at)
}

async function valueAt(record: ArrowRecord, place: ColumnPlace, at: number): Promise<Uint8Array> {
  const { type } = place.field
  const [width, dtype] = type.kind === 'binary' && type.wide ? ([8, 'i64'] as const) : ([4, 'i32'] as const)
  const ends = numbersFromBytes(await record.bytes(place, 1, at * width, (at + 2) * width), dtype)
  const [first, last] = Array.from<number | bigint>(ends).map(Number)
  if (first < 0 || last < first || last - first > maxBytes) throw record.error('with values of impossible lengths')
  return record.bytes(place, 2, first, last)
}
