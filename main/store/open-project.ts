/** Opens a project: for writing when it can, else for reading only. */
import { resolve } from 'node:path'
import { assemble } from './assemble'
import { showAsOf } from './database/as-of'
import { openDatabase } from './database/open-database'
import { withSqliteErrors } from './database/sqlite-errors'
import { projectLayout } from './files/layout'
import type { ProjectStore } from './project-store'
import { sweep } from './sweep'

export interface OpenOptions {
  readOnly?: boolean
  /** Labels and what was said about them as they were at this time; for reading only. */
  asOf?: number
}

/**
 * Throws `not-found`, `locked` (open for writing elsewhere; `readOnly: true` is possible beside it), `newer`, `damaged`,
 * `disk-full`, `unreadable`. A folder that can not be written opens read-only.
 */
export async function openProject(folder: string, options: OpenOptions = {}): Promise<ProjectStore> {
  const layout = projectLayout(resolve(folder))
  const { asOf, readOnly = asOf !== undefined } = options
  const database = openDatabase(layout, { readOnly })
  try {
    const { connection } = database
    if (asOf !== undefined) withSqliteErrors(layout.database, () => showAsOf({ connection, layout, readOnly: true }, asOf))
    const assembled = assemble(layout, database)
    if (!database.readOnly) sweep(assembled)
    return assembled.store
  } catch (thrown) {
    database.close()
    throw thrown
  }
}
