/** Numbers out of the answers of studies of label columns: rows and columns of their arrays, read alone, and their records, kept. */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { ColumnsAnswer } from '../../../contract/records/studies/columns'
import { LoupeError } from '../../../contract/wire/errors'
import { parseSafetensorsHeader, type SafetensorsEntry, safetensorsDataStart } from '../../codecs/safetensors'
import type { ProjectLayout } from '../files/layout'
import { studyFiles } from '../files/study-folder'
import type { StoredStudy } from '../study-records'
import { checkedRecord, valueFromJson } from '../tables/stored-records'

/** The answer of a study of label columns. */
export type ColumnAnswers = (study: StoredStudy) => ColumnsAnswer

/** Things kept in memory at most: columns of 131,072 features and many filters. */
const mostKept = 64

export function columnAnswers(layout: ProjectLayout): ColumnAnswers {
  const answers = new Map<string, ColumnsAnswer>()
  return ({ run, id }) => kept(answers, id, () => readAnswer(studyFiles(layout.studyFolder(run, id)).answer))
}

export function kept<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key) ?? make()
  known.delete(key)
  known.set(key, found)
  if (known.size > mostKept) known.delete(known.keys().next().value!)
  return found
}

/** Row of an array [rows, features]. */
export function readRow(path: string, array: string, row: number): Float32Array {
  return withArray(path, array, (file, { begin, shape }) => {
    const width = 4 * shape[1]
    return new Float32Array(bytesAt(file, begin + row * width, width).buffer)
  })
}

/** One feature of an array [rows, features]: [rows]. */
export function readColumn(path: string, array: string, feature: number): Float32Array {
  return withArray(path, array, (file, { begin, shape: [rows, width] }) =>
    Float32Array.from({ length: rows }, (_, row) => {
      return new Float32Array(bytesAt(file, begin + 4 * (row * width + feature), 4).buffer)[0]
    })
  )
}

function withArray<T>(path: string, array: string, use: (file: number, entry: SafetensorsEntry) => T): T {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const start = safetensorsDataStart(bytesAt(file, 0, Math.min(8, size)), size)
    const entry = parseSafetensorsHeader(bytesAt(file, 0, start), size).entries.find(({ name }) => name === array)
    if (!entry) throw new LoupeError('damaged', `The study has no ${array}`, { hint: 'Ask it again.', place: path })
    return use(file, entry)
  } finally {
    closeSync(file)
  }
}

function readAnswer(path: string): ColumnsAnswer {
  return checkedRecord(ColumnsAnswer, valueFromJson(readFileSync(path, 'utf8'), 'study'), 'study')
}

function bytesAt(file: number, at: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let done = 0; done < length; ) {
    const read = readSync(file, bytes, done, length - done, at + done)
    if (read === 0) throw new LoupeError('damaged', 'The answer of a study became shorter', { hint: 'Ask it again.' })
    done += read
  }
  return bytes
}
