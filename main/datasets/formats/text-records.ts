/**
 * Records (lines) of a text file by number: one pass notes where every 256th begins, and more often where they are long, so
 * that any rows can be read without the rest. What a record means is the business of csv and jsonl.
 */
import { RecordScanner } from '../../codecs/csv'
import { throwIfCancelled } from '../cancel'
import { type InputFile, namedError } from '../files/input-file'

/** A place is noted after so many records or bytes, whichever comes first. */
const noteRecords = 256
const noteBytes = 1024 * 1024
const chunkBytes = 4 * 1024 * 1024
/** A record longer than this is no table row: most often a quote that is never closed. */
const maxRecordBytes = 64 * 1024 * 1024

/** Text of records first … first + count − 1; more than was asked for, since reading begins at a noted place. */
export interface RecordText {
  first: number
  text: string
}

export class TextRecords {
  private constructor(
    private readonly file: InputFile,
    /** Number of records; blank lines are none. */
    readonly count: number,
    /** Numbers of the records that were noted and where they begin; then the count and the end of the file. */
    private readonly noted: number[],
    private readonly offsets: number[]
  ) {}

  /** Finds the records; with `quotes`, line ends inside quotes do not count. Throws malformed, truncated, cancelled. */
  static async index(file: InputFile, quotes: boolean, signal?: AbortSignal): Promise<TextRecords> {
    const begin = await beginOfText(file)
    const [noted, offsets] = [[0], [begin]]
    let count = 0
    let recordBegin = begin
    const scanner = new RecordScanner(quotes, (end) => {
      count += 1
      recordBegin = begin + end
      if (count - noted[noted.length - 1] < noteRecords && recordBegin - offsets[offsets.length - 1] < noteBytes) return
      noted.push(count)
      offsets.push(recordBegin)
    })
    for (let offset = begin; offset < file.sizeBytes; offset += chunkBytes) {
      throwIfCancelled(signal)
      scanner.push(await file.read(offset, chunkBytes))
      if (offset + chunkBytes - recordBegin > maxRecordBytes) throw endless(file, count)
    }
    if (scanner.insideQuotes) throw cutInQuotes(file, count)
    if (scanner.insideRecord) count += 1
    if (count > 0 && noted[noted.length - 1] === count) {
      noted.pop()
      offsets.pop()
    }
    return new TextRecords(file, count, [...noted, count], [...offsets, file.sizeBytes])
  }

  /** Text that contains the records from … to − 1 and begins with record `first` ≤ from. Throws malformed where it is not UTF-8. */
  async read(from: number, to: number): Promise<RecordText> {
    const block = this.blockOf(from)
    const end = to > from ? this.blockOf(to - 1) + 1 : block
    const bytes = await this.file.read(this.offsets[block], this.offsets[end] - this.offsets[block])
    try {
      return { first: this.noted[block], text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
    } catch {
      const where = `between lines ${this.noted[block] + 1} and ${this.noted[end]}`
      throw namedError('malformed', this.file.path, `is not text in UTF-8 ${where}`, 'Save it as UTF-8.')
    }
  }

  /** The record behind the last that one read of `record` brings along. */
  blockEnd(record: number): number {
    return this.noted[this.blockOf(record) + 1]
  }

  /** Ranges of records that together hold about 4 MB of text, from record `first` to the end. */
  *ranges(first: number): Iterable<{ from: number; to: number }> {
    let from = first
    for (let block = this.blockOf(first) + 1; block < this.noted.length; block += 1) {
      const bytes = this.offsets[block] - this.offsets[this.blockOf(from)]
      const to = this.noted[block]
      if ((bytes < chunkBytes && to < this.count) || to <= from) continue
      yield { from, to }
      from = to
    }
  }

  /** The noted place at or before a record. */
  private blockOf(record: number): number {
    let [low, high] = [0, this.noted.length - 2]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.noted[middle] <= record) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** Where the text begins, behind a byte order mark; throws malformed when this is no UTF-8 text. */
async function beginOfText(file: InputFile): Promise<number> {
  const head = await file.read(0, 4096)
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (wide) throw namedError('malformed', file.path, 'is text in UTF-16', 'Save it as UTF-8.')
  if (head.includes(0)) throw namedError('malformed', file.path, 'is not text, though its name says so', 'Check what it is.')
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
}

function endless(file: InputFile, record: number): Error {
  const happened = `has a line of more than 64 MB (line ${record + 1})`
  return namedError('malformed', file.path, happened, 'Look for a double quote that is opened and never closed.')
}

function cutInQuotes(file: InputFile, record: number): Error {
  const happened = `ends inside quotes that open in record ${record + 1}`
  return namedError('truncated', file.path, happened, 'Close the quote, or copy the file again if it was cut off.')
}
