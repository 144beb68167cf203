/** Where things lie on this machine, besides the projects: what ships with Loupe, and the user's own data folder. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { launchVariables } from '../../contract/wire/relay'
import { runtimeFolder } from './joining/runtime-folder'

export interface Places {
  /** Built entries: job-*.cjs. */
  entries: string
  /** Built page of the browser mode. */
  page: string
  /** What ships with Loupe: samples/. */
  resources: string
  /** Recents, samples, logs. */
  userData: string
  /** Where running Loupes of this user leave word for each other. */
  runtime: string
  /** Where new projects are suggested. */
  projects: string
  /** What set-up wrote; need not exist. */
  setup: string
}

type Environment = Record<string, string | undefined>

/** Places of an installation or checkout whose built entries lie in `entries` (…/out/main). */
export function placesAround(entries: string, env: Environment = process.env): Places {
  const root = resolve(entries, '../..')
  return {
    entries,
    page: resolve(entries, '../renderer'),
    resources: env[launchVariables.resources] || join(root, 'resources'),
    userData: env[launchVariables.userData] || userDataFolder(env),
    runtime: runtimeFolder(env),
    projects: join(homedir(), 'Loupe'),
    setup: env[launchVariables.setup] || join(root, 'node_modules', '.loupe-setup.json')
  }
}

function userDataFolder(env: Environment): string {
  if (process.platform === 'win32') return join(env.APPDATA || join(homedir(), 'AppData', 'Roaming'), 'Loupe')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Loupe')
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'loupe')
}
