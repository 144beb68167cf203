/**
 * Opens the database of a project for writing (locked, migrated), or where that is not asked for or not allowed for reading
 * (read-database.ts), and makes new ones. Whatever is wrong with one is found here, before anything is written.
 */
import { accessSync, constants } from 'node:fs'
import type { ProjectLayout } from '../files/layout'
import { formatVersion, migrations } from '../migrations/index'
import { beginWriting, type Connection, closeAtRest, connect, type OpenDatabase } from './connect'
import { takeLock } from './lock'
import { checkedVersion, migrate } from './migrate'
import { inspect, openForReading } from './read-database'
import { requireProject } from './require-project'
import { withSqliteErrors } from './sqlite-errors'

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
