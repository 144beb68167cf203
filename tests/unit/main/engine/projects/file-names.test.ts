import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileName, freeFolder } from '../../../../../main/engine/projects/file-names'

describe('a name for a folder', () => {
  it.each([
    ['SmolLM2 layer 15', 'SmolLM2 layer 15'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a b c d e f g h i j'],
    ['...', 'Project'],
    ['  \u0000\n ', 'Project'],
    ['name. ', 'name'],
    ['Wörter – 文', 'Wörter – 文']
  ])('of “%s” is “%s”', (text, name) => {
    expect(fileName(text)).toBe(name)
  })

  it('can not lead out of its folder', () => {
    expect(fileName('../../etc/passwd')).not.toMatch(/[/\\]|^\./)
  })

  it('is not longer than file systems take', () => {
    expect(fileName('x'.repeat(5_000))).toHaveLength(100)
  })
})

describe('a free folder', () => {
  it('is the first that does not exist', () => {
    const parent = mkdtempSync(join(tmpdir(), 'loupe-names-'))
    expect(freeFolder(parent, 'A')).toBe(join(parent, 'A.loupe'))
    for (const name of ['A.loupe', 'A 2.loupe']) mkdirSync(join(parent, name))
    expect(freeFolder(parent, 'A')).toBe(join(parent, 'A 3.loupe'))
    rmSync(parent, { recursive: true })
  })
})
