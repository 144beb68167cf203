/**
 * How a key combination such as `Mod+Shift+P` is printed: one cap per key, in the platform's own words.
 * What a combination means and when it fires is in app/keys.ts.
 */

const isMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)

const words: Record<string, string> = {
  Escape: 'Esc',
  Delete: 'Del',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Plus: '+'
}

const macWords: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const otherWords: Record<string, string> = { Mod: 'Ctrl' }

/** `Mod+Enter` → `['Ctrl', '↵']`; a lone Enter keeps its name. A leading `!` (fires in text fields too) is not shown. */
export function keyCaps(keys: string, mac: boolean = isMac): string[] {
  const parts = keys.replace(/^!/, '').split('+').filter(Boolean)
  const special = mac ? macWords : otherWords
  return parts.map((part) => {
    if (part === 'Enter' && parts.length > 1) return '↵'
    return special[part] ?? words[part] ?? part
  })
}

/** The combination in one text, for accessible names and tooltips: `Ctrl+K`. */
export function keyText(keys: string, mac: boolean = isMac): string {
  return keyCaps(keys, mac).join(mac ? '' : '+')
}

/** The value for `aria-keyshortcuts`, which wants `Control` and `Meta`. */
export function ariaKeys(keys: string, mac: boolean = isMac): string {
  return keys
    .replace(/^!/, '')
    .replace('Mod', mac ? 'Meta' : 'Control')
    .replace('Space', ' ')
}
