/** Builds the three sides into out/ when a source is newer than the last build. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at, runtimeNode } from './places.mjs'
import { mustRun } from './processes.mjs'
import { underway } from './progress.mjs'

const sources = ['contract', 'main', 'preload', 'renderer', 'electron.vite.config.ts', 'package-lock.json']
const stamp = at('out', '.sources')

/** Hash over path, size and time of every source file. */
function fingerprint() {
  const hash = createHash('sha256')
  const visit = (path) => {
    const facts = statSync(path)
    if (facts.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name))
    else hash.update(`${path}\0${facts.size}\0${facts.mtimeMs}\n`)
  }
  for (const source of sources) visit(at(source))
  return hash.digest('hex')
}

export const build = {
  part: 'build',
  isDone: () => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(),
  async make() {
    const of = fingerprint()
    rmSync(stamp, { force: true })
    await underway('building', () =>
      mustRun('The build', runtimeNode(), [
        at('node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
        'build',
        '--logLevel',
        'warn'
      ])
    )
    writeFileSync(stamp, of)
    return {
      state: 'ok',
      version: JSON.parse(readFileSync(at('package.json'), 'utf8')).version,
      origin: 'built from this checkout',
      checked: 'electron-vite build'
    }
  }
}
