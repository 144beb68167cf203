/** What buttons and hints may know of commands (widgets/command-link.ts), answered from the command table. */
import { useMemo } from 'react'
import type { CommandLink } from '../../widgets/command-link'
import { isElectron } from '../host'
import { useSettings } from '../settings'
import { canRun, findCommand, runCommand, useRegistry } from './commands'
import { canonicalKeys, isSingleKey, parseKeys } from './keys'

/** Combinations that a browser keeps for itself whatever a page does. */
const browsersOwn = new Set(['Mod+N', 'Mod+T', 'Mod+W', 'Mod+Shift+N', 'Mod+Shift+T', 'Mod+Shift+W'])

/** A new link whenever the table or the settings change, so that everything that prints keys is drawn anew. */
export function useRegistryLink(): CommandLink {
  const version = useRegistry((registry) => registry.version)
  const { singleKeys, ownKeys } = useSettings()
  return useMemo(() => {
    void version
    void ownKeys
    return {
      keysOf: (id) => printableKeys(findCommand(id)?.keys ?? [], singleKeys),
      isEnabled: (id) => {
        const command = findCommand(id)
        return command !== undefined && canRun(command)
      },
      run: (id) => {
        runCommand(id)
      }
    }
  }, [version, singleKeys, ownKeys])
}

/** The keys that work here: without single letters when they are off, without those a browser keeps. */
export function printableKeys(keys: readonly string[], singleKeys: boolean, electron: boolean = isElectron()): string[] {
  return keys.filter((text) => {
    if (!electron && browsersOwn.has(canonicalKeys(text))) return false
    return singleKeys || !isSingleKey(parseKeys(text))
  })
}
