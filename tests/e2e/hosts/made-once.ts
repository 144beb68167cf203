/** Folders that take long to make and that several scenarios begin with: made once in a run of the tests, then copied. */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { checkout } from './electron-host'

/** Playwright empties the folder of its results when a run begins. */
const originals = join(checkout, 'test-results', 'made-once')

/**
 * Copies to `target` what `make` made at the path it was given, which ends as that of `target` does.
 * `key`: all on which the content depends. Of two workers that want the same one, the second waits for the first.
 */
export function copyOfOne(key: unknown, target: string, make: (path: string) => void): void {
  const folder = join(originals, createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 16))
  const original = join(folder, basename(target))
  if (!existsSync(folder)) makeAlone(folder, basename(target), make)
  mkdirSync(dirname(target), { recursive: true })
  cpSync(original, target, { recursive: true })
}

/** Whole or not at all: `folder` comes to be when it is finished. */
function makeAlone(folder: string, name: string, make: (path: string) => void): void {
  const unfinished = `${folder}.unfinished`
  mkdirSync(originals, { recursive: true })
  try {
    mkdirSync(unfinished)
  } catch {
    waitFor(folder, unfinished)
    return
  }
  try {
    make(join(unfinished, name))
    renameSync(unfinished, folder)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    throw error
  }
}

function waitFor(folder: string, unfinished: string): void {
  while (existsSync(unfinished)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
  if (!existsSync(folder)) throw new Error('Another worker could not make this project')
}
