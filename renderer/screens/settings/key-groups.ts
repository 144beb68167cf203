/** Commands by where their keys act. Pure. */
import type { KeyedCommand } from '../../app/commands/own-keys'

export interface KeyGroup {
  name: string
  commands: KeyedCommand[]
}

const words: Record<string, string> = { global: 'everywhere', table: 'list of features', bulk: 'annotate, many at once' }

/** What acts everywhere first, then by name; commands by title. */
export function groupsOf(commands: readonly KeyedCommand[]): KeyGroup[] {
  const groups = new Map<string, KeyedCommand[]>()
  for (const command of commands) {
    const name = nameOf(command.scopes)
    groups.set(name, [...(groups.get(name) ?? []), command])
  }
  const rank = (name: string) => (name === words.global ? 0 : 1)
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([name, own]) => ({ name, commands: own.sort((a, b) => a.title.localeCompare(b.title)) }))
}

export function nameOf(scopes: readonly string[]): string {
  if (scopes.includes('global')) return words.global ?? ''
  return [...scopes]
    .sort()
    .map((scope) => words[scope] ?? scope)
    .join(' · ')
}
