/**
 * Text tables as pure functions: where records end, which character separates, cells of some whole records.
 * Quoting follows RFC 4180; files and offsets are kept by main/datasets.
 */
import { parse } from 'csv-parse/sync'
import { LoupeError } from '../../contract/wire/errors'

const quote = 0x22
const newline = 0x0a
const carriageReturn = 0x0d

/**
 * Finds records in chunks of bytes that come one after another; blank lines are none.
 * With `quotes`, line ends inside quotes do not count. `onRecord` gets the offset behind each record's line end,
 * counted over all chunks.
 */
export class RecordScanner {
  private offset = 0
  private inQuotes = false
  private hasContent = false

  constructor(
    private readonly quotes: boolean,
    private readonly onRecord: (end: number) => void
  ) {}

  /** True while a quote is open: the file must not end here. */
  get insideQuotes(): boolean {
    return this.inQuotes
  }

  /** True when a record has begun that no line end has closed. */
  get insideRecord(): boolean {
    return this.hasContent
  }

  push(chunk: Uint8Array): void {
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i]
      if (byte === newline && !this.inQuotes) this.endLine(this.offset + i + 1)
      else if (byte !== carriageReturn) {
        this.hasContent = true
        if (byte === quote && this.quotes) this.inQuotes = !this.inQuotes
      }
    }
    this.offset += chunk.length
  }

  private endLine(end: number): void {
    if (this.hasContent) this.onRecord(end)
    this.hasContent = false
  }
}

/** The separator of a table by its first record: the one of tab, comma, semicolon that occurs most outside quotes; comma if none. */
export function separatorOf(firstRecord: string): string {
  const bare = firstRecord.replace(/"[^"]*"/g, '')
  const counts = ['\t', ',', ';'].map((separator) => ({ separator, count: bare.split(separator).length - 1 }))
  const best = counts.reduce((a, b) => (b.count > a.count ? b : a))
  return best.count > 0 ? best.separator : ','
}

const commaNumber = /^\s*[+-]?\d+(,\d+)?(e[+-]?\d+)?\s*$/i

/** Whether a record is numbers written as `0,5`, as spreadsheets of some countries save them. */
export function hasDecimalCommas(record: string): boolean {
  const cells = record.trim().split(/[;\t]/)
  return cells.length > 1 && record.includes(',') && cells.every((cell) => commaNumber.test(cell))
}

/** Cells of whole records. Blank lines are left out. Throws malformed where quotes do not match. */
export function cellsFromText(text: string, separator: string): string[][] {
  if (!text.includes('"')) return plainCells(text, separator)
  try {
    return parse(text, {
      delimiter: separator,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true
    })
  } catch (cause) {
    throw unmatchedQuotes(cause)
  }
}

function unmatchedQuotes(cause: unknown): LoupeError {
  return new LoupeError('malformed', 'The quotes in the table do not match.', {
    hint: 'Put text with quotes or separators in double quotes, and double the quotes inside it.',
    cause
  })
}

/** Records of a whole table with the line (from 1) that each ends on. Throws malformed where quotes do not match. */
export function recordsFromText(text: string, separator: string): { cells: string[]; line: number }[] {
  const options = {
    delimiter: separator,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    info: true as const
  }
  try {
    const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[]
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }))
  } catch (cause) {
    throw unmatchedQuotes(cause)
  }
}

/** Records of a whole table by the names in its first record; missing cells are ''. Throws malformed. */
export function csvRecords(text: string): Record<string, string>[] {
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text
  const [names = [], ...records] = cellsFromText(bare, separatorOf(bare.slice(0, bare.search(/[\r\n]|$/))))
  return records.map((cells) => Object.fromEntries(names.map((name, index) => [name.trim(), cells[index] ?? ''])))
}

function plainCells(text: string, separator: string): string[][] {
  const records: string[][] = []
  for (const line of text.split('\n')) {
    const bare = line.endsWith('\r') ? line.slice(0, -1) : line
    if (bare !== '') records.push(bare.split(separator))
  }
  return records
}

/** The number a cell holds; NaN for `nan` and empty cells; undefined for any other text. */
export function numberFromCell(cell: string): number | undefined {
  const value = Number(cell)
  if (!Number.isNaN(value)) return cell.trim() === '' ? Number.NaN : value
  const word = cell.trim().toLowerCase()
  if (word === '' || word === 'nan' || word === 'na' || word === 'null') return Number.NaN
  const infinite = /^([+-]?)inf(inity)?$/.exec(word)
  return infinite ? (infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY) : undefined
}
