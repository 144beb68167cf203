/** What both forms of PyTorch files give: the value of the pickle, and where the numbers of its storages lie. */
import type { PickleValue, StorageRecord } from '../../../codecs/pickle/values'
import type { PlainBytes } from '../../files/zip-archive'

export interface SavedTorch {
  value: PickleValue
  bigEndian: boolean
  /** That the numbers of a storage are in the file; throws truncated, malformed, unsupported, naming the tensor. */
  check(storage: StorageRecord, tensor: string): Promise<void>
  /** Where the run of numbers of the storage's key begins. */
  content(storage: StorageRecord): Promise<PlainBytes>
  close(): Promise<void>
}

/** A pickle longer than this describes more than tensors. */
export const maxPickleBytes = 64 * 1024 * 1024

export function tensorWords(name: string): string {
  return name === '' ? 'a tensor' : `the tensor “${name}”`
}
