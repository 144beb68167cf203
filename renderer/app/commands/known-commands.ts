/**
 * All commands with their default keys, for the settings: commands are offered by the screens while these are shown, so those of
 * other screens are known from a list that is recorded on a tour through all screens (tests/e2e/commands.tour.ts), and from what
 * this machine has seen.
 */
import recorded from './commands.json'
import type { KeyedCommand } from './own-keys'

/** Keys of tags belong to the tags of the project. */
const ofTags = /tag\d$/i

const seen = new Map<string, KeyedCommand>((recorded as KeyedCommand[]).map((command) => [command.id, command] as const))

/** Takes a command into the list; the same id in another scope adds the scope. */
export function noteCommand({
  id,
  title,
  scope,
  keys = []
}: {
  id: string
  title: string
  scope: string
  keys?: readonly string[]
}): void {
  const known = seen.get(id)
  if (ofTags.test(id) || (known?.scopes.includes(scope) && known.keys.join() === keys.join())) return
  seen.set(id, { id, title, keys, scopes: [...new Set([...(known?.scopes ?? []), scope])] })
}

/** By scope, then in the order of the list. Those that many scopes share come first after the ones that act everywhere. */
export function knownCommands(): KeyedCommand[] {
  return [...seen.values()]
}
