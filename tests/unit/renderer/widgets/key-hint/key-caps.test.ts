/** Keys as they are printed. */
import { expect, it } from 'vitest'
import { ariaKeys, keyCaps, keyText } from '../../../../../renderer/widgets/key-hint/key-caps'

it('prints one cap per key, Enter as a sign only in combinations', () => {
  expect(keyCaps('Mod+Enter', false)).toEqual(['Ctrl', '↵'])
  expect(keyCaps('Enter', false)).toEqual(['Enter'])
  expect(keyCaps('!Escape', false)).toEqual(['Esc'])
  expect(keyCaps('Alt+ArrowLeft', false)).toEqual(['Alt', '←'])
})

it('prints the signs of a Mac on a Mac', () => {
  expect(keyText('Mod+Shift+P', true)).toBe('⌘⇧P')
  expect(keyText('Mod+Shift+P', false)).toBe('Ctrl+Shift+P')
})

it('says keys to screen readers by the names of the standard', () => {
  expect([ariaKeys('Mod+K', false), ariaKeys('Mod+K', true)]).toEqual(['Control+K', 'Meta+K'])
})
