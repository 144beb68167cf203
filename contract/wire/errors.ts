/**
 * The one error type that crosses every border: a code, a plain sentence, and the remedy.
 * Where an error is shown, `message` says what happened and what is safe, `hint` what to do.
 */
import { z } from 'zod'

/** Codes are stable: scripts and tests match on them. */
export const ErrorCode = z.enum([
  'usage', // the call or command line itself is wrong
  'not-found', // a file, folder, project, run or feature is not there
  'unreadable', // exists, but the system refuses to read it
  'unwritable', // exists, but the system refuses to write it; read-only folder
  'exists', // would overwrite something
  'empty', // a file or selection without content
  'truncated', // shorter than its own header says
  'malformed', // not what its name or header promises
  'unsupported', // well formed, but not something this version handles
  'wrong-shape', // dimensions do not fit
  'row-mismatch', // row table and activations differ in length
  'not-finite', // NaN or infinity where numbers are needed
  'changed', // a referenced file is not the one the project was made from
  'locked', // open in another Loupe
  'damaged', // a project database that SQLite can not read
  'newer', // made by a newer Loupe
  'disk-full',
  'config', // an impossible run configuration
  'busy', // not possible while something else runs
  'cancelled',
  'crashed', // a process ended without an answer
  'disconnected', // the port to the engine closed
  'denied', // not allowed for this connection, or by a server
  'unreachable', // a server that a person named does not answer
  'internal' // a defect of Loupe
])
export type ErrorCode = z.infer<typeof ErrorCode>

/** An error as data. `place` is a file, field or line, kept apart so that it can be left out of a report. */
export const ErrorRecord = z.object({
  code: ErrorCode,
  message: z.string(),
  hint: z.string().optional(),
  place: z.string().optional()
})
export type ErrorRecord = z.infer<typeof ErrorRecord>

/** A hint for the window: what it says of the command line, always last, is left out. */
export function hintWithoutOptions(hint: string): string {
  return hint.replace(/; on the command line: .*$/s, '.')
}

/** The error to throw for anything a person can meet. */
export class LoupeError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined
  readonly place: string | undefined

  constructor(code: ErrorCode, message: string, more: { hint?: string; place?: string; cause?: unknown } = {}) {
    super(message, { cause: more.cause })
    this.name = 'LoupeError'
    this.code = code
    this.hint = more.hint
    this.place = more.place
  }
}

/** Turns anything thrown into a record. System errors get their code by errno; the rest is `internal`. */
export function errorRecordFrom(thrown: unknown): ErrorRecord {
  if (thrown instanceof LoupeError) {
    const record: ErrorRecord = { code: thrown.code, message: thrown.message }
    if (thrown.hint !== undefined) record.hint = thrown.hint
    if (thrown.place !== undefined) record.place = thrown.place
    return record
  }
  return fromSystemError(thrown) ?? { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) }
}

/** Turns a record that crossed a border into something that can be thrown. */
export function errorFromRecord(record: ErrorRecord): LoupeError {
  const more: { hint?: string; place?: string } = {}
  if (record.hint !== undefined) more.hint = record.hint
  if (record.place !== undefined) more.place = record.place
  return new LoupeError(record.code, record.message, more)
}

const bySystemCode: Record<string, [ErrorCode, string, string]> = {
  ENOENT: ['not-found', 'There is no such file or folder', 'Check the path; the file may have been moved or renamed.'],
  EACCES: ['unreadable', 'The system refuses access', 'Check the permissions of the file and of its folder.'],
  EPERM: ['unreadable', 'The system refuses access', 'Check the permissions of the file and of its folder.'],
  EROFS: ['unwritable', 'The place is read-only', 'Choose a folder that can be written.'],
  ENOSPC: ['disk-full', 'The disk is full', 'Free some space, then try again. What was saved before is intact.'],
  EDQUOT: ['disk-full', 'The disk quota is used up', 'Free some space, then try again. What was saved before is intact.'],
  EBUSY: ['locked', 'Another program is using this', 'Close the program that uses it, then try again.'],
  EIO: ['unreadable', 'The system failed to read or write', 'Check the disk or the connection to it, then try again.'],
  ELOOP: ['unreadable', 'This is a link that leads back to itself', 'Give the path of the file itself.'],
  ENAMETOOLONG: ['usage', 'The path or a name in it is too long', 'Choose a shorter one.'],
  EMFILE: ['unreadable', 'Too many files are open', 'Close other programs, or raise the limit (ulimit -n), then try again.'],
  ENFILE: ['unreadable', 'Too many files are open', 'Close other programs, then try again.'],
  EISDIR: ['malformed', 'This is a folder, not a file', 'Choose a file.'],
  ENOTDIR: ['malformed', 'A part of the path is a file, not a folder', 'Check the path.'],
  EEXIST: ['exists', 'Something of this name exists already', 'Choose another name.']
}

function fromSystemError(thrown: unknown): ErrorRecord | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined
  const known = bySystemCode[String(thrown.code)]
  if (!known) return undefined
  const record: ErrorRecord = { code: known[0], message: known[1], hint: known[2] }
  if ('path' in thrown && typeof thrown.path === 'string') record.place = thrown.path
  return record
}
