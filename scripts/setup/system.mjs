/**
 * System libraries that Electron links to, and for tests a virtual screen and a browser.
 * Installed by set-up only on Debian as root; elsewhere the one line to run is printed.
 */
import { existsSync } from 'node:fs'
import { readManifest } from './manifest.mjs'
import { run } from './processes.mjs'
import { say, underway } from './progress.mjs'

const forWindow = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1']
const forTests = ['xvfb', 'xauth', 'chromium']

const has = async (program) => (await run('sh', ['-c', `command -v ${program}`])).code === 0

async function missingLibraries() {
  const binary = readManifest().electron?.binary
  if (!binary || !existsSync(binary)) return []
  const { output } = await run('ldd', [binary])
  return output
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0])
}

/** Debian packages that are still needed for the window, and with `tests` for the tests. */
async function wanted(tests) {
  const packages = (await missingLibraries()).length > 0 ? [...forWindow] : []
  if (!tests) return packages
  if (!(await has('xvfb-run')) || !(await has('xauth'))) packages.push('xvfb', 'xauth')
  if (!(await has('chromium'))) packages.push('chromium')
  return packages
}

async function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const newName = (await run('apt-cache', ['show', 'libasound2t64'])).code === 0
  const names = packages.map((name) => (newName && ['libasound2', 'libgtk-3-0'].includes(name) ? `${name}t64` : name))
  await underway(`installing system packages: ${names.join(' ')}`, async () => {
    await run('apt-get', ['update', '-q'], { env })
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env })
  })
}

export function systemLibraries(tests) {
  return {
    part: tests ? 'system for tests' : 'system',
    isDone: (known) => known?.state === 'ok',
    async make() {
      if (process.platform !== 'linux')
        return { state: 'ok', version: process.platform, origin: 'system', checked: 'nothing to install here' }
      const before = await wanted(tests)
      if (before.length > 0 && existsSync('/etc/debian_version') && process.getuid() === 0) await install(before)
      const left = await wanted(tests)
      if (left.length === 0)
        return {
          state: 'ok',
          version: 'Linux',
          origin: 'system packages',
          checked: `libraries of Electron found${tests ? '; xvfb and chromium found' : ''}`
        }
      const line = `sudo apt-get install -y --no-install-recommends ${[...new Set([...left, ...(tests ? forTests : [])])].join(' ')}`
      say(`  ! Some system libraries are missing. On Debian or Ubuntu run:\n      ${line}`)
      return { state: 'missing', version: '', origin: 'system packages', checked: `missing: ${left.join(' ')}`, hint: line }
    }
  }
}
