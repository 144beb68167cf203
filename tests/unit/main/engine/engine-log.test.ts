import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { engineLog } from '../../../../main/engine/engine-log'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loupe-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the engine’s log', () => {
  it('keeps defects with their stack and their cause', () => {
    engineLog(folder).defect(new Error('outer', { cause: new Error('inner') }))
    const text = readFileSync(join(folder, 'logs', 'engine.log'), 'utf8')
    expect(text).toMatch(/Error: outer\n\s+at [\s\S]*cause: Error: inner\n\s+at /)
  })

  it('begins anew when it has grown, and keeps the old one', () => {
    const log = engineLog(folder)
    log.write('x'.repeat(2_100_000))
    log.write('later')
    expect(readFileSync(join(folder, 'logs', 'engine.log'), 'utf8')).toMatch(/^\S+ later\n$/)
    expect(existsSync(join(folder, 'logs', 'engine.log.old'))).toBe(true)
  })

  it('never throws, also where nothing can be written', () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    expect(() => engineLog(file).write('lost')).not.toThrow()
  })
})
