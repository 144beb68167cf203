/**
 * Opens the database of a project in one of three ways: for writing (locked, migrated), for reading in place,
 * or as a private copy when it can not be read where it is (a crash left its log on a read-only place, or it is of an older format).
 * Whatever is wrong with it is found here, before anything is written.
 */
import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'
import type { ProjectLayout } from '../files/layout'
import { formatVersion, migrations } from '../migrations/index'
import { beginWriting, type Connection, closeAtRest, connect } from './connect'
import { takeLock } from './lock'
import { checkedVersion, migrate } from './migrate'
import { errorFromSqlite, sqliteCode, withSqliteErrors } from './sqlite-errors'

export interface OpenDatabase {
  connection: Connection
  readOnly: boolean
  close(): void
}

/** A larger database is not read through when it is opened, or for a card; damage in it shows when the place is used. */
const checkedBytes = { opening: 64 * 1024 * 1024, card: 8 * 1024 * 1024 } as const

/** Throws `not-found`, `locked`, `newer`, `damaged`, `disk-full`, `unreadable`. Without the right to write it opens read-only. */
export function openDatabase(layout: ProjectLayout, options: { readOnly?: boolean } = {}): OpenDatabase {
  requireProject(layout)
  if (options.readOnly || !isWritable(layout)) return openForReading(layout)
  withSqliteErrors(layout.database, () => inspect(layout))
  const lock = withSqliteErrors(layout.lock, () => takeLock(layout.lock, layout.folder))
  try {
    const connection = withSqliteErrors(layout.database, () => openForWriting(layout))
    const close = () => {
      closeAtRest(connection)
      lock.release()
    }
    return { connection, readOnly: false, close }
  } catch (thrown) {
    lock.release()
    throw thrown
  }
}

/**
 * Reads in place or not at all: leaves a read-only place alone and copies nothing. For cards.
 * Only one of an older format, which nobody opened since Loupe was updated, is read as a copy in today's format.
 */
export function openInPlace(layout: ProjectLayout): OpenDatabase {
  requireProject(layout)
  return withSqliteErrors(layout.database, () => {
    const inPlace = readInPlace(layout, checkedBytes.card)
    if (versionOf(inPlace.connection) === formatVersion) return inPlace
    inPlace.close()
    return readCopy(layout, 0)
  })
}

/** A database that does not exist yet, with all tables. */
export function createDatabase(layout: ProjectLayout): OpenDatabase {
  return withSqliteErrors(layout.database, () => {
    const connection = connect(layout.database, { readOnly: false })
    // Only possible before the first table: lets the file become smaller when much was deleted.
    connection.pragma('auto_vacuum = INCREMENTAL')
    beginWriting(connection)
    migrate(connection, migrations)
    return { connection, readOnly: false, close: () => closeAtRest(connection) }
  })
}

function requireProject({ folder, database }: ProjectLayout): void {
  if (!existsSync(folder))
    throw new LoupeError('not-found', 'There is no project folder of this name', {
      hint: 'Check the path; the folder may have been moved or renamed.',
      place: folder
    })
  try {
    accessSync(database, constants.R_OK)
  } catch (thrown) {
    throw isMissing(thrown) ? notAProject(folder) : unreadable(database, thrown)
  }
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')
}

function notAProject(folder: string): LoupeError {
  return new LoupeError('not-found', 'This is not a Loupe project: project.sqlite is missing', {
    hint: 'Choose a folder that Loupe made; its name usually ends in .loupe.',
    place: folder
  })
}

function unreadable(database: string, cause: unknown): LoupeError {
  return new LoupeError('unreadable', 'The system refuses to read the project database', {
    hint: 'Check the permissions of the project folder.',
    place: database,
    cause
  })
}

/** Asks the system; an answer other than "no" is left to whoever opens the file. */
function isWritable({ folder, database }: ProjectLayout): boolean {
  try {
    accessSync(folder, constants.W_OK)
    accessSync(database, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** The version is asked again: another process may have migrated the project before this one got the lock. */
function openForWriting(layout: ProjectLayout): Connection {
  const connection = connect(layout.database, { readOnly: false })
  try {
    checkedVersion(connection, layout.database, formatVersion)
    beginWriting(connection)
    migrate(connection, migrations)
    return connection
  } catch (thrown) {
    connection.close()
    throw thrown
  }
}

/** Looks at a database without changing a byte of the project, not even its lock. One whose crash only a writer can clear up is let through. */
function inspect(layout: ProjectLayout): void {
  try {
    readInPlace(layout).close()
  } catch (thrown) {
    if (!needsWriter(thrown)) throw thrown
  }
}

function openForReading(layout: ProjectLayout): OpenDatabase {
  return withSqliteErrors(layout.database, () => {
    try {
      const inPlace = readInPlace(layout)
      if (versionOf(inPlace.connection) === formatVersion) return inPlace
      inPlace.close()
    } catch (thrown) {
      if (!needsWriter(thrown)) throw thrown
    }
    return readCopy(layout)
  })
}

function readInPlace(layout: ProjectLayout, mostBytes: number = checkedBytes.opening): OpenDatabase {
  const connection = connect(layout.database, { readOnly: true })
  try {
    checkedVersion(connection, layout.database, formatVersion)
    checkIntegrity(connection, layout.database, mostBytes)
    return { connection, readOnly: true, close: () => connection.close() }
  } catch (thrown) {
    connection.close()
    throw thrown
  }
}

/** The copy is taken away at once where the system allows it (the open file stays readable), else when it is closed. */
function readCopy(layout: ProjectLayout, mostBytes: number = checkedBytes.opening): OpenDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'loupe-read-only-'))
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  try {
    const file = join(folder, 'project.sqlite')
    for (const end of ['', '-wal', '-journal'])
      if (existsSync(layout.database + end)) copyFileSync(layout.database + end, file + end, constants.COPYFILE_FICLONE)
    const connection = connect(file, { readOnly: false })
    const close = () => {
      connection.close()
      remove()
    }
    connection.pragma('journal_mode = DELETE')
    checkedVersion(connection, layout.database, formatVersion)
    checkIntegrity(connection, layout.database, mostBytes)
    migrate(connection, migrations)
    connection.pragma('query_only = ON')
    if (process.platform !== 'win32') remove()
    return { connection, readOnly: true, close }
  } catch (thrown) {
    remove()
    throw errorFromSqlite(thrown, layout.database)
  }
}

function checkIntegrity(connection: Connection, place: string, mostBytes: number): void {
  if (statSync(place).size > mostBytes) return
  const answer = String(connection.pragma('quick_check(1)', { simple: true }))
  if (answer === 'ok') return
  throw new LoupeError('damaged', `The project database is damaged: ${answer}`, {
    hint: 'Nothing was changed. Put back a copy of the project folder, or save what is readable with: sqlite3 project.sqlite ".recover"',
    place
  })
}

/** SQLite can read some databases only after clearing up what a crash left, which needs the right to write beside them. */
function needsWriter(thrown: unknown): boolean {
  return ['SQLITE_CANTOPEN', 'SQLITE_READONLY'].some((code) => sqliteCode(thrown).startsWith(code))
}

function versionOf(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }))
}
