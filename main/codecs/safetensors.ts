/**
 * The safetensors layout as pure functions on bytes: u64 header length, JSON header, then the tensors’ data.
 * Reading and writing of files, and what the tensors mean, are others’ work.
 */

import type { Tensor } from '../../contract/records/arrays'
import type { Dtype } from '../../contract/records/basics'
import { LoupeError } from '../../contract/wire/errors'
import { elementsOf } from '../maths/shape'
import { bytesPerElement, f32FromBytes, type NumberArray, numbersFromBytes } from './dtypes'

/** One tensor of a header; `begin` and `end` count from the start of the file. */
export interface SafetensorsEntry {
  name: string
  dtype: Dtype
  shape: number[]
  begin: number
  end: number
}

export interface SafetensorsHeader {
  /** In order of their data in the file. */
  entries: SafetensorsEntry[]
  metadata: Record<string, string>
}

/** Types as the header names them. */
export const typeNames: Record<Dtype, string> = {
  f16: 'F16',
  bf16: 'BF16',
  f32: 'F32',
  f64: 'F64',
  i8: 'I8',
  i16: 'I16',
  i32: 'I32',
  i64: 'I64',
  u8: 'U8',
  u16: 'U16',
  u32: 'U32',
  u64: 'U64',
  bool: 'BOOL'
}
const dtypes = new Map(Object.entries(typeNames).map(([dtype, name]) => [name, dtype as Dtype]))

/** The safetensors library refuses longer headers; so does Loupe. */
const maxHeaderBytes = 100_000_000

/** Length of header and length field together, from the first 8 bytes; throws truncated or malformed. */
export function safetensorsDataStart(first: Uint8Array, fileBytes: number): number {
  if (first.length < 8 || fileBytes < 8) throw truncated('it is shorter than the 8 bytes that start it')
  const length = Number(new DataView(first.buffer, first.byteOffset).getBigUint64(0, true))
  if (length < 2 || length > maxHeaderBytes) throw malformed(`a header of ${length} bytes`)
  if (8 + length > fileBytes) throw truncated(`its header needs ${length} bytes`)
  return 8 + length
}

/** Header of a file, from its first bytes (at least up to the data); throws truncated, malformed, unsupported. */
export function parseSafetensorsHeader(bytes: Uint8Array, fileBytes = bytes.length): SafetensorsHeader {
  const dataStart = safetensorsDataStart(bytes, fileBytes)
  const fields = jsonObject(bytes.subarray(8, dataStart))
  const metadata: Record<string, string> = {}
  const entries: SafetensorsEntry[] = []
  for (const [name, value] of Object.entries(fields)) {
    if (name !== '__metadata__') entries.push(entryFrom(name, value, dataStart, fileBytes))
    else for (const [key, text] of Object.entries(asObject(value, name))) metadata[key] = String(text)
  }
  return { entries: entries.sort((a, b) => a.begin - b.begin), metadata }
}

/** All tensors of a whole file as f32, with the metadata; i64 beyond 2^24 loses precision. */
export function tensorsFromSafetensors(bytes: Uint8Array): { tensors: Record<string, Tensor>; metadata: Record<string, string> } {
  const header = parseSafetensorsHeader(bytes)
  const tensors: Record<string, Tensor> = {}
  for (const entry of header.entries) {
    tensors[entry.name] = { shape: entry.shape, data: f32FromBytes(bytes.subarray(entry.begin, entry.end), entry.dtype) }
  }
  return { tensors, metadata: header.metadata }
}

/** The numbers of one tensor of a whole file in their own type (halves as f32); a copy. */
export function numbersFromSafetensors(bytes: Uint8Array, entry: SafetensorsEntry): NumberArray {
  return numbersFromBytes(bytes.subarray(entry.begin, entry.end), entry.dtype)
}

function entryFrom(name: string, value: unknown, dataStart: number, fileBytes: number): SafetensorsEntry {
  const fields = asObject(value, name)
  const dtype = dtypes.get(String(fields.dtype))
  if (!dtype) throw unsupported(name, String(fields.dtype))
  const shape = counts(fields.shape)
  const offsets = counts(fields.data_offsets)
  if (!shape || offsets?.length !== 2) throw malformed(`the entry of tensor “${name}”`)
  const [begin, end] = offsets
  if (end - begin !== elementsOf(shape) * bytesPerElement[dtype]) throw malformed(`the size of tensor “${name}”`)
  if (dataStart + end > fileBytes) {
    throw truncated(`tensor “${name}” ends at byte ${dataStart + end}, the file at ${fileBytes}`)
  }
  return { name, dtype, shape, begin: dataStart + begin, end: dataStart + end }
}

function jsonObject(bytes: Uint8Array): Record<string, unknown> {
  try {
    return asObject(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), 'the header')
  } catch (cause) {
    if (cause instanceof LoupeError) throw cause
    throw malformed('a header that is not JSON')
  }
}

function asObject(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(`“${what}” in its header`)
  return value as Record<string, unknown>
}

function counts(value: unknown): number[] | undefined {
  if (!Array.isArray(value)) return undefined
  return value.every((item) => Number.isSafeInteger(item) && item >= 0) ? (value as number[]) : undefined
}

function malformed(what: string): LoupeError {
  return new LoupeError('malformed', `This is not a safetensors file that can be read: ${what} makes no sense.`, {
    hint: 'Write the file again, or choose another one.'
  })
}

function truncated(what: string): LoupeError {
  return new LoupeError('truncated', `The safetensors file is cut off: ${what}.`, {
    hint: 'Copy or download the file again; it was not written to its end.'
  })
}

function unsupported(name: string, dtype: string): LoupeError {
  return new LoupeError('unsupported', `Tensor “${name}” has the type ${dtype}, which Loupe does not read.`, {
    hint: 'Save it as F32, F16 or BF16.'
  })
}
