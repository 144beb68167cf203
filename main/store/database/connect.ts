/**
 * The only door to SQLite: opens a database file with the settings every connection of Loupe has.
 * Says in words when this Node is too old for the native library, which would otherwise crash the process.
 */
import Database from 'better-sqlite3'
import { LoupeError } from '../../../contract/wire/errors'
import { checkpointWhenIdle } from './idle-checkpoints'

export type Connection = Database.Database

/** The database of a project as it was opened. */
export interface OpenDatabase {
  connection: Connection
  readOnly: boolean
  close(): void
}

/** Node-API of the native library of better-sqlite3 13; an older Node does not fail on it but segfaults. */
const neededNapi = 10
const busyTimeoutMs = 5_000
/** 8 MB. */
const leastEmptyPages = 2_000

/** Throws `unsupported` when the running Node can not load SQLite. */
export function checkRuntime(versions: { napi?: string; node: string } = process.versions): void {
  if (Number(versions.napi ?? 0) >= neededNapi) return
  throw new LoupeError('unsupported', `Projects need Node 22.14 or later, but this is Node ${versions.node}`, {
    hint: 'Run `npm run setup`, which installs a Node that fits, and start Loupe by its own commands.'
  })
}

/**
 * Opens a file. `readOnly` never changes it and fails when it is not there;
 * otherwise the journal becomes a write-ahead log and the file is created when missing.
 */
export function connect(file: string, options: { readOnly: boolean; timeoutMs?: number }): Connection {
  checkRuntime()
  const connection = new Database(file, {
    readonly: options.readOnly,
    fileMustExist: options.readOnly,
    timeout: options.timeoutMs ?? busyTimeoutMs
  })
  try {
    connection.pragma('trusted_schema = OFF')
    connection.pragma('cell_size_check = ON')
    connection.pragma('foreign_keys = ON')
    connection.pragma('temp_store = MEMORY')
    return connection
  } catch (thrown) {
    connection.close()
    throw thrown
  }
}

/** A change of 10,000 labels touches more than the 16 MB of the usual cache, and would write and read its pages several times. */
const cacheKiB = 64 * 1024

/** Makes an opened file ready for many small writes: a crash of the process loses nothing that was committed. */
export function beginWriting(connection: Connection): void {
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = NORMAL')
  connection.pragma(`cache_size = -${cacheKiB}`)
  checkpointWhenIdle(connection)
}

/** Gives room in the file back when much of it is empty, as after deleting a run; moving pages takes time, so not for little. */
function giveRoomBack(connection: Connection): void {
  const pages = (pragma: string) => Number(connection.pragma(pragma, { simple: true }))
  const empty = pages('freelist_count')
  if (empty > leastEmptyPages && empty > pages('page_count') / 4) connection.pragma('incremental_vacuum')
}

/**
 * Closes a writing connection and leaves one plain file: without the log beside it a project can be
 * copied, zipped, and read from a read-only place (where SQLite can not open a write-ahead log).
 */
export function closeAtRest(connection: Connection): void {
  if (!connection.open) return
  try {
    // A reader may stay as long as it likes: closing does not wait for it.
    connection.pragma('busy_timeout = 100')
    connection.pragma('optimize')
    giveRoomBack(connection)
    connection.pragma('journal_mode = DELETE')
  } catch {
    // A reader still holds the log, or the disk is full: the log stays beside the file and is used next time.
  }
  connection.close()
}
