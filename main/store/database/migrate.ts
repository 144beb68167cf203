/**
 * Brings a project database to the version of this Loupe: numbered steps, forward only, each in its own transaction.
 * A database of another program or of a newer Loupe is refused before anything is written.
 */
import { LoupeError } from '../../../contract/wire/errors'
import type { Migration } from '../migrations/index'
import type { Connection } from './connect'

/** `LOUP` as a number; marks the file as Loupe's (`file` and other tools can show it). */
export const applicationId = 0x4c4f5550

/** Version of a database, 0 when it is empty. Throws `damaged` for a database that is not Loupe's, `newer` for a later version. */
export function checkedVersion(connection: Connection, place: string, newest: number): number {
  const id = numberOf(connection, 'application_id')
  const version = numberOf(connection, 'user_version')
  if (id !== applicationId) throw notOurs(place)
  if (version > newest) throw tooNew(place, version, newest)
  return version
}

/** Runs the steps that are missing. The database must be empty or have passed checkedVersion. */
export function migrate(connection: Connection, migrations: readonly Migration[]): void {
  for (const migration of migrations) {
    connection.transaction(() => runStep(connection, migration)).immediate()
  }
}

/** The version is read inside the transaction: a step never runs twice, whoever else opens the file. */
function runStep(connection: Connection, migration: Migration): void {
  if (numberOf(connection, 'user_version') >= migration.version) return
  migration.up(connection)
  connection.pragma(`application_id = ${applicationId}`)
  connection.pragma(`user_version = ${migration.version}`)
}

function numberOf(connection: Connection, pragma: 'application_id' | 'user_version'): number {
  return Number(connection.pragma(pragma, { simple: true }))
}

function notOurs(place: string): LoupeError {
  return new LoupeError('damaged', 'project.sqlite is not the database of a Loupe project', {
    hint: 'Nothing was changed. Choose a folder that Loupe made, or put back a copy of this one.',
    place
  })
}

function tooNew(place: string, version: number, newest: number): LoupeError {
  return new LoupeError(
    'newer',
    `The project was made by a newer Loupe (its format is ${version}; this version knows up to ${newest})`,
    { hint: 'Nothing was changed. Update Loupe, then open it again.', place }
  )
}
