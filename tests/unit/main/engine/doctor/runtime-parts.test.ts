import { rmSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { diskPart } from '../../../../../main/engine/doctor/disk-part'
import { nodePart, storePart } from '../../../../../main/engine/doctor/runtime-parts'
import { temporaryFolder } from '../project-material'

describe('parts tried in the engine’s process', () => {
  it('are the Node that runs it', () => {
    expect(nodePart()).toMatchObject({
      state: 'ok',
      version: process.versions.node,
      origin: expect.stringContaining(process.execPath)
    })
  })

  it('are the store, with the version of SQLite that wrote a project', async () => {
    expect(await storePart()).toMatchObject({ state: 'ok', version: expect.stringMatching(/^sqlite 3\.\d+\.\d+$/) })
  })

  it('are the disk, and a folder that can not be made', async () => {
    const folder = temporaryFolder()
    onTestFinished(() => rmSync(folder, { recursive: true }))
    expect(await diskPart(folder)).toMatchObject({ state: 'ok', checked: expect.stringMatching(/GB free/) })
    expect(await diskPart(`${import.meta.filename}/below-a-file`)).toMatchObject({ state: 'failed', hint: expect.any(String) })
  })
})
