/**
 * Keeps one engine: starts it, starts it again when it died and a window asks for it, and remembers what the person chose,
 * since a new engine knows nothing of it; the key of a language model’s server likewise.
 */
import { type GivenKey, launchVariables } from '../../../contract/wire/relay'
import { places } from '../places'
import { startChildEngine } from './child-engine'
import type { EngineLink } from './engine-link'
import { startUtilityEngine } from './utility-engine'

/** better-sqlite3 needs Node-API 10; on less it ends the process. */
const neededNodeApi = 10

export interface EngineKeeper {
  /** The running engine; a new one when the last is gone. */
  engine(): EngineLink
  grant(paths: string[]): void
  /** To the running engine, if there is one. */
  tell(news: 'sleep' | 'wake'): void
  /** To the running engine and to each later one. */
  giveModelKey(given: GivenKey | null): void
  end(): Promise<void>
}

export interface EngineNews {
  started(engine: EngineLink): void
  /** It ended by itself. `again` is false when it died too often to be started once more. */
  crashed(code: number | null, again: boolean): void
}

/** So many crashes within a minute mean that starting again does not help. */
const crashesPerMinute = 3

export function keepEngine(news: EngineNews): EngineKeeper {
  const granted = new Set<string>()
  const crashes: number[] = []
  let current: EngineLink | undefined
  let ending = false
  let modelKey: GivenKey | null = null

  const crashed = (code: number | null): void => {
    crashes.push(Date.now())
    news.crashed(code, crashes.filter((time) => Date.now() - time < 60_000).length < crashesPerMinute)
  }
  const start = (): EngineLink => {
    const link = launch()
    link.grant([...granted])
    if (modelKey) link.giveModelKey(modelKey)
    link.onExit((code) => {
      if (current === link) current = undefined
      if (!ending) crashed(code)
    })
    news.started(link)
    return link
  }

  return {
    engine() {
      current ??= start()
      return current
    },
    grant(paths) {
      for (const path of paths) granted.add(path)
      current?.grant(paths)
    },
    tell: (news) => current?.tell(news),
    giveModelKey(given) {
      modelKey = given
      current?.giveModelKey(given)
    },
    async end() {
      ending = true
      await current?.end(20_000)
    }
  }
}

function launch(): EngineLink {
  const env = { [launchVariables.electronVersion]: process.versions.electron ?? '' }
  const ownNodeIsEnough =
    Number(process.versions.napi ?? process.versions.modules) >= neededNodeApi &&
    Number(process.versions.node.split('.')[0]) >= 22
  if (ownNodeIsEnough) return startUtilityEngine(places.engine, places.builtMain, env)
  const node = process.env.LOUPE_NODE
  if (!node)
    throw new Error('This Electron is too old for the project store, and no newer Node is known. Start Loupe with: npm start')
  return startChildEngine(places.engine, node, env)
}
