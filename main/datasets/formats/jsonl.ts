/**
 * JSON Lines: an object per line, whose lists of numbers are activations and whose other keys are the row table; or a list of
 * numbers per line.
 */
import { type InputFile, namedError } from '../files/input-file'
import { cellFrom } from './cells'
import type { Columns, ScalarColumn, VectorColumn } from './columns/column'
import { openedColumns } from './columns/opened'
import type { Cell, Format, OpenedFile, OpenOptions } from './format'
import { bareKey, JsonLines, type Line } from './jsonl-lines'
import { JsonVectors, sizesOfLists } from './jsonl-vectors'
import { TextRecords } from './text-records'

export const jsonl: Format = { name: 'jsonl', extensions: ['jsonl', 'ndjson'], recognizes: () => false, open }

/** Lines looked at for their keys, if they are not long: a key that appears later only is not a column. */
const sampleLines = 1000
const sampleBytes = 4 * 1024 * 1024

async function open(file: InputFile, { signal }: OpenOptions): Promise<OpenedFile> {
  const records = await TextRecords.index(file, false, signal)
  if (records.count === 0) throw namedError('empty', file.path, 'has no rows', 'Check that it was written to its end.')
  return openedColumns(await columnsOf(new JsonLines(file, records)))
}

async function columnsOf(lines: JsonLines): Promise<Columns> {
  const sample = await lines.read(0, sampleEnd(lines))
  const keys = [...new Set(sample.flatMap((line) => Object.keys(line)))]
  const noKeys = 'has lines without any key'
  if (keys.length === 0) throw namedError('malformed', lines.file.path, noKeys, 'Write one key per column.')
  if (keys.includes(bareKey) && keys.length > 1) refuseMixed(lines, sample)
  const vectors: VectorColumn[] = []
  const scalars: ScalarColumn[] = []
  for (const key of keys) {
    const sizes = commonSizes(sample, key, keys.length === 1)
    if (sizes) vectors.push(new JsonVectors(lines, key, sizes))
    else if (key !== bareKey) scalars.push({ name: key, cells: (from, to) => cells(lines, key, from, to) })
    else refuseLists(lines, sample)
  }
  return { rows: lines.count, vectors, scalars, ranges: () => lines.records.ranges(0) }
}

function sampleEnd(lines: JsonLines): number {
  const perLine = lines.file.sizeBytes / lines.count
  return Math.min(lines.count, sampleLines, Math.max(1, Math.floor(sampleBytes / perLine)))
}

/** The shape that the key has in all lines looked at; where lists are all there is, that of the first: reading names the odd one. */
function commonSizes(sample: Line[], key: string, isAll: boolean): number[] | undefined {
  const first = sizesOfLists(sample[0][key])
  const same = (line: Line): boolean => {
    const sizes = sizesOfLists(line[key])
    return isAll ? sizes !== undefined || key === bareKey : String(sizes) === String(first)
  }
  return first && sample.every(same) ? first : undefined
}

function refuseMixed(lines: JsonLines, sample: Line[]): never {
  const isList = (line: Line): boolean => bareKey in line
  const row = sample.findIndex((line) => isList(line) !== isList(sample[0]))
  throw lines.error(row, 'changes between lists and objects', 'Write one JSON object, or one list of numbers, per line.')
}

/** Lists without a key that hold no numbers: nothing names the columns. */
function refuseLists(lines: JsonLines, sample: Line[]): never {
  const row = sample.findIndex((line) => bareKey in line)
  throw lines.error(row, 'has a list that is not of numbers', 'Write one JSON object or list of numbers per line.')
}

async function cells(lines: JsonLines, key: string, from: number, to: number): Promise<Cell[]> {
  const found: Cell[] = []
  await lines.each(from, to, (line, row) => found.push(cellOf(lines, line[key], row)))
  return found
}

/** Values of JSON always can be written as text again, unless they are nested deeper than the stack. */
function cellOf(lines: JsonLines, value: unknown, row: number): Cell {
  try {
    return cellFrom(value)
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown
    throw lines.error(row, 'has lists or objects nested too deep', 'Write texts and numbers, and vectors as lists of numbers.')
  }
}
