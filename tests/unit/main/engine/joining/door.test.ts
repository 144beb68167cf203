/** The door over a real socket: who gets in, and who can see it. */
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { findRecord } from '../../../../../main/engine/joining/door-record'
import { makeRuntimeFolder, runtimeFolder } from '../../../../../main/engine/joining/runtime-folder'
import { clientOf, TwoEngines } from './two-engines'

let two: TwoEngines
beforeEach(async () => {
  two = await TwoEngines.make()
})
afterEach(() => two.end())

/** Name of the way in that a socket got: `open`, or what the server said. */
function knock(address: string, headers: Record<string, string>): Promise<string> {
  const socket = new WebSocket('ws://loupe/join', { createConnection: () => connect(address), headers })
  return new Promise((tell) => {
    socket.once('open', () => {
      socket.terminate()
      tell('open')
    })
    socket.once('error', (error) => tell(error.message))
  })
}

describe.skipIf(process.platform === 'win32')('the door of an engine', () => {
  it('opens to the key alone, and is seen by its user alone', async () => {
    const engine = two.engine()
    await clientOf(engine).call('projects.open', { folder: two.folder })
    const { address, key } = findRecord(two.runtime, two.folder)!
    expect(await knock(address, { authorization: `Bearer ${key}` })).toBe('open')
    for (const headers of [{}, { authorization: 'Bearer ' }, { authorization: key }, { cookie: key }])
      expect(await knock(address, headers as Record<string, string>)).toMatch('403')
    const modes = readdirSync(two.runtime).map((name) => statSync(join(two.runtime, name)).mode & 0o777)
    expect(modes).toEqual([0o600, 0o600])
    expect(statSync(two.runtime).mode & 0o777).toBe(0o700)
  })

  it('is gone when the engine is, and what a killed one left is cleared away', async () => {
    mkdirSync(two.runtime, { mode: 0o700 })
    // No process has this number: it is larger than the largest.
    writeFileSync(join(two.runtime, '99999999-0badcafe.sock'), '')
    const engine = two.engine()
    await clientOf(engine).call('projects.open', { folder: two.folder })
    expect(readdirSync(two.runtime).filter((name) => name.includes('0badcafe'))).toEqual([])
    await engine.close()
    expect(readdirSync(two.runtime)).toEqual([])
  })

  it('is not made in a folder that others have; the project opens all the same', async () => {
    symlinkSync(two.parent, two.runtime)
    const { joined, readOnly } = await clientOf(two.engine()).call('projects.open', { folder: two.folder })
    expect({ joined, readOnly }).toEqual({ joined: undefined, readOnly: false })
    expect(readdirSync(two.parent).filter((name) => name.endsWith('.sock'))).toEqual([])
  })

  it('shuts a folder that was open to others', () => {
    mkdirSync(two.runtime)
    chmodSync(two.runtime, 0o755)
    makeRuntimeFolder(two.runtime)
    expect(statSync(two.runtime).mode & 0o777).toBe(0o700)
  })
})

it('lies in the system’s folder for it, by platform', () => {
  expect(runtimeFolder({ XDG_RUNTIME_DIR: '/run/user/7' }, 'linux')).toBe('/run/user/7/loupe')
  expect(runtimeFolder({}, 'darwin')).toMatch(/loupe-\d+$/)
  expect(runtimeFolder({ LOCALAPPDATA: '/local' }, 'win32')).toBe('/local/Loupe/running')
})
