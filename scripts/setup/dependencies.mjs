/** The npm packages, exactly as locked. Install scripts do not run: the parts that need one have their own step. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { at, runtimeNode } from './places.mjs'
import { mustRun } from './processes.mjs'
import { underway } from './progress.mjs'

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')
}

export const dependencies = {
  part: 'packages',
  isDone: (known) =>
    known?.lock === lockHash() && existsSync(at('node_modules', '.package-lock.json')) && runtimeNode() !== undefined,
  async make() {
    await underway('installing packages', () =>
      mustRun('Installing the packages', 'npm', [
        'ci',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--prefer-offline',
        '--loglevel=error'
      ])
    )
    if (runtimeNode() === undefined) {
      throw new Error(
        `Loupe needs Node 22.14 or later, this is ${process.version}, and no packaged Node fits this system. Install a newer Node, then run this again.`
      )
    }
    return {
      state: 'ok',
      version: 'package-lock.json',
      origin: 'npm registry',
      checked: 'integrity hashes of the lock file',
      lock: lockHash()
    }
  }
}
