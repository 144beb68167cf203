/**
 * The folder of an answered study: `answer.json`, small, and `arrays.safetensors`, its big arrays in f32 and u32.
 * Written whole or not at all by the process that answers; read by the engine, arrays a slice at a time. Both are told to be damaged
 * where a bit of them changed (block-digests.ts).
 */

import { writeFileSync } from 'node:fs'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StudyArray } from '../../../contract/records/studies/study'
import { LoupeError } from '../../../contract/wire/errors'
import {
  parseSafetensorsHeader,
  type SafetensorsEntry,
  type SafetensorsHeader,
  safetensorsDataStart
} from '../../codecs/safetensors'
import { safetensorsPieces } from '../../codecs/safetensors-writing'
import { elementsOf } from '../../maths/shape'
import { readExactly, writeAll } from './activation-index/parts'
import { type CheckedPart, checkedPart, damagedAnswer, digestOfText, holdsDigests, partIn, withDigests } from './block-digests'
import { writeFolderAtomically } from './write-atomically'

/** Paths of the files in the folder of a study. */
export function studyFiles(folder: string): { answer: string; arrays: string } {
  return { answer: join(folder, 'answer.json'), arrays: join(folder, 'arrays.safetensors') }
}

/** Arrays by name; the product of `shape` is the length of `data`. */
export type StudyArrays = Record<string, { shape: number[]; data: Float32Array | Uint32Array }>

/** Some rows of an array. */
export interface StudySlice {
  shape: number[]
  dtype: StudyArray['dtype']
  values: Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>
}

export async function writeStudyFolder(folder: string, answer: unknown, arrays: StudyArrays): Promise<void> {
  await writeFolderAtomically(folder, async (temporary) => {
    const text = new TextEncoder().encode(JSON.stringify(answer))
    writeFileSync(studyFiles(temporary).answer, text)
    const file = await open(studyFiles(temporary).arrays, 'w')
    try {
      let at = 0
      for (const piece of safetensorsPieces(withDigests(arrays), { answer: digestOfText(text) })) {
        await writeAll(file, piece, at)
        at += piece.length
      }
    } finally {
      await file.close()
    }
  })
}

/** The answer as it was written, still to be checked. Throws `damaged`. */
export async function readStudyAnswer(folder: string): Promise<unknown> {
  try {
    const written = await withArrays(folder, async ({ metadata }) => metadata.answer)
    return answerFrom(await readFile(studyFiles(folder).answer), written)
  } catch (cause) {
    throw damaged(folder, cause)
  }
}

/** `written`: the digest of the text, undefined in an answer of an older Loupe. Throws damaged. */
export function answerFrom(text: Uint8Array, written: string | undefined): unknown {
  if (written !== undefined && written !== digestOfText(text)) throw damagedAnswer('is damaged')
  try {
    return JSON.parse(new TextDecoder().decode(text))
  } catch (cause) {
    throw damagedAnswer('can not be read', { cause })
  }
}

/** Which arrays there are. */
export function studyArrays(folder: string): Promise<StudyArray[]> {
  return withArrays(folder, async ({ entries }) => {
    const own = entries.filter((entry) => !holdsDigests(entry))
    return own.map(({ name, dtype, shape }) => ({ name, dtype: known(dtype), shape }))
  })
}

/** Bytes that are read at once where a whole answer is. */
const readAtOnce = 4 * 1024 * 1024

/** Reads all arrays once. Throws damaged. */
export function checkStudyArrays(folder: string): Promise<void> {
  return withArrays(folder, async ({ file, entries }) => {
    for (const entry of entries.filter((one) => !holdsDigests(one)))
      for (let at = 0, end = entry.end - entry.begin; at < end; at += readAtOnce)
        await readPart(file, checkedPart(entries, entry, at, Math.min(readAtOnce, end - at)))
  })
}

/** Rows from … from + count − 1 of an array, as far as there are. Throws `not-found`, `usage` for more than `mostBytes`, `damaged`. */
export function studySlice(
  folder: string,
  { array, from, count, mostBytes }: { array: string; from: number; count: number; mostBytes: number }
): Promise<StudySlice> {
  return withArrays(folder, async ({ file, entries }) => {
    const entry = entries.find(({ name }) => name === array) ?? refuse(array, entries)
    const [rows = 1, ...rest] = entry.shape
    const dtype = known(entry.dtype)
    const width = 4 * elementsOf(rest)
    const begin = Math.min(from, rows)
    const taken = Math.min(count, rows - begin)
    if (taken * width > mostBytes)
      throw new LoupeError('usage', `${taken} rows of “${array}” are more than one answer carries`, {
        hint: `Ask for at most ${Math.floor(mostBytes / width)} rows at a time.`
      })
    const bytes = await readPart(file, checkedPart(entries, entry, begin * width, taken * width))
    const values = dtype === 'f32' ? new Float32Array(bytes.buffer) : new Uint32Array(bytes.buffer)
    return { shape: [taken, ...rest], dtype, values }
  })
}

async function readPart(file: FileHandle, part: CheckedPart): Promise<Uint8Array<ArrayBuffer>> {
  const read = ({ at, length }: CheckedPart['blocks']) => readExactly(file, at, length)
  return partIn(part, await read(part.blocks), part.digests && (await read(part.digests)))
}

async function withArrays<T>(folder: string, use: (open: SafetensorsHeader & { file: FileHandle }) => Promise<T>): Promise<T> {
  const file = await open(studyFiles(folder).arrays, 'r').catch((cause) => {
    throw damaged(folder, cause)
  })
  try {
    const { size } = await file.stat()
    const start = safetensorsDataStart(await readExactly(file, 0, 8), size)
    return await use({ file, ...parseSafetensorsHeader(await readExactly(file, 0, start), size) })
  } catch (thrown) {
    throw thrown instanceof LoupeError && thrown.code === 'damaged' ? damaged(folder, thrown) : thrown
  } finally {
    await file.close()
  }
}

function known(dtype: string): StudyArray['dtype'] {
  if (dtype === 'f32' || dtype === 'u32') return dtype
  throw new LoupeError('damaged', `The arrays of this study hold ${dtype}, which none of Loupe’s does`)
}

function refuse(array: string, entries: SafetensorsEntry[]): never {
  throw new LoupeError('not-found', `This study has no array “${array}”`, {
    hint: `It has: ${entries.map(({ name }) => name).join(', ') || 'none'}.`
  })
}

function damaged(folder: string, cause?: unknown): LoupeError {
  return damagedAnswer('can not be read', { place: folder, cause })
}
