/** Numbers out of the answers of studies of label columns: rows and columns of their arrays, read alone, and their records, kept. */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { ColumnsAnswer } from '../../../contract/records/studies/columns'
import { parseSafetensorsHeader, type SafetensorsHeader, safetensorsDataStart } from '../../codecs/safetensors'
import { type CheckedPart, checkedPart, damagedAnswer, partIn } from '../files/block-digests'
import type { ProjectLayout } from '../files/layout'
import { answerFrom, studyFiles } from '../files/study-folder'
import type { StoredStudy } from '../study-records'
import { checkedRecord } from '../tables/stored-records'

/** The answer of a study of label columns. */
export type ColumnAnswers = (study: StoredStudy) => ColumnsAnswer

/** Things kept in memory at most: columns of 131,072 features and many filters. */
const mostKept = 64

export function columnAnswers(layout: ProjectLayout): ColumnAnswers {
  const answers = new Map<string, ColumnsAnswer>()
  return ({ run, id }) => kept(answers, id, () => readAnswer(studyFiles(layout.studyFolder(run, id))))
}

export function kept<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key) ?? make()
  known.delete(key)
  known.set(key, found)
  if (known.size > mostKept) known.delete(known.keys().next().value!)
  return found
}

type ReadPart = (begin: number, length: number) => Uint8Array<ArrayBuffer>

/** Row of an array [rows, features]. */
export function readRow(path: string, array: string, row: number): Float32Array {
  return withArray(path, array, (shape, read) => {
    const width = 4 * shape[1]
    return new Float32Array(read(row * width, width).buffer)
  })
}

/** One feature of an array [rows, features]: [rows]. */
export function readColumn(path: string, array: string, feature: number): Float32Array {
  return withArray(path, array, ([rows, width], read) =>
    Float32Array.from({ length: rows }, (_, row) => {
      return new Float32Array(read(4 * (row * width + feature), 4).buffer)[0]
    })
  )
}

/** `read` gives `length` bytes from byte `begin` of the array, held against their digests. */
function withArray<T>(path: string, array: string, use: (shape: number[], read: ReadPart) => T): T {
  return withHeader(path, (file, { entries }) => {
    const entry = entries.find(({ name }) => name === array)
    if (!entry) throw damagedAnswer(`has no ${array}`, { place: path })
    return use(entry.shape, (begin, length) => {
      const part = checkedPart(entries, entry, begin, length)
      const read = ({ at, length: bytes }: CheckedPart['blocks']) => bytesAt(file, at, bytes)
      return partIn(part, read(part.blocks), part.digests && read(part.digests))
    })
  })
}

function withHeader<T>(path: string, use: (file: number, header: SafetensorsHeader) => T): T {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const start = safetensorsDataStart(bytesAt(file, 0, Math.min(8, size)), size)
    return use(file, parseSafetensorsHeader(bytesAt(file, 0, start), size))
  } finally {
    closeSync(file)
  }
}

function readAnswer({ answer, arrays }: ReturnType<typeof studyFiles>): ColumnsAnswer {
  const written = withHeader(arrays, (_, { metadata }) => metadata.answer)
  return checkedRecord(ColumnsAnswer, answerFrom(readFileSync(answer), written), 'study')
}

function bytesAt(file: number, at: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let done = 0; done < length; ) {
    const read = readSync(file, bytes, done, length - done, at + done)
    if (read === 0) throw damagedAnswer('became shorter')
    done += read
  }
  return bytes
}
