/**
 * PyTorch files of before 1.6 (torch/serialization.py, _legacy_save): pickles of a magic number, a version, facts about the
 * machine, the value, and the keys of the storages; then, per key, the number of elements (i64) and the elements.
 * Numbers are little-endian, whatever the machine.
 */
import { LoupeError } from '../../../../contract/wire/errors'
import { storageWidth, torchStorage } from '../../../codecs/pickle/torch'
import { unpickleAt } from '../../../codecs/pickle/unpickle'
import type { PickleValue, StorageRecord } from '../../../codecs/pickle/values'
import { type InputFile, namedError } from '../../files/input-file'
import { maxPickleBytes, type SavedTorch, tensorWords } from './saved'

/** 0x1950a86a20f9469cfc6c, as it lies in a pickle. */
const magic = Buffer.from([0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19])
const version = 1001
/** The magic number comes behind the protocol and, from protocol 4 on, the length of a frame. */
const magicWithin = 32

export function isTorchStream(head: Uint8Array): boolean {
  return head[0] === 0x80 && Buffer.from(head.subarray(0, magicWithin)).includes(magic)
}

interface Pickles {
  value: PickleValue
  /** Elements wide by key, of all storages that the value refers to. */
  widths: Map<string, number>
  keys: PickleValue
  end: number
}

interface Run {
  start: number
  bytes: number
}

/** Throws truncated, malformed, unsupported. */
export async function openTorchStream(file: InputFile): Promise<SavedTorch> {
  const pickles = await readPickles(file)
  const runs = await findRuns(file, pickles)
  return {
    value: pickles.value,
    bigEndian: false,
    check: async (storage, tensor) => check(file, runs, storage, tensor),
    content: async ({ key }) => ({ file, start: (runs.get(key) as Run).start }),
    close: async () => undefined
  }
}

/** How long the pickles are is not said anywhere: what is too short is read again with more. */
async function readPickles(file: InputFile): Promise<Pickles> {
  for (let length = 1024 * 1024; ; length *= 8) {
    const bytes = await file.read(0, Math.min(length, maxPickleBytes))
    try {
      return picklesIn(bytes)
    } catch (thrown) {
      const isShort = thrown instanceof LoupeError && thrown.code === 'truncated' && bytes.length < file.sizeBytes
      if (!isShort || length >= maxPickleBytes) throw thrown
    }
  }
}

function picklesIn(bytes: Uint8Array): Pickles {
  const widths = new Map<string, number>()
  const persistentLoad = (id: PickleValue): StorageRecord => {
    const storage = torchStorage(id)
    widths.set(storage.key, storageWidth(storage.type) ?? 1)
    return storage
  }
  let end = 0
  const next = (): PickleValue => {
    const read = unpickleAt(bytes, end, { persistentLoad })
    end = read.end
    return read.value
  }
  next()
  const found = next()
  if (found !== version) throw new LoupeError('unsupported', 'The file has a version of PyTorch’s format that is not known.')
  next()
  return { value: next(), widths, keys: next(), end }
}

async function findRuns(file: InputFile, { keys, widths, end }: Pickles): Promise<Map<string, Run>> {
  const runs = new Map<string, Run>()
  let at = end
  for (const key of Array.isArray(keys) ? keys : []) {
    const width = typeof key === 'string' ? widths.get(key) : undefined
    if (typeof key !== 'string' || width === undefined) throw malformed(file, at)
    const elements = await elementsAt(file, at)
    const bytes = elements * width
    if (at + 8 + bytes > file.sizeBytes) throw truncated(file, at + 8 + bytes)
    runs.set(key, { start: at + 8, bytes })
    at += 8 + bytes
  }
  return runs
}

async function elementsAt(file: InputFile, at: number): Promise<number> {
  const bytes = await file.read(at, 8)
  if (bytes.length < 8) throw truncated(file, at + 8)
  const elements = new DataView(bytes.buffer).getBigInt64(0, true)
  if (elements < 0n) throw malformed(file, at)
  return Number(elements)
}

function check(file: InputFile, runs: Map<string, Run>, storage: StorageRecord, tensor: string): void {
  const run = runs.get(storage.key)
  if (!run) throw namedError('malformed', file.path, `lacks the numbers of ${tensorWords(tensor)}`, again)
  if (storage.begin + storage.bytes <= run.bytes) return
  const happened = `holds ${tensorWords(tensor)}, which needs ${storage.begin + storage.bytes} bytes; there are ${run.bytes}`
  throw namedError('malformed', file.path, happened, again)
}

const again = 'Copy or download the file again, or write it again with torch.save.'

function malformed(file: InputFile, at: number): LoupeError {
  return namedError('malformed', file.path, `can not be read as a PyTorch file: what is at byte ${at} makes no sense`, again)
}

function truncated(file: InputFile, needed: number): LoupeError {
  const happened = `is cut off: its tensors need ${needed} bytes, it has ${file.sizeBytes}`
  return namedError('truncated', file.path, happened, again)
}
