/** JSON Lines as a row table: one object per line, its keys are the columns. */
import { type InputFile, namedError } from '../files/input-file'
import { cellFrom } from './cells'
import type { Format, OpenedFile, TableBlock, TableSource } from './format'
import { TextRecords } from './text-records'

export const jsonl: Format = { name: 'jsonl', extensions: ['jsonl', 'ndjson'], recognizes: () => false, open }

/** Lines looked at for their keys: a key that appears later only is not a column. */
const sampleLines = 1000

type Line = Record<string, unknown>

async function open(file: InputFile, signal?: AbortSignal): Promise<OpenedFile> {
  const records = await TextRecords.index(file, false, signal)
  if (records.count === 0) throw namedError('empty', file.path, 'has no rows', 'Check that it was written to its end.')
  const sample = await linesOf(file, records, 0, Math.min(sampleLines, records.count))
  const columns = [...new Set(sample.flatMap((line) => Object.keys(line)))]
  if (columns.length === 0) throw namedError('malformed', file.path, 'has lines without any key', 'Write one key per column.')
  return { arrays: [], rowsOf: () => neverAsked(file), table: tableOf(file, records, columns) }
}

function tableOf(file: InputFile, records: TextRecords, columns: string[]): TableSource {
  const read = async (from: number, to: number): Promise<TableBlock> => {
    const lines = await linesOf(file, records, from, to)
    return { from, rows: to - from, column: async (name) => lines.map((line) => cellFrom(line[name])) }
  }
  return {
    rows: records.count,
    columns,
    read,
    async *blocks() {
      for (const { from, to } of records.ranges(0)) yield await read(from, to)
    }
  }
}

async function linesOf(file: InputFile, records: TextRecords, from: number, to: number): Promise<Line[]> {
  const { first, text } = await records.read(from, to)
  const lines = text.split('\n').filter((line) => line !== '' && line !== '\r')
  return lines.slice(from - first, to - first).map((line, index) => lineFrom(file, line, from + index, records.count))
}

function lineFrom(file: InputFile, line: string, row: number, rows: number): Line {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    const isLast = row === rows - 1
    const hint = isLast ? 'Its last line may be cut off: copy or download it again.' : 'Write one JSON object per line.'
    throw namedError(isLast ? 'truncated' : 'malformed', file.path, `has a row ${row} that is not JSON`, hint)
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Line
  throw namedError('malformed', file.path, `has a row ${row} that is not an object`, 'Write one JSON object per line.')
}

function neverAsked(file: InputFile): never {
  throw namedError('unsupported', file.path, 'holds no activations', 'Choose it as the row table.')
}
