/**
 * Key combinations as typed strings (`Mod+Shift+P`, `J`, `[`, `Alt+ArrowLeft`): parsing, matching, and where they may fire.
 * The contract is Perfetto's (ui/src/base/hotkeys.ts): nothing that types text fires in a text field unless it starts with `!`.
 */

export interface KeyCombination {
  key: string
  mod: boolean
  shift: boolean
  alt: boolean
  /** Fires in text fields too. */
  everywhere: boolean
}

/** The fields of a KeyboardEvent that matching looks at. */
export interface KeyPress {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

const namedKeys = new Set([
  'Enter',
  'Space',
  'Escape',
  'Backspace',
  'Delete',
  'Tab',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Plus',
  ...Array.from({ length: 12 }, (_, index) => `F${index + 1}`)
])

/** Combinations with Mod that a text field needs itself. */
const editingKeys = new Set(['A', 'C', 'V', 'X', 'Y', 'Z', 'ArrowLeft', 'ArrowRight', 'Backspace', 'Delete', 'Home', 'End'])

/** Throws on anything that is not a combination: a typing mistake in the command table has to show at once. */
export function parseKeys(text: string): KeyCombination {
  const everywhere = text.startsWith('!') && text.length > 1
  const parts = (everywhere ? text.slice(1) : text).split('+')
  const key = parts.pop() ?? ''
  const modifiers = new Set(parts)
  for (const modifier of modifiers)
    if (!['Mod', 'Shift', 'Alt'].includes(modifier)) throw new Error(`no such modifier: ${modifier} in ${text}`)
  if (modifiers.size !== parts.length) throw new Error(`a modifier stands twice in ${text}`)
  const isSingle = [...key].length === 1 && key !== ' ' && key === key.toUpperCase()
  if (!isSingle && !namedKeys.has(key)) throw new Error(`no such key: ${key || 'none'} in ${text}`)
  return { key, mod: modifiers.has('Mod'), shift: modifiers.has('Shift'), alt: modifiers.has('Alt'), everywhere }
}

/** One spelling for equal combinations, to find conflicts. */
export function canonicalKeys(text: string): string {
  const { key, mod, shift, alt } = parseKeys(text)
  return [mod && 'Mod', alt && 'Alt', shift && 'Shift', key].filter(Boolean).join('+')
}

/** Whether a key press is this combination. Symbols such as `?` match whatever Shift their layout needs. */
export function matchesKeys(combination: KeyCombination, press: KeyPress, mac: boolean): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey
  const other = mac ? press.ctrlKey : press.metaKey
  if (mod !== combination.mod || other || press.altKey !== combination.alt) return false
  if (!isSymbol(combination.key) && press.shiftKey !== combination.shift) return false
  return keyNames(press).includes(combination.key)
}

/** True for a combination that types something by itself: a letter, digit or symbol without Mod or Alt. */
export function isSingleKey(combination: KeyCombination): boolean {
  return !combination.mod && !combination.alt && [...combination.key].length === 1
}

/** Whether a combination may fire while a text field has the focus. */
export function firesInText(combination: KeyCombination): boolean {
  if (combination.everywhere) return true
  if (/^F\d+$/.test(combination.key)) return true
  return combination.mod && !editingKeys.has(combination.key)
}

function isSymbol(key: string): boolean {
  return [...key].length === 1 && !/[A-Z0-9]/.test(key)
}

/** All names a press may go by: what it typed, and (for other keyboard layouts and Alt or Shift digits) the key itself. */
function keyNames(press: KeyPress): string[] {
  if (press.key === ' ') return ['Space']
  if (press.key === '+') return ['Plus', '+']
  const typed = press.key.length === 1 ? press.key.toUpperCase() : press.key
  const isForeign = press.key.length === 1 && press.key.charCodeAt(0) > 127
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1]
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1]
  const names = [typed]
  if (digit && (press.altKey || press.shiftKey || isForeign)) names.push(digit)
  if (letter && (press.altKey || isForeign)) names.push(letter)
  return names
}
