import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OpenProjects, projectRecord } from '../../../../../main/engine/projects/open-projects'
import { openProject } from '../../../../../main/store/index'
import { makeProject, temporaryFolder } from '../project-material'

let parent: string
let folder: string
let projects: OpenProjects
const [first, second] = [{}, {}]

beforeEach(async () => {
  parent = temporaryFolder()
  folder = join(parent, 'test.loupe')
  await makeProject(folder)
  projects = new OpenProjects()
})
afterEach(() => {
  projects.closeAll()
  rmSync(parent, { recursive: true, force: true })
})

const isLocked = () =>
  openProject(folder).then(
    (store) => {
      store.close()
      return false
    },
    (error) => error.code === 'locked'
  )

describe('open projects', () => {
  it('have one handle and one store each, also when two open them at the same moment', async () => {
    const [one, other] = await Promise.all([projects.open(folder, first), projects.open(`${folder}/../test.loupe`, second)])
    expect(one).toBe(other)
    expect(projectRecord(one)).toMatchObject({ id: one.id, name: 'Test', folder, readOnly: false, datasets: [{ id: 'data' }] })
  })

  it('stay open as long as somebody holds them', async () => {
    const { id } = await projects.open(folder, first)
    await projects.get(id, second)
    projects.releaseAll(first)
    expect(await isLocked()).toBe(true)
    projects.release(id, second)
    expect(await isLocked()).toBe(false)
    expect(projects.isOpen(folder)).toBe(false)
  })

  it('are opened again by their handle', async () => {
    const { id, store } = await projects.open(folder, first)
    projects.releaseAll(first)
    expect(() => store.meta.get()).toThrow()
    const again = await projects.get(id, first)
    expect([again.id, again.store.meta.get().name]).toEqual([id, 'Test'])
    expect(projects.idOf(folder)).toBe(id)
  })

  it('that can not be opened are nobody’s, and can be opened once they are back', async () => {
    renameSync(folder, `${folder}.away`)
    await expect(projects.open(folder, first)).rejects.toMatchObject({ code: 'not-found' })
    expect(projects.isOpen(folder)).toBe(false)
    renameSync(`${folder}.away`, folder)
    expect((await projects.open(folder, first)).store.runs.list()).toHaveLength(1)
  })

  it('can be read beside a writer, and be written once it is gone', async () => {
    const writer = await openProject(folder)
    await expect(projects.open(folder, first)).rejects.toMatchObject({ code: 'locked' })
    expect((await projects.open(folder, first, { readOnly: true })).store.readOnly).toBe(true)
    projects.releaseAll(first)
    writer.close()
    expect((await projects.open(folder, first)).store.readOnly).toBe(false)
  })

  it('refuse a handle that was never given', async () => {
    await expect(projects.get('nobody', first)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('are closed when their only holder goes away while they open', async () => {
    const opening = projects.open(folder, first)
    projects.releaseAll(first)
    await opening.catch(() => undefined)
    expect(await isLocked()).toBe(false)
  })
})
