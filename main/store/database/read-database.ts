/**
 * Opens the database of a project for reading: in place, or as a private copy when it can not be read where it is (a crash left
 * its log on a read-only place, or it is of an older format). Not a byte of the project is changed.
 */
import { constants, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'
import type { ProjectLayout } from '../files/layout'
import { formatVersion, migrations } from '../migrations/index'
import { type Connection, connect, type OpenDatabase } from './connect'
import { checkedVersion, migrate } from './migrate'
import { requireProject } from './require-project'
import { errorFromSqlite, sqliteCode, withSqliteErrors } from './sqlite-errors'

/** A larger database is not read through when it is opened, or for a card; damage in it shows when the place is used. */
const checkedBytes = { opening: 64 * 1024 * 1024, card: 8 * 1024 * 1024 } as const

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

/** Looks at a database without changing a byte of the project, not even its lock. One whose crash only a writer can clear up is let through. */
export function inspect(layout: ProjectLayout): void {
  try {
    readInPlace(layout).close()
  } catch (thrown) {
    if (!needsWriter(thrown)) throw thrown
  }
}

export function openForReading(layout: ProjectLayout): OpenDatabase {
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
