/**
 * Keys that a person gave to commands in place of the default ones, and what follows from a new one. Kept with the settings of
 * this machine as what differs from the defaults. Pure.
 */
import { canonicalKeys, isSingleKey, type KeyCombination, parseKeys } from './keys'

/** By id of the command: all its keys, the printed one first; an empty list: none. */
export type OwnKeys = Readonly<Record<string, readonly string[]>>

export interface KeyedCommand {
  id: string
  title: string
  /** Where the keys act; `global` is everywhere. */
  scopes: readonly string[]
  /** The default ones. */
  keys: readonly string[]
}

/** The keys that hold. What was stored and is no combination (a file from elsewhere) counts as not there. */
export function keysOf({ id, keys }: Pick<KeyedCommand, 'id' | 'keys'>, own: OwnKeys): readonly string[] {
  const given = own[id]
  return given === undefined ? keys : given.filter(isCombination)
}

/** The command with new keys in place of the printed one; its further keys stay. Null: without any key. */
export function withKey(command: KeyedCommand, own: OwnKeys, keys: string | null): OwnKeys {
  const [printed, ...further] = keysOf(command, own)
  if (keys === null) return { ...own, [command.id]: [] }
  const first = staysInText(printed ?? command.keys[0], keys)
  const rest = further.filter((other) => canonicalKeys(other) !== canonicalKeys(first))
  return withoutSame(command, { ...own, [command.id]: [first, ...rest] })
}

/** Takes a combination away from a command. */
export function withoutKey(command: KeyedCommand, own: OwnKeys, keys: string): OwnKeys {
  const left = keysOf(command, own).filter((other) => canonicalKeys(other) !== canonicalKeys(keys))
  return withoutSame(command, { ...own, [command.id]: left })
}

export function withDefault(own: OwnKeys, id: string): OwnKeys {
  const { [id]: _, ...others } = own
  return others
}

/** Other commands that the same press would mean somewhere. */
export function clashesOf(commands: readonly KeyedCommand[], own: OwnKeys, id: string, keys: string): KeyedCommand[] {
  const scopes = commands.find((command) => command.id === id)?.scopes ?? []
  const wanted = canonicalKeys(keys)
  return commands.filter(
    (other) => other.id !== id && meet(other.scopes, scopes) && keysOf(other, own).some((text) => canonicalKeys(text) === wanted)
  )
}

/** Presses that the system or the page needs itself. */
const kept = new Set(['Tab', 'Shift+Tab', 'Escape', 'Alt+F4', 'Alt+Tab'])

/** The combination that a press is; undefined for a modifier alone, and for what can not be given to a command. */
export function keysFromPress(
  press: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
  mac: boolean
): string | undefined {
  const key = nameOf(press)
  if (key === undefined || (mac ? press.ctrlKey : press.metaKey)) return undefined
  const isSymbol = [...key].length === 1 && !/[A-Z0-9]/.test(key)
  const parts = [
    (mac ? press.metaKey : press.ctrlKey) && 'Mod',
    press.altKey && 'Alt',
    press.shiftKey && !isSymbol && 'Shift',
    key
  ]
  const text = parts.filter(Boolean).join('+')
  return isCombination(text) && !kept.has(text) ? text : undefined
}

/** With Alt or Shift the digit or letter of the key itself counts, as it does when keys are matched. */
function nameOf({
  key,
  code,
  shiftKey,
  altKey
}: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'altKey'>): string | undefined {
  if (key === ' ') return 'Space'
  if (key === '+') return 'Plus'
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  if (digit && (shiftKey || altKey)) return digit
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter && (altKey || key.charCodeAt(0) > 127)) return letter
  return key.length === 1 ? key.toUpperCase() : key
}

/** What fired in text fields does so with its new keys, unless they type something. */
function staysInText(old: string | undefined, keys: string): string {
  const combination: KeyCombination = parseKeys(keys)
  const types = isSingleKey(combination) || ['Enter', 'Space', 'Backspace', 'Delete'].includes(combination.key)
  return old?.startsWith('!') && old.length > 1 && !types ? `!${keys}` : keys
}

/** Keys that are the default ones again are not kept. */
function withoutSame({ id, keys }: KeyedCommand, own: OwnKeys): OwnKeys {
  return own[id]?.join(' ') === keys.join(' ') ? withDefault(own, id) : own
}

function meet(some: readonly string[], others: readonly string[]): boolean {
  return some.includes('global') || others.includes('global') || some.some((scope) => others.includes(scope))
}

function isCombination(text: string): boolean {
  try {
    parseKeys(text)
    return true
  } catch {
    return false
  }
}
