import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createProject, openProject } from '../../../../main/store/index'
import { codeOf, dataset, temporaryFolder } from './samples'

describe('creating a project', () => {
  test('gives an open project of its name, with what was put into it before anyone saw it', async () => {
    const folder = join(temporaryFolder(), 'new', 'Fresh.loupe')
    const store = await createProject(folder, { name: 'Fresh', createdAt: 12 }, async (draft) => {
      expect(existsSync(folder)).toBe(false)
      expect(dirname(draft.folder)).toBe(dirname(folder))
      mkdirSync(draft.layout.datasetFolder(dataset.id))
      writeFileSync(join(draft.layout.datasetFolder(dataset.id), 'rows.bin'), 'rows')
      draft.datasets.add(dataset)
    })
    onTestFinished(() => store.close())
    expect([store.folder, store.readOnly, store.meta.get()]).toEqual([folder, false, { name: 'Fresh', createdAt: 12 }])
    expect(store.datasets.list()).toEqual([dataset])
    expect(readFileSync(join(store.layout.datasetFolder(dataset.id), 'rows.bin'), 'utf8')).toBe('rows')
    expect(readdirSync(dirname(folder))).toEqual(['Fresh.loupe'])
  })

  test('that fails on the way leaves nothing behind', async () => {
    const parent = temporaryFolder()
    const failing = createProject(join(parent, 'Fresh.loupe'), { name: 'Fresh' }, async (draft) => {
      draft.datasets.add(dataset)
      throw new Error('the file is not what it promised')
    })
    await expect(failing).rejects.toThrow('not what it promised')
    expect(await codeOf(() => createProject(join(parent, 'Fresh.loupe'), { name: '' }))).toBe('usage')
    expect(readdirSync(parent)).toEqual([])
  })

  test('that fails takes away the parents it made, but nothing that is in use', async () => {
    const parent = temporaryFolder()
    const failing = (inside: () => void) =>
      createProject(join(parent, 'a', 'b', 'Fresh.loupe'), { name: 'x' }, () => {
        inside()
        throw new Error('no')
      }).catch(() => undefined)
    await failing(() => undefined)
    expect(readdirSync(parent)).toEqual([])
    await failing(() => writeFileSync(join(parent, 'a', 'thesis.txt'), 'x'))
    expect([readdirSync(parent), readdirSync(join(parent, 'a'))]).toEqual([['a'], ['thesis.txt']])
  })

  test('that the system or SQLite refuses is about the folder that was asked for', async () => {
    const parent = temporaryFolder()
    const folder = join(parent, 'Fresh.loupe')
    const failing = (code: string) =>
      createProject(folder, { name: 'x' }, (draft) => {
        throw Object.assign(new Error(code), { code, path: join(draft.folder, 'rows.bin') })
      })
    await expect(failing('ENOSPC')).rejects.toMatchObject({ code: 'disk-full', place: folder, hint: expect.any(String) })
    await expect(failing('EACCES')).rejects.toMatchObject({ code: 'unwritable', place: folder })
    await expect(failing('SQLITE_FULL')).rejects.toMatchObject({ code: 'disk-full', place: folder })
    writeFileSync(join(parent, 'file'), '')
    const inFile = join(parent, 'file', 'deeper', 'Fresh.loupe')
    expect(await codeOf(() => createProject(inFile, { name: 'x' }))).toBe('malformed')
    expect(readdirSync(parent)).toEqual(['file'])
  })

  test('does not touch a folder that holds something, and takes an empty one', async () => {
    const parent = temporaryFolder()
    mkdirSync(join(parent, 'Taken'))
    writeFileSync(join(parent, 'Taken', 'thesis.txt'), 'x')
    writeFileSync(join(parent, 'file'), 'x')
    mkdirSync(join(parent, 'Empty'))
    expect(await codeOf(() => createProject(join(parent, 'Taken'), { name: 'x' }))).toBe('exists')
    expect(await codeOf(() => createProject(join(parent, 'file'), { name: 'x' }))).toBe('exists')
    const store = await createProject(join(parent, 'Empty'), { name: 'x' })
    store.close()
    expect(readdirSync(parent).sort()).toEqual(['Empty', 'Taken', 'file'])
    expect(readdirSync(join(parent, 'Taken'))).toEqual(['thesis.txt'])
  })

  test('does not replace a folder that appeared meanwhile', async () => {
    const folder = join(temporaryFolder(), 'Race.loupe')
    const racing = createProject(folder, { name: 'x' }, () => {
      mkdirSync(folder)
      writeFileSync(join(folder, 'first.txt'), 'x')
    })
    await expect(racing).rejects.toThrow('The folder is not empty')
    expect(readdirSync(dirname(folder))).toEqual(['Race.loupe'])
    expect(readdirSync(folder)).toEqual(['first.txt'])
  })

  test('clears up what an earlier try that was killed left, but not a try that is under way', async () => {
    const parent = temporaryFolder()
    const folder = join(parent, 'Fresh.loupe')
    mkdirSync(join(parent, '.Fresh.loupe.creating-0123'))
    mkdirSync(join(parent, '.Other.loupe.creating-0123'))
    await createProject(folder, { name: 'slow' }, async () => {
      const quick = await createProject(folder, { name: 'quick' })
      quick.close()
    }).catch((thrown: unknown) => expect(thrown).toMatchObject({ code: 'exists' }))
    const store = await openProject(folder)
    expect(store.meta.get().name).toBe('quick')
    store.close()
    expect(readdirSync(parent).sort()).toEqual(['.Other.loupe.creating-0123', 'Fresh.loupe'])
  })
})
