import { describe, expect, it } from 'vitest'
import {
  clashesOf,
  type KeyedCommand,
  keysFromPress,
  keysOf,
  withDefault,
  withKey,
  withoutKey
} from '../../../../../renderer/app/commands/own-keys'

const save: KeyedCommand = { id: 'annotate.save', title: 'Save', scopes: ['annotate'], keys: ['Enter', '!Mod+Enter'] }
const skip: KeyedCommand = { id: 'annotate.skip', title: 'Next', scopes: ['annotate'], keys: ['J'] }
const jobs: KeyedCommand = { id: 'view.drawer', title: 'Jobs', scopes: ['global'], keys: ['Mod+J'] }
const next: KeyedCommand = { id: 'list.next', title: 'Next', scopes: ['table'], keys: ['J', 'ArrowDown'] }
const sure: KeyedCommand = { id: 'label.confidence3', title: 'Sure', scopes: ['annotate', 'feature'], keys: ['!Alt+3'] }
const all = [save, skip, jobs, next, sure]

describe('keys of one’s own', () => {
  it('take the place of the printed one; further keys stay', () => {
    const own = withKey(save, {}, 'Mod+S')
    expect(keysOf(save, own)).toEqual(['Mod+S', '!Mod+Enter'])
    expect(keysOf(skip, own)).toEqual(['J'])
    expect(keysOf(save, withDefault(own, save.id))).toEqual(save.keys)
  })

  it('can be none at all, and the default ones again', () => {
    const own = withKey(skip, {}, null)
    expect(keysOf(skip, own)).toEqual([])
    expect(withKey(skip, own, 'J')).toEqual({})
  })

  it('fire in text fields where the old ones did, unless they type', () => {
    expect(keysOf(sure, withKey(sure, {}, 'Alt+S'))).toEqual(['!Alt+S'])
    expect(keysOf(sure, withKey(sure, {}, 'S'))).toEqual(['S'])
  })

  it('that are no combination are not there', () => {
    expect(keysOf(skip, { 'annotate.skip': ['Ctrl+J', 'K'] })).toEqual(['K'])
  })
})

describe('a clash', () => {
  it('is the same press in the same scope, or where one of the two acts everywhere', () => {
    expect(clashesOf(all, {}, 'annotate.save', 'J')).toEqual([skip])
    expect(clashesOf(all, {}, 'annotate.save', 'Mod+J')).toEqual([jobs])
    expect(clashesOf(all, {}, 'annotate.save', 'Mod+Enter')).toEqual([])
    expect(clashesOf(all, {}, 'view.drawer', 'J').map(({ id }) => id)).toEqual(['annotate.skip', 'list.next'])
  })

  it('ends when the other command loses the keys', () => {
    const freed = withoutKey(next, withoutKey(skip, {}, 'J'), 'J')
    expect(keysOf(next, freed)).toEqual(['ArrowDown'])
    expect(clashesOf(all, freed, 'annotate.save', 'J')).toEqual([])
  })
})

describe('a press', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
    keysFromPress({ key, code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more }, false)

  it('is written as the table of commands writes it', () => {
    expect([
      press('j'),
      press('J', { shiftKey: true, code: 'KeyJ' }),
      press('?', { shiftKey: true, code: 'Slash' }),
      press(' ', { ctrlKey: true }),
      press('!', { shiftKey: true, code: 'Digit1' }),
      press('å', { altKey: true, code: 'KeyA' }),
      press('F2')
    ]).toEqual(['J', 'Shift+J', '?', 'Mod+Space', 'Shift+1', 'Alt+A', 'F2'])
  })

  it('of a modifier alone, or of what the system needs, is none', () => {
    expect([
      press('Control', { ctrlKey: true }),
      press('Tab'),
      press('F4', { altKey: true }),
      press('j', { metaKey: true })
    ]).toEqual([undefined, undefined, undefined, undefined])
  })
})
