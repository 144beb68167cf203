/**
 * Where the Python environment of the peers lies and which versions it holds.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../scripts/setup/places.mjs'

export const peerVersions = { saelens: '6.54.12', torch: '2.13.0' }

export function peerFolder() {
  return join(cacheFolder(), 'peers', `saelens-${peerVersions.saelens}`)
}

/** Its Python, or undefined when the environment was not made (make-environment.mjs). */
export function peerPython() {
  if (!existsSync(join(peerFolder(), 'ready.json'))) return undefined
  return join(peerFolder(), process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
}
