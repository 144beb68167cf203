/**
 * One writer per project: a small SQLite file whose write lock is held as long as the project is open.
 * The system gives the lock back when the process ends, however it ends, so a dead process never keeps a project.
 * Readers of the project (cards, read-only windows) do not need it.
 */
import { rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { LoupeError } from '../../../contract/wire/errors'
import { type Connection, connect } from './connect'
import { sqliteCode } from './sqlite-errors'

interface ProjectLock {
  release(): void
}

interface Holder {
  pid: number
  host: string
  since: number
}

/** Takes the lock or throws `locked`, naming the holder. `folder` is what the message speaks of. */
export function takeLock(file: string, folder: string): ProjectLock {
  try {
    return hold(file, folder)
  } catch (thrown) {
    if (!isBroken(thrown)) throw thrown
    // Cut short by a crash or a copy: it holds nothing of worth, and no lock was taken through it.
    rmSync(file, { force: true })
    return hold(file, folder)
  }
}

function hold(file: string, folder: string): ProjectLock {
  const connection = connect(file, { readOnly: false, timeoutMs: 0 })
  try {
    connection.pragma('journal_mode = MEMORY')
    connection.pragma('synchronous = OFF')
    connection.exec('BEGIN IMMEDIATE')
    writeHolder(connection)
    connection.exec('COMMIT; BEGIN IMMEDIATE')
    return { release: () => release(connection) }
  } catch (thrown) {
    const error = sqliteCode(thrown).startsWith('SQLITE_BUSY') ? lockedError(connection, folder) : thrown
    connection.close()
    throw error
  }
}

function writeHolder(connection: Connection): void {
  connection.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER, host TEXT, since INTEGER); DELETE FROM holder')
  connection.prepare('INSERT INTO holder VALUES (?, ?, ?)').run(process.pid, hostname(), Date.now())
}

function release(connection: Connection): void {
  if (!connection.open) return
  try {
    connection.exec('DELETE FROM holder; COMMIT')
  } catch {
    // Full disk or vanished folder: closing gives the lock back all the same.
  }
  connection.close()
}

function lockedError(connection: Connection, folder: string): LoupeError {
  const holder = readHolder(connection)
  const here = holder?.pid === process.pid && holder.host === hostname()
  const by = !holder || here ? '' : ` (process ${holder.pid} on ${holder.host})`
  return new LoupeError('locked', here ? 'The project is open already' : `The project is open in another Loupe${by}`, {
    hint: here ? 'Close it first.' : 'Use that window, or close it and try again. Nothing was changed.',
    place: folder
  })
}

/** The holder's own words; missing while it is just being written. */
function readHolder(connection: Connection): Holder | undefined {
  try {
    return connection.prepare<[], Holder>('SELECT pid, host, since FROM holder').get()
  } catch {
    return undefined
  }
}

function isBroken(thrown: unknown): boolean {
  return ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].some((code) => sqliteCode(thrown).startsWith(code))
}
