/**
 * Where a command writes: results to stdout (text, or one JSON object with --json), progress to stderr.
 * On a terminal progress is one line that changes; elsewhere a plain line every few seconds.
 */
import type { Progress } from '../../contract/records/basics'
import type { ErrorRecord } from '../../contract/wire/errors'
import { progressText } from './numbers'

const plainEveryMs = 3_000
const liveEveryMs = 100

export class Output {
  private shownAt = Number.NEGATIVE_INFINITY
  private isLive = false

  constructor(readonly json: boolean) {}

  /** The result: `record` with --json, else the lines. */
  result(record: unknown, lines: string[]): void {
    this.clear()
    if (this.json) this.object(record)
    else for (const line of lines) process.stdout.write(`${line}\n`)
  }

  /** One line of a stream; nothing without --json. */
  stream(record: unknown): void {
    if (this.json) this.object(record)
  }

  /** A remark for people. */
  say(line: string): void {
    if (this.json) return
    this.clear()
    process.stderr.write(`${line}\n`)
  }

  /** `title` says of what: "Training". */
  progress(title: string, progress: Progress | string): void {
    if (this.json) return
    const isTerminal = process.stderr.isTTY === true
    const now = performance.now()
    if (now - this.shownAt < (isTerminal ? liveEveryMs : plainEveryMs)) return
    this.shownAt = now
    const text = `${title}: ${typeof progress === 'string' ? progress : progressText(progress)}`
    if (!isTerminal) process.stderr.write(`${text}\n`)
    else {
      this.isLive = true
      process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns || 80) - 1)}`)
    }
  }

  /** With --json on stdout, `more` beside the error; for people on stderr. */
  error(error: ErrorRecord, more: Record<string, unknown> = {}): void {
    this.clear()
    if (this.json) {
      const { code, message, hint, place } = error
      this.object({ error: { code, message, hint: hint ?? '', ...(place === undefined ? {} : { place }) }, ...more })
      return
    }
    process.stderr.write(`Error: ${error.message}\n`)
    if (error.place && !error.message.includes(error.place)) process.stderr.write(`  ${error.place}\n`)
    if (error.hint) process.stderr.write(`  ${error.hint}\n`)
  }

  private object(record: unknown): void {
    process.stdout.write(`${JSON.stringify(record, plainArrays)}\n`)
  }

  private clear(): void {
    if (this.isLive) process.stderr.write('\r\u001b[K')
    this.isLive = false
    this.shownAt = Number.NEGATIVE_INFINITY
  }
}

/** Typed arrays would become objects with a key per element. */
function plainArrays(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : value
}
