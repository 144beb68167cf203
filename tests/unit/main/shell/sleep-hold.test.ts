/** Tests of the lock that lets the system wait before it sleeps: real processes that run as long as the lock is held. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sleepHold } from '../../../../main/shell/sleep-hold'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loupe-hold-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Writes what happens to it into a file: begun, then over when its input ends. */
const watched = (): [string[], () => string] => {
  const log = join(folder, 'log')
  const script = `const { appendFileSync } = require('node:fs')
    appendFileSync(${JSON.stringify(log)}, 'held ')
    process.stdin.resume().on('end', () => appendFileSync(${JSON.stringify(log)}, 'released '))`
  return [
    [process.execPath, '-e', script],
    () => {
      try {
        return readFileSync(log, 'utf8')
      } catch {
        return ''
      }
    }
  ]
}

const until = (log: () => string, text: string) => vi.waitFor(() => expect(log()).toBe(text), 4_000)

it('holds once while it is wanted, lets go when it is not, and holds anew', async () => {
  const [command, log] = watched()
  const hold = sleepHold(command)
  hold.set(true)
  hold.set(true)
  await until(log, 'held ')
  hold.set(false)
  await until(log, 'held released ')
  hold.set(true)
  await until(log, 'held released held ')
  hold.set(false)
  await until(log, 'held released held released ')
})

it('does without where the system has no such lock', async () => {
  const hold = sleepHold(['/no/such/program'])
  hold.set(true)
  await new Promise((resolve) => setTimeout(resolve, 50))
  hold.set(false)
  sleepHold([]).set(true)
})
