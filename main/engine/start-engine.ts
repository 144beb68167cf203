/** An engine under plain Node, as the command line, the browser mode and Electron's Node child start it. */
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { keyFromEnvironment } from './drafts/model-keys'
import { createEngine, type Engine } from './engine'
import { engineLog } from './engine-log'
import type { ProcessSpawner } from './jobs/job-process'
import { nodeProcesses } from './launchers/node-processes'
import { type Places, placesAround } from './places'

export interface StartOptions {
  /** Folder of the built entries: that of the entry which starts the engine. */
  entries: string
  /** Job processes give way to the rest of the desktop. */
  yielding?: boolean
  /** Where job processes come from; plain Node children when left out. */
  spawner?: ProcessSpawner
}

export function startEngine(options: StartOptions): { engine: Engine; places: Places } {
  const places = placesAround(options.entries)
  const log = engineLog(places.userData)
  const spawner =
    options.spawner ??
    nodeProcesses({
      entries: places.entries,
      compiled: join(places.userData, 'compiled'),
      yielding: options.yielding ?? false,
      onOutput: (text) => log.write(text)
    })
  const checkResults = process.env.LOUPE_CHECK_RESULTS === '1'
  const modelKey = keyFromEnvironment()
  return { engine: createEngine({ places, spawner, author: author(), modelKey, checkResults }), places }
}

/** The name of the account; label edits carry it. */
function author(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}
