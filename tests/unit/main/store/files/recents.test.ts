import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openRecents } from '../../../../../main/store/files/recents'
import { temporaryFolder } from '../samples'

describe('recent projects', () => {
  test('come last opened first, each once, also for another instance', () => {
    const folder = join(temporaryFolder(), 'settings')
    const recents = openRecents(folder)
    recents.opened('/p/A.loupe', 1)
    recents.opened('/p/B.loupe', 2)
    recents.opened('/p/A.loupe/', 3)
    const expected = [
      { folder: resolve('/p/A.loupe'), openedAt: 3 },
      { folder: resolve('/p/B.loupe'), openedAt: 2 }
    ]
    expect(recents.list()).toEqual(expected)
    expect(openRecents(folder).list()).toEqual(expected)
  })

  test('reading makes no file', () => {
    const folder = join(temporaryFolder(), 'settings')
    expect(openRecents(folder).list()).toEqual([])
    expect(existsSync(folder)).toBe(false)
  })

  test('can be forgotten', () => {
    const recents = openRecents(temporaryFolder())
    recents.opened('/p/A.loupe', 1)
    recents.forget('/p/A.loupe')
    recents.forget('/p/Never.loupe')
    expect(recents.list()).toEqual([])
  })

  test('keep the latest hundred', () => {
    const recents = openRecents(temporaryFolder())
    for (let i = 0; i < 105; i += 1) recents.opened(`/p/${i}.loupe`, i)
    expect(recents.list()).toHaveLength(100)
    expect(recents.list()[99].openedAt).toBe(5)
  })

  test.each(['', '{"version":1,"projects":[{"folder":3}]}', '{"version":2}', 'not json', '[1,2'])(
    'a file with %j is kept aside and the list begins anew',
    (text) => {
      const folder = temporaryFolder()
      writeFileSync(join(folder, 'recent-projects.json'), text)
      const recents = openRecents(folder)
      expect(recents.list()).toEqual([])
      const [aside] = readdirSync(folder)
      expect(aside).toMatch(/^recent-projects\.json\.unreadable-\d+$/)
      expect(readFileSync(join(folder, aside), 'utf8')).toBe(text)
      recents.opened('/p/A.loupe', 1)
      expect(recents.list()).toHaveLength(1)
    }
  )
})
