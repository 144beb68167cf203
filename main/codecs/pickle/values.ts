/**
 * What a pickle's bytes are read into: plain values, and records for tensors, storages and NumPy arrays.
 * Nothing here has behavior of its own; a record says where numbers lie, not what they are.
 */
import type { Dtype } from '../../../contract/records/basics'
import { LoupeError } from '../../../contract/wire/errors'

/** Lists and tuples are arrays; dictionaries keep their order and their keys' types; integers beyond 2^53 are bigint. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | Set<PickleValue>
  | PickleRecord

export type PickleRecord =
  | NameRecord
  | StorageRecord
  | TensorRecord
  | RefusedRecord
  | NumpyDtypeRecord
  | NumpyArrayRecord
  | SettingsRecord

/** A class, function or constant by its full name: torch.float16. */
export interface NameRecord {
  kind: 'name'
  name: string
}

/** A run of numbers beside the pickle, by key. `begin` and `bytes` count within the run of that key. */
export interface StorageRecord {
  kind: 'storage'
  key: string
  /** torch.FloatStorage */
  type: string
  begin: number
  bytes: number
}

/** A view of a storage: element (i, j …) is number offset + i · stride[0] + j · stride[1] … of it. */
export interface TensorRecord {
  kind: 'tensor'
  storage: StorageRecord
  dtype: Dtype
  offset: number
  shape: number[]
  stride: number[]
}

/** A tensor that is well formed and not a plain array of numbers: `why` reads “is sparse”. */
export interface RefusedRecord {
  kind: 'refused'
  why: string
}

export interface NumpyDtypeRecord {
  kind: 'numpy-dtype'
  dtype: Dtype | undefined
  bigEndian: boolean
}

/** An array of NumPy inside of the pickle, numbers as they lie in it. */
export interface NumpyArrayRecord {
  kind: 'numpy-array'
  dtype: Dtype | undefined
  bigEndian: boolean
  fortran: boolean
  shape: number[]
  bytes: Uint8Array
}

/** An object of a class that only holds settings: its attributes by name. The class itself is not here, and nothing of it runs. */
export interface SettingsRecord {
  kind: 'settings'
  values: Map<PickleValue, PickleValue>
}

/** The record of this kind, if the value is one. */
export function recordOf<K extends PickleRecord['kind']>(value: PickleValue | undefined, kind: K) {
  const isRecord = typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
  return isRecord ? (value as Extract<PickleRecord, { kind: K }>) : undefined
}

export const tensorsOnly = { hint: 'Save tensors only, for example torch.save({"acts": acts}, "acts.pt"), or use .safetensors.' }

/** Something in the pickle makes no sense. */
export function badPickle(what: string): LoupeError {
  return new LoupeError('malformed', `The pickle in the file can not be read: ${what}.`, {
    hint: 'Copy or download the file again, or write it again with torch.save.'
  })
}

/** Something that would run code, or needs code that is not here. */
export function refusedPickle(what: string): LoupeError {
  return new LoupeError('unsupported', `The file ${what}.`, tensorsOnly)
}

/** A value as a word; never goes into lists, which may be deep. */
export function wordOf(value: PickleValue | undefined): string {
  return typeof value === 'object' || value === undefined ? '?' : String(value)
}

/** A name out of a file, fit to be shown. */
export function shownName(name: string, length = 100): string {
  const plain = name.slice(0, length + 1).replace(/\p{Cc}/gu, '?')
  return plain.length > length ? `${plain.slice(0, length)}…` : plain
}
