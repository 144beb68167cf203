/**
 * Errors of SQLite as LoupeErrors: what happened, what is safe, what to do.
 * Anything that is not SQLite's passes through unchanged.
 */
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { type ErrorCode, LoupeError } from '../../../contract/wire/errors'

const damagedHint =
  'Nothing was changed. Put back a copy of the project folder, or save what is readable with: sqlite3 project.sqlite ".recover"'

/** Beginning of SQLite's code (extended codes follow with `_`), code, message, hint. The first that fits counts. */
const known: [string, ErrorCode, string, string][] = [
  ['SQLITE_FULL', 'disk-full', 'The disk is full', 'Free some space, then try again. What was saved before is intact.'],
  ['SQLITE_IOERR_SHMSIZE', 'disk-full', 'The disk is full', 'Free some space, then try again. What was saved before is intact.'],
  ['SQLITE_NOTADB', 'damaged', 'The project database can not be read: it is not a database', damagedHint],
  ['SQLITE_CORRUPT', 'damaged', 'The project database is damaged', damagedHint],
  [
    'SQLITE_BUSY',
    'locked',
    'Another program is writing to the project database',
    'Close the program that uses it, then try again.'
  ],
  [
    'SQLITE_READONLY',
    'unwritable',
    'The project can only be read, not changed',
    'Copy the project folder to a place that can be written, and open the copy.'
  ],
  ['SQLITE_CANTOPEN', 'unreadable', 'The project database can not be opened', 'Check the permissions of the project folder.'],
  ['SQLITE_PERM', 'unreadable', 'The project database can not be opened', 'Check the permissions of the project folder.'],
  [
    'SQLITE_IOERR',
    'unreadable',
    'The system failed to read or write the project database',
    'Check the disk, then open it again.'
  ],
  [
    'SQLITE_CONSTRAINT_FOREIGNKEY',
    'not-found',
    'The run or data set is not in this project',
    'It may have been deleted meanwhile.'
  ],
  ['SQLITE_TOOBIG', 'usage', 'This text or list is too long to be stored', 'Shorten it, then try again.']
]

/** SQLite's extended code of a thrown value, '' when it is not SQLite's. */
export function sqliteCode(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  return code.startsWith('SQLITE_') ? code : ''
}

/** What to throw instead of `thrown`. `place` is the database file. */
export function errorFromSqlite(thrown: unknown, place: string): unknown {
  if (isClosed(thrown))
    return new LoupeError('not-found', 'The project is closed', { hint: 'Open it again.', place, cause: thrown })
  const code = sqliteCode(thrown)
  const entry =
    code.startsWith('SQLITE_IOERR') && isDiskFull(place) ? known[0] : known.find(([prefix]) => code.startsWith(prefix))
  if (!entry || code === '') return thrown
  return new LoupeError(entry[1], entry[2], { hint: entry[3], place, cause: thrown })
}

/** Does `work`; what SQLite throws comes out as a LoupeError. */
export function withSqliteErrors<T>(place: string, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    throw errorFromSqlite(thrown, place)
  }
}

/** The same object with every function under withSqliteErrors. Functions must be synchronous. */
export function guarded<T extends object>(place: string, group: T): T {
  const wrap = ([name, member]: [string, unknown]): [string, unknown] =>
    typeof member === 'function'
      ? [name, (...parameters: unknown[]) => withSqliteErrors(place, () => member.apply(group, parameters))]
      : [name, member]
  return Object.fromEntries(Object.entries(group).map(wrap)) as T
}

/** A write that failed on a disk without space comes as SQLITE_IOERR_WRITE from some file systems. */
function isDiskFull(place: string): boolean {
  try {
    return statfsSync(dirname(place)).bavail === 0
  } catch {
    return false
  }
}

function isClosed(thrown: unknown): boolean {
  return thrown instanceof TypeError && thrown.message === 'The database connection is not open'
}
