/**
 * A new project, whole or not at all: it is built in a hidden folder beside its place and renamed when complete.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { errorRecordFrom, LoupeError } from '../../contract/wire/errors'
import { assemble } from './assemble'
import { takeLock } from './database/lock'
import { createDatabase } from './database/open-database'
import { errorFromSqlite } from './database/sqlite-errors'
import { projectLayout } from './files/layout'
import { syncFolder, syncTree } from './files/write-atomically'
import { openProject } from './open-project'
import type { ProjectStore } from './project-store'

interface NewProject {
  name: string
  createdAt?: number
}

/**
 * Makes the project and opens it. `fill` puts the first data sets into it before anyone can see it;
 * what it is given lies in another folder with the same parent, so relative paths of files stay right.
 * Throws `exists` when the folder is there and not empty, `unwritable`, `disk-full`; whatever `fill` throws leaves nothing behind.
 */
export async function createProject(
  folder: string,
  meta: NewProject,
  fill: (draft: ProjectStore) => Promise<void> | void = () => undefined
): Promise<ProjectStore> {
  const target = resolve(folder)
  const temporary = join(dirname(target), `${temporaryStart(target)}${randomBytes(6).toString('hex')}`)
  let madeParent: string | undefined
  try {
    requireFree(target)
    madeParent = mkdirSync(dirname(target), { recursive: true })
    removeAbandoned(target)
    mkdirSync(temporary)
    await build(temporary, meta, fill)
    syncTree(temporary)
    moveIntoPlace(temporary, target)
  } catch (thrown) {
    rmSync(temporary, { recursive: true, force: true })
    if (madeParent !== undefined) removeEmpty(dirname(target), madeParent)
    throw creationError(thrown, { target, temporary })
  }
  return openProject(target)
}

/** The folder and its parents up to `last`, as far as nobody else has put something there. */
function removeEmpty(folder: string, last: string): void {
  try {
    rmdirSync(folder)
    if (folder !== last) removeEmpty(dirname(folder), last)
  } catch {
    // Not empty: it is in use by now.
  }
}

/** What the system or SQLite said, about the folder that was asked for and not the hidden one; anything else as it is. */
function creationError(thrown: unknown, { target, temporary }: { target: string; temporary: string }): unknown {
  const found = errorFromSqlite(thrown, temporary)
  const { code, message, hint, place } = errorRecordFrom(found)
  const isHere = place !== undefined && [dirname(target), target].some((known) => place === known)
  if (code === 'internal' || !(isHere || place?.startsWith(temporary))) return found
  return new LoupeError(code === 'unreadable' ? 'unwritable' : code, message, {
    hint: hint ?? 'Choose another folder.',
    place: target,
    cause: thrown
  })
}

async function build(folder: string, meta: NewProject, fill: (draft: ProjectStore) => Promise<void> | void): Promise<void> {
  const layout = projectLayout(folder)
  const lock = takeLock(layout.lock, folder)
  try {
    const database = createDatabase(layout)
    try {
      const { store, setMeta } = assemble(layout, database)
      setMeta({ name: meta.name, createdAt: meta.createdAt ?? Date.now() })
      for (const part of ['datasets', 'runs', 'exports']) mkdirSync(join(folder, part))
      await fill(store)
    } finally {
      database.close()
    }
  } finally {
    lock.release()
  }
}

/** Another process may have made the folder meanwhile: a rename does not replace a folder with something in it. */
function moveIntoPlace(temporary: string, target: string): void {
  requireFree(target)
  if (existsSync(target)) rmdirSync(target)
  renameSync(temporary, target)
  syncFolder(dirname(target))
}

function requireFree(target: string): void {
  if (!existsSync(target)) return
  const isFolder = statSync(target).isDirectory()
  if (isFolder && readdirSync(target).length === 0) return
  throw new LoupeError('exists', isFolder ? 'The folder is not empty' : 'A file of this name exists already', {
    hint: 'Choose another name, or open the project that is there.',
    place: target
  })
}

function temporaryStart(target: string): string {
  return `.${basename(target)}.creating-`
}

/** What a process that died while it made this project left: recognized by its name and by a lock that nobody holds. */
function removeAbandoned(target: string): void {
  for (const name of readdirSync(dirname(target))) {
    if (!name.startsWith(temporaryStart(target))) continue
    const folder = join(dirname(target), name)
    try {
      takeLock(projectLayout(folder).lock, folder).release()
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Somebody is making it right now.
    }
  }
}
