/**
 * Large files of tensors without all of them in memory: written piece by piece, and read one tensor at a time.
 * The layout is codecs/safetensors.ts.
 */
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import type { Tensors } from '../../../../contract/records/arrays'
import { LoupeError } from '../../../../contract/wire/errors'
import { parseSafetensorsHeader, type SafetensorsEntry, safetensorsDataStart } from '../../../codecs/safetensors'
import { collectAfter } from '../../../dictionaries/index'

/** Systems write and read at most 2 GB at once. */
const mostAtOnce = 2 ** 30

/** Makes the file; throws what the system throws. */
export function writePieces(path: string, pieces: Iterable<Uint8Array>): void {
  withOpen(path, 'w', (file) => {
    for (const piece of pieces) {
      for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at, Math.min(mostAtOnce, piece.length - at))
      collectAfter(piece.length / 4)
    }
  })
}

/**
 * The f32 tensors of a safetensors file, each read again whenever its data is asked for, and the metadata.
 * Throws truncated, malformed, and what the system throws; asking for data does too.
 */
export function openTensors(path: string): { tensors: Tensors; metadata: Record<string, string> } {
  const { entries, metadata } = withOpen(path, 'r', (file) => {
    const fileBytes = fstatSync(file).size
    const start = safetensorsDataStart(bytesAt(file, 0, Math.min(8, fileBytes)), fileBytes)
    return parseSafetensorsHeader(bytesAt(file, 0, start), fileBytes)
  })
  return { tensors: Object.fromEntries(entries.map((entry) => [entry.name, tensorIn(path, entry)])), metadata }
}

function tensorIn(path: string, { name, dtype, shape, begin, end }: SafetensorsEntry): Tensors[string] {
  if (dtype !== 'f32') throw new LoupeError('malformed', `Tensor “${name}” is ${dtype}, not f32`)
  return {
    shape,
    get data() {
      return withOpen(path, 'r', (file) => new Float32Array(bytesAt(file, begin, end).buffer))
    }
  }
}

/** From byte `begin` up to `end`, in an array of their own. */
function bytesAt(file: number, begin: number, end: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(end - begin)
  for (let at = 0; at < bytes.length; ) {
    const read = readSync(file, bytes, at, Math.min(mostAtOnce, bytes.length - at), begin + at)
    if (read === 0) throw new LoupeError('truncated', 'The file has become shorter')
    at += read
  }
  return bytes
}

function withOpen<T>(path: string, flags: 'r' | 'w', use: (file: number) => T): T {
  const file = openSync(path, flags)
  try {
    return use(file)
  } finally {
    closeSync(file)
  }
}
