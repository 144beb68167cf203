/**
 * Turns what the system says while files are written or read into coded errors that name the file and the remedy.
 */
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'

const unwritable = new Set(['EACCES', 'EPERM', 'EROFS'])
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** The error to throw for anything that stopped a write to `folder`; a LoupeError passes as it is. */
export function writeError(thrown: unknown, folder: string): LoupeError {
  if (thrown instanceof LoupeError) return thrown
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (unwritable.has(code)) {
    return new LoupeError('unwritable', `Loupe may not write to ${folder}.`, {
      hint: 'Choose another folder, or change its permissions. Nothing was written.',
      place: folder,
      cause: thrown
    })
  }
  if (full.has(code)) {
    return new LoupeError('disk-full', `There is not enough space to write to ${folder}.`, {
      hint: 'Free some space or choose another disk. What had been written was removed again.',
      place: folder,
      cause: thrown
    })
  }
  const { message, hint, code: kind } = errorRecordFrom(thrown)
  return new LoupeError(kind, `${folder}: ${message}.`, { hint, place: folder, cause: thrown })
}

/** The error to throw for anything that stopped reading the file or folder `path`; a LoupeError passes as it is. */
export function readError(thrown: unknown, path: string): LoupeError {
  if (thrown instanceof LoupeError) return thrown
  const record = errorRecordFrom(thrown)
  const place = record.place ?? path
  return new LoupeError(record.code, `${place}: ${record.message}.`, { hint: record.hint, place, cause: thrown })
}
