/** Errors of writing: what the system says, as a code that tells writing from reading. */
import { basename } from 'node:path'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'

/** The error to throw when `path` could not be written; LoupeErrors pass through. */
export function writeError(thrown: unknown, path: string): LoupeError {
  if (thrown instanceof LoupeError) return thrown
  const record = errorRecordFrom(thrown)
  if (record.code === 'unreadable') {
    const hint = 'Choose a folder that can be written, or change its permissions.'
    return new LoupeError('unwritable', `“${basename(path)}” can not be written.`, { hint, place: path, cause: thrown })
  }
  const message = `“${basename(path)}” can not be written: ${record.message}.`
  return new LoupeError(record.code, message, { hint: record.hint, place: path, cause: thrown })
}
