/** Key combinations: what they parse to, which presses they match, where they may fire. */
import { describe, expect, it } from 'vitest'
import {
  canonicalKeys,
  firesInText,
  isSingleKey,
  type KeyPress,
  matchesKeys,
  parseKeys
} from '../../../../../renderer/app/commands/keys'

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more }
}

const matches = (keys: string, event: KeyPress, mac = false) => matchesKeys(parseKeys(keys), event, mac)

describe('parsing', () => {
  it('reads modifiers in any order', () => {
    expect(parseKeys('Shift+Mod+P')).toEqual({ key: 'P', mod: true, shift: true, alt: false, everywhere: false })
  })

  it('reads a leading ! as: fires in text fields too', () => {
    expect(parseKeys('!Mod+Z')).toMatchObject({ key: 'Z', mod: true, everywhere: true })
    expect(parseKeys('!')).toMatchObject({ key: '!', everywhere: false })
  })

  it.each(['', 'Mod+', 'Ctrl+K', 'j', 'Enterr', 'Mod+Mod+K', 'F13'])('refuses %j', (text) => {
    expect(() => parseKeys(text)).toThrow(/no such|twice/)
  })

  it('gives equal combinations one spelling', () => {
    expect(canonicalKeys('Shift+Mod+P')).toBe(canonicalKeys('!Mod+Shift+P'))
    expect(canonicalKeys('Alt+ArrowLeft')).toBe('Alt+ArrowLeft')
  })
})

describe('matching', () => {
  it('takes Ctrl for Mod, and Command on a Mac', () => {
    expect(matches('Mod+K', press('k', { ctrlKey: true }))).toBe(true)
    expect(matches('Mod+K', press('k', { metaKey: true }))).toBe(false)
    expect(matches('Mod+K', press('k', { metaKey: true }), true)).toBe(true)
  })

  it('wants exactly the modifiers that are named', () => {
    expect(matches('K', press('k', { ctrlKey: true }))).toBe(false)
    expect(matches('Mod+K', press('k'))).toBe(false)
    expect(matches('X', press('X', { shiftKey: true }))).toBe(false)
    expect(matches('Shift+X', press('X', { shiftKey: true }))).toBe(true)
    expect(matches('X', press('x', { altKey: true }))).toBe(false)
  })

  it('takes a letter typed with caps lock', () => {
    expect(matches('J', press('J'))).toBe(true)
  })

  it('takes symbols whatever Shift their layout needs', () => {
    expect(matches('?', press('?', { shiftKey: true }))).toBe(true)
    expect(matches('?', press('?'))).toBe(true)
    expect(matches('/', press('/', { shiftKey: true }))).toBe(true)
    expect(matches('[', press('['))).toBe(true)
  })

  it('knows named keys', () => {
    expect(matches('Space', press(' '))).toBe(true)
    expect(matches('Enter', press('Enter'))).toBe(true)
    expect(matches('Shift+Enter', press('Enter', { shiftKey: true }))).toBe(true)
    expect(matches('Enter', press('Enter', { shiftKey: true }))).toBe(false)
  })

  it('finds letters and digits by their place on other layouts', () => {
    expect(matches('J', press('о', { code: 'KeyJ' }))).toBe(true)
    expect(matches('Alt+1', press('¡', { code: 'Digit1', altKey: true }), true)).toBe(true)
    expect(matches('Shift+1', press('!', { code: 'Digit1', shiftKey: true }))).toBe(true)
  })

  it('does not take a letter of another Latin layout by its place', () => {
    expect(matches('Q', press('a', { code: 'KeyQ' }))).toBe(false)
  })
})

describe('where keys fire', () => {
  it.each([
    ['J', false],
    ['?', false],
    ['Enter', false],
    ['Escape', false],
    ['Alt+1', false],
    ['Mod+Z', false],
    ['Mod+ArrowLeft', false],
    ['Mod+K', true],
    ['Mod+Enter', true],
    ['F6', true],
    ['!Escape', true],
    ['!Mod+Z', true]
  ])('%s in a text field: %s', (keys, fires) => {
    expect(firesInText(parseKeys(keys))).toBe(fires)
  })

  it('calls only keys that type something single', () => {
    expect(['J', 'Shift+X', '?', '1', 'Mod+J', 'Alt+1', 'Enter', 'F6'].map((keys) => isSingleKey(parseKeys(keys)))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false
    ])
  })
})
