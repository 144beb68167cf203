/** Opens a project: for writing when it can, else for reading only. */
import { resolve } from 'node:path'
import { assemble } from './assemble'
import { openDatabase } from './database/open-database'
import { projectLayout } from './files/layout'
import type { ProjectStore } from './project-store'
import { sweep } from './sweep'

/**
 * Throws `not-found`, `locked` (open for writing elsewhere; `readOnly: true` is possible beside it), `newer`, `damaged`,
 * `disk-full`, `unreadable`. A folder that can not be written opens read-only.
 */
export async function openProject(folder: string, options: { readOnly?: boolean } = {}): Promise<ProjectStore> {
  const layout = projectLayout(resolve(folder))
  const database = openDatabase(layout, options)
  try {
    const assembled = assemble(layout, database)
    if (!database.readOnly) sweep(assembled)
    return assembled.store
  } catch (thrown) {
    database.close()
    throw thrown
  }
}
