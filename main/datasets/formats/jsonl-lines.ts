/** Lines of JSON by number, parsed and kept a while: the columns of a table are asked for one after the other. */
import { type InputFile, namedError } from '../files/input-file'
import { Recent } from './columns/recent'
import type { TextRecords } from './text-records'

export type Line = Record<string, unknown>

/** The key of a line that is a list itself. */
export const bareKey = ''

const keptTextBytes = 16 * 1024 * 1024

interface Lines {
  byteLength: number
  lines: Line[]
}

export class JsonLines {
  private readonly kept = new Recent<Lines>(keptTextBytes)

  constructor(
    readonly file: InputFile,
    readonly records: TextRecords
  ) {}

  get count(): number {
    return this.records.count
  }

  /** Lines from … to − 1. Throws malformed, truncated with the line. */
  async read(from: number, to: number): Promise<Line[]> {
    const { lines } = await this.kept.get(`${from}:${to}`, () => this.parsed(from, to))
    return lines
  }

  /** Calls for all lines from … to − 1, some at a time. */
  async each(from: number, to: number, onLine: (line: Line, row: number) => void): Promise<void> {
    for (let begin = from; begin < to; ) {
      const end = Math.min(to, this.records.blockEnd(begin))
      for (const [index, line] of (await this.read(begin, end)).entries()) onLine(line, begin + index)
      begin = end
    }
  }

  error(row: number, what: string, hint: string, code: 'malformed' | 'truncated' | 'wrong-shape' = 'malformed'): Error {
    return namedError(code, this.file.path, `${what} in line ${row + 1}`, hint)
  }

  private async parsed(from: number, to: number): Promise<Lines> {
    const { first, text } = await this.records.read(from, to)
    const lines = text.split('\n').filter((line) => line !== '' && line !== '\r')
    const parsed = lines.slice(from - first, to - first).map((line, index) => this.lineFrom(line, from + index))
    return { byteLength: text.length, lines: parsed }
  }

  private lineFrom(line: string, row: number): Line {
    const value = this.valueFrom(line, row)
    if (Array.isArray(value)) return { [bareKey]: value }
    if (typeof value === 'object' && value !== null) return value as Line
    throw this.error(row, 'has neither an object nor a list', 'Write one JSON object or list of numbers per line.')
  }

  private valueFrom(line: string, row: number): unknown {
    try {
      return JSON.parse(line)
    } catch {
      const isLast = row === this.count - 1
      const hint = isLast ? 'Its last line may be cut off: copy or download it again.' : 'Write one JSON value per line.'
      throw this.error(row, 'has no JSON', hint, isLast ? 'truncated' : 'malformed')
    }
  }
}
