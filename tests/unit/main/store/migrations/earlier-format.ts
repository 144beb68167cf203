/** A project as an earlier Loupe left it: made by the migrations of its time, filled with what both formats have. */
import { renameSync } from 'node:fs'
import { type Connection, connect } from '../../../../../main/store/database/connect'
import { migrate } from '../../../../../main/store/database/migrate'
import { projectLayout } from '../../../../../main/store/files/layout'
import { migrations } from '../../../../../main/store/migrations/index'

/** Turns the closed project in `folder` into one of format `version`; `more` writes what only that time had. */
export function asFormat(folder: string, version: number, more?: (connection: Connection) => void): void {
  const { database } = projectLayout(folder)
  const now = `${database}.now`
  // Closing took the log of changes into the file.
  renameSync(database, now)
  const connection = connect(database, { readOnly: false })
  migrate(
    connection,
    migrations.filter((migration) => migration.version <= version)
  )
  connection.pragma('foreign_keys = OFF')
  connection.prepare('ATTACH ? AS now').run(now)
  for (const table of plainTables(connection)) copyTable(connection, table)
  connection.exec('DETACH now')
  more?.(connection)
  connection.close()
}

/** Without the indexes of texts and their parts: triggers fill these. */
function plainTables(connection: Connection): string[] {
  return connection
    .prepare<[], string>(
      "SELECT name FROM main.pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    .pluck()
    .all()
}

function copyTable(connection: Connection, table: string): void {
  const columns = connection
    .prepare<[string, string], string>(
      `SELECT name FROM pragma_table_xinfo(?, 'main') WHERE hidden = 0
         AND name IN (SELECT name FROM pragma_table_xinfo(?, 'now'))`
    )
    .pluck()
    .all(table, table)
    .map((name) => `"${name}"`)
    .join()
  if (columns !== '') connection.exec(`INSERT OR REPLACE INTO main."${table}" (${columns}) SELECT ${columns} FROM now."${table}"`)
}
