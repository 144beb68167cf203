import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readSetup, setupParts } from '../../../../../main/engine/doctor/setup-parts'
import { temporaryFolder } from '../project-material'

let folder: string
let path: string
beforeEach(() => {
  // Whoever runs the tests may have been started by an Electron themselves.
  vi.stubEnv('LOUPE_ELECTRON', '')
  folder = temporaryFolder()
  path = join(folder, 'setup.json')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const write = (content: unknown) => writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))

describe('what set-up did', () => {
  it('is told part by part; the build is told elsewhere', () => {
    const electron = { part: 'electron', state: 'fallback', version: '25.1.1', origin: 'npm package', checked: 'started' }
    write({ parts: [electron, { part: 'build', state: 'ok', version: '1', origin: 'here', checked: 'built' }] })
    expect(setupParts(readSetup(path))).toEqual([electron])
  })

  it('may lack facts, and have others that nobody knows yet', () => {
    write({ parts: [{ part: 'chromium', state: 'curious', more: [1] }], later: true })
    expect(setupParts(readSetup(path))).toEqual([{ part: 'chromium', state: 'ok', version: '', origin: '', checked: '' }])
  })

  it.each([['nothing'], ['not json'], [{ parts: 7 }], [[]]])('is nothing when its file is %j', (content) => {
    if (content !== 'nothing') write(content)
    expect(setupParts(readSetup(path))).toEqual([])
  })

  it('has the Electron that started this engine where set-up knows of none', () => {
    vi.stubEnv('LOUPE_ELECTRON', '45.4.1')
    expect(setupParts(readSetup(path))).toMatchObject([{ part: 'electron', version: '45.4.1', state: 'ok' }])
  })
})
