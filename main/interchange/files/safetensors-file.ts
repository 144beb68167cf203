/**
 * Reads tensors of a safetensors file one by one, so that a file of several GB needs no second copy in memory.
 * The layout itself is main/codecs/safetensors.
 */
import { type FileHandle, open } from 'node:fs/promises'
import type { Tensor } from '../../../contract/records/arrays'
import { LoupeError } from '../../../contract/wire/errors'
import { f32FromBytes, type NumberArray, numbersFromBytes } from '../../codecs/dtypes'
import { parseSafetensorsHeader, type SafetensorsEntry, safetensorsDataStart } from '../../codecs/safetensors'

export interface SafetensorsFile {
  entries: SafetensorsEntry[]
  metadata: Record<string, string>
  /** Any tensor as f32. */
  tensor(name: string): Promise<Tensor>
  /** Numbers of a tensor in their own type (halves as f32), for whole numbers that f32 can not hold. */
  numbers(name: string): Promise<NumberArray>
  close(): Promise<void>
}

/** Opens a file and reads its header; throws not-found, truncated, malformed, unsupported. */
export async function openSafetensors(path: string): Promise<SafetensorsFile> {
  const file = await open(path, 'r')
  try {
    return await reader(file, path)
  } catch (thrown) {
    await file.close()
    throw atPath(thrown, path)
  }
}

async function reader(file: FileHandle, path: string): Promise<SafetensorsFile> {
  const { size } = await file.stat()
  const start = safetensorsDataStart(await readBytes(file, 0, Math.min(8, size)), size)
  const header = parseSafetensorsHeader(await readBytes(file, 0, start), size)
  const bytesOf = async (name: string): Promise<{ entry: SafetensorsEntry; bytes: Uint8Array }> => {
    const entry = header.entries.find((candidate) => candidate.name === name)
    if (!entry) throw missing(name, path)
    return { entry, bytes: await readBytes(file, entry.begin, entry.end) }
  }
  return {
    ...header,
    tensor: async (name) => {
      const { entry, bytes } = await bytesOf(name)
      return { shape: entry.shape, data: ownFloats(bytes, entry) }
    },
    numbers: async (name) => {
      const { entry, bytes } = await bytesOf(name)
      return numbersFromBytes(bytes, entry.dtype)
    },
    close: () => file.close()
  }
}

/** f32 tensors take the memory they were read into. */
function ownFloats(bytes: Uint8Array, entry: SafetensorsEntry): Float32Array {
  if (entry.dtype === 'f32') return new Float32Array(bytes.buffer as ArrayBuffer)
  return f32FromBytes(bytes, entry.dtype)
}

async function readBytes(file: FileHandle, begin: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - begin)
  let at = 0
  while (at < bytes.length) {
    const { bytesRead } = await file.read(bytes, at, Math.min(bytes.length - at, 1 << 26), begin + at)
    if (bytesRead === 0) throw new LoupeError('truncated', 'The safetensors file is cut off: it ended while it was read.')
    at += bytesRead
  }
  return bytes
}

function missing(name: string, path: string): LoupeError {
  return new LoupeError('malformed', `${path} has no tensor “${name}”.`, {
    hint: 'Choose a folder that was written by SAELens or by Loupe.',
    place: path
  })
}

/** The codec does not know the file; whoever reads the error should. */
function atPath(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof LoupeError) || thrown.place !== undefined) return thrown
  return new LoupeError(thrown.code, `${path}: ${thrown.message}`, { hint: thrown.hint, place: path, cause: thrown })
}
