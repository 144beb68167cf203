import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Recents } from '../../../../../main/engine/projects/recents'
import { makeProject, temporaryFolder } from '../project-material'

let folder: string
const problems: unknown[] = []
beforeEach(() => {
  folder = temporaryFolder()
  problems.length = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('recent projects', () => {
  it('have cards, the last opened first, and say what is missing', async () => {
    const recents = new Recents(folder, (error) => problems.push(error))
    await makeProject(join(folder, 'a.loupe'))
    recents.add(join(folder, 'gone.loupe'))
    await new Promise((resolve) => setTimeout(resolve, 5))
    recents.add(join(folder, 'a.loupe'))
    expect(recents.cards()).toMatchObject([
      { name: 'Test', state: 'ready', runs: 1, data: { rows: 8, dIn: 8 } },
      { folder: join(folder, 'gone.loupe'), state: 'missing' }
    ])
    expect(new Recents(folder, () => undefined).has(join(folder, 'a.loupe'))).toBe(true)
    recents.forget(join(folder, 'a.loupe'))
    expect(recents.has(join(folder, 'a.loupe'))).toBe(false)
  })

  it('do not keep anybody from opening a project where the list can not be written', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const recents = new Recents(join(file, 'user'), (error) => problems.push(error))
    expect(() => recents.add(join(folder, 'x.loupe'))).not.toThrow()
    expect(problems).toHaveLength(1)
  })
})
