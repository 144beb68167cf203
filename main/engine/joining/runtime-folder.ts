/**
 * The folder of this user on this machine in which running Loupes leave word for each other. Nobody else may look into it:
 * it is what keeps the doors (door.ts) to the user's own processes. Never on a network, never in a project.
 */
import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'

type Environment = Record<string, string | undefined>

/** Where it lies: the system's folder for this (short, emptied at the end of the session), else one among the temporary files. */
export function runtimeFolder(env: Environment, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA || tmpdir(), 'Loupe', 'running')
  if (env.XDG_RUNTIME_DIR) return join(env.XDG_RUNTIME_DIR, 'loupe')
  return join(tmpdir(), `loupe-${userInfo().uid}`)
}

/** Makes the folder, or refuses (`denied`) one that is a link, somebody else's, or open to others. */
export function makeRuntimeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const facts = lstatSync(folder)
  // Windows has no such bits: there the profile of the user keeps others out.
  if (process.platform === 'win32') return
  if (!facts.isDirectory() || facts.uid !== process.getuid?.())
    throw new LoupeError('denied', `${folder} is not a folder of this user`, { hint: 'Remove it, or rename it.', place: folder })
  if ((facts.mode & 0o077) !== 0) chmodSync(folder, 0o700)
}
