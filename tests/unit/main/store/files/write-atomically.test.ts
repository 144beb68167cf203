import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  isInside,
  removeInside,
  sweepTemporary,
  writeAtomically,
  writeFolderAtomically
} from '../../../../../main/store/files/write-atomically'
import { temporaryFolder } from '../samples'

describe('a file written atomically', () => {
  test('replaces the old one, makes folders above it, and leaves nothing else', () => {
    const path = join(temporaryFolder(), 'a', 'b', 'config.json')
    writeAtomically(path, 'one')
    writeAtomically(path, Buffer.from('two'))
    expect(readFileSync(path, 'utf8')).toBe('two')
    expect(readdirSync(join(path, '..'))).toEqual(['config.json'])
  })

  test('that can not take its place leaves the old one and no temporary file', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'taken', 'inner'), { recursive: true })
    expect(() => writeAtomically(join(folder, 'taken'), 'x')).toThrow()
    expect(readdirSync(folder)).toEqual(['taken'])
  })
})

describe('a folder written atomically', () => {
  test('replaces the old one whole', async () => {
    const path = join(temporaryFolder(), '100')
    await writeFolderAtomically(path, (folder) => writeFileSync(join(folder, 'old'), '1'))
    await writeFolderAtomically(path, async (folder) => {
      mkdirSync(join(folder, 'inner'))
      writeFileSync(join(folder, 'inner', 'new'), '2')
    })
    expect(readdirSync(path)).toEqual(['inner'])
    expect(readdirSync(join(path, '..'))).toEqual(['100'])
  })

  test('that fails on the way leaves the old one and nothing else', async () => {
    const path = join(temporaryFolder(), '100')
    await writeFolderAtomically(path, (folder) => writeFileSync(join(folder, 'old'), '1'))
    const failing = writeFolderAtomically(path, (folder) => {
      writeFileSync(join(folder, 'new'), '2')
      throw new Error('disk full')
    })
    await expect(failing).rejects.toThrow('disk full')
    expect(readdirSync(join(path, '..'))).toEqual(['100'])
    expect(readdirSync(path)).toEqual(['old'])
  })
})

describe('sweeping', () => {
  test('takes temporary names only, and puts back what was moved aside for a successor that is missing', () => {
    const folder = temporaryFolder()
    for (const name of ['.writing-1', '.replaced-a', '.replaced-b', 'b', 'kept', '.hidden']) mkdirSync(join(folder, name))
    writeFileSync(join(folder, '.replaced-a', 'content'), 'x')
    sweepTemporary(folder)
    expect(readdirSync(folder).sort()).toEqual(['.hidden', 'a', 'b', 'kept'])
    expect(existsSync(join(folder, 'a', 'content'))).toBe(true)
    sweepTemporary(join(folder, 'missing'))
  })
})

describe('removing inside a project', () => {
  test('takes what lies in it, missing or not, and nothing a link leads out to', () => {
    const [project, outside] = [temporaryFolder(), temporaryFolder()]
    mkdirSync(join(project, 'runs', 'a'), { recursive: true })
    mkdirSync(join(outside, 'b'))
    symlinkSync(outside, join(project, 'link'))
    removeInside(project, join(project, 'runs', 'a'))
    removeInside(project, join(project, 'runs', 'a'))
    removeInside(project, join(project, 'link', 'b'))
    expect(readdirSync(join(project, 'runs'))).toEqual([])
    expect(existsSync(join(outside, 'b'))).toBe(true)
    expect([
      isInside(project, project),
      isInside(project, join(project, 'link')),
      isInside(project, join(project, 'no'))
    ]).toEqual([true, false, false])
  })
})
