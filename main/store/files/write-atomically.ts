/**
 * Files and folders that appear whole or not at all: written under a temporary name, synced, renamed, folder synced.
 * Temporary names begin with `.writing-`, so that what a crash leaves behind can be recognized and swept.
 */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'

const temporaryPrefix = '.writing-'
const replacedPrefix = '.replaced-'

/** A name in `folder` that nothing has. */
function temporaryPath(folder: string): string {
  return join(folder, `${temporaryPrefix}${randomBytes(6).toString('hex')}`)
}

/** Replaces or makes a file; folders above it are made. On an error the old file stays as it was. */
export function writeAtomically(path: string, content: Uint8Array | string): void {
  const folder = dirname(path)
  mkdirSync(folder, { recursive: true })
  const temporary = temporaryPath(folder)
  try {
    writeFileSync(temporary, content, { flush: true })
    renameSync(temporary, path)
  } catch (thrown) {
    rmSync(temporary, { force: true })
    throw thrown
  }
  syncFolder(folder)
}

/**
 * Makes the folder `path` from what `fill` writes into a fresh folder beside it.
 * An existing folder of that name is replaced once the new one is complete. Files are synced here, not by `fill`.
 */
export async function writeFolderAtomically(path: string, fill: (folder: string) => Promise<void> | void): Promise<void> {
  const parent = dirname(path)
  mkdirSync(parent, { recursive: true })
  const temporary = temporaryPath(parent)
  mkdirSync(temporary)
  try {
    await fill(temporary)
    syncTree(temporary)
    replaceFolder(temporary, path)
  } catch (thrown) {
    rmSync(temporary, { recursive: true, force: true })
    throw thrown
  }
  syncFolder(parent)
}

/** Renames a folder into place; a folder in the way is moved aside first, since a rename can not replace it. */
function replaceFolder(from: string, to: string): void {
  const aside = join(dirname(to), replacedPrefix + basename(to))
  const replaced = existsSync(to)
  if (replaced) renameSync(to, aside)
  renameSync(from, to)
  if (replaced) rmSync(aside, { recursive: true, force: true })
}

/** Syncs every file below a folder, then the folders. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) syncTree(path)
    else if (entry.isFile()) syncPath(path, 'r+')
  }
  syncFolder(folder)
}

/** Makes names in a folder durable. Windows knows no such thing and refuses; the rename alone has to do there. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  syncPath(folder, 'r')
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Removes what crashed writes left directly in a folder; a folder that was moved aside comes back when its successor did not arrive. */
export function sweepTemporary(folder: string): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const successor = name.startsWith(replacedPrefix) ? join(folder, name.slice(replacedPrefix.length)) : undefined
    if (successor && !existsSync(successor)) renameSync(path, successor)
    else if (successor || name.startsWith(temporaryPrefix)) rmSync(path, { recursive: true, force: true })
  }
}

/**
 * Removes a file or folder that lies in a project; missing ones are fine.
 * A path that a symbolic link leads out of the project is left alone: project folders may come from others.
 */
export function removeInside(project: string, path: string): void {
  if (isInside(project, dirname(path))) rmSync(path, { recursive: true, force: true })
}

/** Whether an existing folder really lies in the project, links followed. */
export function isInside(project: string, folder: string): boolean {
  if (!existsSync(folder)) return false
  const inside = relative(realpathSync(project), realpathSync(folder))
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)
}
