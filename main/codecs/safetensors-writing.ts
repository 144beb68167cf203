/** Tensors as bytes of a safetensors file; the layout is in safetensors.ts. */

import type { Dtype } from '../../contract/records/basics'
import { LoupeError } from '../../contract/wire/errors'
import { elementsOf } from '../maths/shape'
import { bytesPerElement, dtypeOfArray, type NumberArray, toBytes } from './dtypes'
import { typeNames } from './safetensors'

/** A tensor to write: `dtype` (default: that of the array) may be f16 or bf16 for f32 data. */
export interface WritableTensor {
  shape: number[]
  data: NumberArray
  dtype?: Dtype
}

/** A whole file. Tensors are laid out by name so that equal content gives equal bytes. */
export function tensorsToSafetensors(
  tensors: Record<string, WritableTensor>,
  metadata: Record<string, string> = {}
): Uint8Array<ArrayBuffer> {
  const parts = safetensorsParts(tensors, metadata)
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

/** The same file as pieces in order (header, then one per tensor), to be written without copying them together. */
export function safetensorsParts(tensors: Record<string, WritableTensor>, metadata: Record<string, string> = {}): Uint8Array[] {
  return [...safetensorsPieces(tensors, metadata)]
}

/** The same pieces one by one. The data of a tensor whose `dtype` is given is asked for when its turn has come. */
export function* safetensorsPieces(
  tensors: Record<string, WritableTensor>,
  metadata: Record<string, string> = {}
): Generator<Uint8Array> {
  const start = safetensorsStart(
    Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, { shape: tensor.shape, dtype: dtypeOf(tensor) }])),
    metadata
  )
  yield start.bytes
  for (const name of start.order) {
    const tensor = tensors[name]
    const dtype = dtypeOf(tensor)
    const data = toBytes(tensor.data, dtype)
    if (data.length !== elementsOf(tensor.shape) * bytesPerElement[dtype]) throw mismatch(name, tensor)
    yield data
  }
}

/** What a file begins with, and the order in which the data of the tensors follows it. */
export function safetensorsStart(
  tensors: Record<string, { shape: number[]; dtype: Dtype }>,
  metadata: Record<string, string> = {}
): { bytes: Uint8Array; order: string[] } {
  const header: Record<string, unknown> = {}
  if (Object.keys(metadata).length > 0) header.__metadata__ = metadata
  const ordered = layoutOrder(tensors)
  let offset = 0
  for (const [name, { dtype, shape }] of ordered) {
    const end = offset + elementsOf(shape) * bytesPerElement[dtype]
    header[name] = { dtype: typeNames[dtype], shape, data_offsets: [offset, end] }
    offset = end
  }
  return { bytes: headerBytes(header), order: ordered.map(([name]) => name) }
}

/** The data is asked for only where nothing else says it. */
function dtypeOf(tensor: WritableTensor): Dtype {
  return tensor.dtype ?? dtypeOfArray(tensor.data)
}

/** Wide types first, then by name, as the safetensors library does: each tensor's data stays aligned. */
function layoutOrder<T extends { dtype: Dtype }>(tensors: Record<string, T>): [string, T][] {
  const width = ({ dtype }: T): number => bytesPerElement[dtype]
  return Object.entries(tensors).sort(([a, x], [b, y]) => width(y) - width(x) || (a < b ? -1 : 1))
}

function headerBytes(header: Record<string, unknown>): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(header))
  const length = Math.ceil(text.length / 8) * 8
  const bytes = new Uint8Array(8 + length).fill(0x20)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true)
  bytes.set(text, 8)
  return bytes
}

function mismatch(name: string, tensor: WritableTensor): LoupeError {
  return new LoupeError(
    'internal',
    `Tensor “${name}” has ${tensor.data.length} numbers for the shape [${tensor.shape.join(', ')}].`
  )
}
